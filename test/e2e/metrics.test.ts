import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { metrics } from '../../src/cli/daemon/metrics/table.ts'
import { Wire } from '../conformance/wire.ts'
import { type DaemonProcess, endAll, freshDir, startDaemonProcess } from './daemon-process.ts'
import { alertNames, expectAlerts, promtool, rulesFile, seriesOf, whyNoPromtool } from './promtool.ts'

const skipped = whyNoPromtool === undefined ? '' : ` (skipped: ${whyNoPromtool})`

let daemon: DaemonProcess
/** What a daemon says in which something was said. */
let text: string

beforeAll(async () => {
  daemon = await startDaemonProcess()
  const ann = await (await Wire.open(daemon.port)).register('ann')
  ann.send('JOIN #a', 'PRIVMSG #a :hello', 'NONSENSE')
  await ann.sync()
  text = await (await fetch(`http://127.0.0.1:${daemon.port}/metrics`)).text()
})
afterAll(endAll)

describe('the metrics of a daemon', () => {
  it('are those of the table, with what has happened', () => {
    const said = [...text.matchAll(/^# TYPE (\w+) /gm)].map(([, name]) => name)
    // Without discovery nothing is said of it.
    const names = Object.keys(metrics).filter((name) => !name.startsWith('earshot_discovery'))
    expect(said).toEqual(names)
    expect(text).toContain('earshot_connections{transport="tcp",state="active"} 1\n')
    expect(text).toContain('earshot_messages_total{cmd="privmsg"} 1\n')
    expect(text).toContain('earshot_refused_lines_total{fault="421"} 1\n')
  })

  it('say the same start again, or each look would be a restart', async () => {
    const start = /^process_start_time_seconds .*/m
    const again = await (await fetch(`http://127.0.0.1:${daemon.port}/metrics`)).text()
    expect(start.exec(again)).toEqual(expect.arrayContaining([start.exec(text)?.[0]]))
  })

  it('say nobody’s name or address', () => {
    expect(text).not.toMatch(/\bann\b|127\.0\.0\.1|#a/)
  })
})

describe.skipIf(whyNoPromtool !== undefined)(`the alert rules, with what a daemon says${skipped}`, () => {
  /** The same hour, but for one series; that has to be one that the daemon says. */
  const but = (start: string, values: string) => {
    const series = seriesOf(`${text}earshot_discovery_dropped_total{reason="rate"} 0\n`)
    const found = [...series.keys()].find((name) => name.startsWith(start))
    if (found === undefined) throw new Error(`no such series: ${start}`)
    return series.set(found, values)
  }
  const growing = '0+10x60'

  it('are in order, and so is what they read', () => {
    expect(promtool(['check', 'rules', rulesFile])).toBe('')
    expect(promtool(['check', 'metrics'], text)).toBe('')
  })

  it('do not fire while all is well, and each for what it is for', () => {
    const ending = String(10 * 86_400)
    const cases: readonly (readonly [alert: string, start: string, values: string])[] = [
      ['EarshotDown', 'up{', '0x60'],
      ['EarshotNotReady', 'earshot_ready{', '0x60'],
      ['EarshotNearlyFull', 'earshot_connections{transport="tcp",state="active"', '1000000x60'],
      ['EarshotTurnsAway', 'earshot_rejected_total{reason="full"', growing],
      ['EarshotFault', 'earshot_actor_crashes_total{kind="command"', growing],
      ['EarshotRestarts', 'process_start_time_seconds{', '0+10x60'],
      ['EarshotLogLost', 'earshot_log_dropped_lines_total{log="audit"', growing],
      ['EarshotErrors', 'earshot_log_events_total{level="error"', growing],
      ['EarshotLags', 'earshot_eventloop_lag_seconds{stat="p99"', '0.3x60'],
      ['EarshotDeliversSlowly', 'earshot_delivery_seconds_bucket{le="+Inf"', growing],
      ['EarshotSendqGrows', 'earshot_sendq_bytes{stat="sum"', '200000000x60'],
      ['EarshotSlowConsumers', 'earshot_slow_consumers_total{', growing],
      ['EarshotPasswordsGuessed', 'earshot_auth_failures_total{kind="account"', growing],
      ['EarshotCertificateEnds', 'earshot_certificate_expiry_timestamp_seconds{', `${ending}x60`],
      ['EarshotDescriptors', 'process_open_fds{', '1000000x60'],
      ['EarshotMemory', 'process_resident_memory_bytes{', '2000000000x60'],
      ['EarshotDiscoveryDrops', 'earshot_discovery_dropped_total{reason="rate"', '0+100x60'],
    ]
    expect(cases.map(([alert]) => alert)).toEqual(alertNames())
    const tests = cases.map(([alert, start, values]) => ({ series: but(start, values), fires: [alert] }))
    expect(expectAlerts(freshDir(), [{ series: seriesOf(text), fires: [] }, ...tests])).toBe('')
  })

  it('are each explained', () => {
    const page = readFileSync(fileURLToPath(new URL('../../docs/watching.md', import.meta.url)), 'utf8')
    expect([...page.matchAll(/^### (Earshot\w+)$/gm)].map(([, name]) => name)).toEqual(alertNames())
  })
})
