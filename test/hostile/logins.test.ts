import { afterEach, describe, expect, it, vi } from 'vitest'
import { defaultLimits } from '../../src/protocol/limits.ts'
import type { Wire } from '../conformance/wire.ts'
import { startDaemonProcess } from '../e2e/daemon-process.ts'
import { Siege, endSiege, onLinux, patience, whyNoSiege } from './siege.ts'

let siege: Siege
afterEach(endSiege)

const logins = 1_000
const base64 = (text: string): string => Buffer.from(text).toString('base64')
const plain = (password: string): string => `AUTHENTICATE ${base64(`\0owner\0${password}`)}`

/** How long a message takes from one member to another, ms: the middle of so many. */
async function latency(one: Wire, other: Wire, times: number): Promise<number> {
  const took: number[] = []
  for (let i = 0; i < times; i++) {
    const token = `${performance.now()}`
    const startMs = performance.now()
    one.send(`PRIVMSG ear :${token}`)
    await other.skipTo(new RegExp(`PRIVMSG ear :${token}$`))
    took.push(performance.now() - startMs)
    await new Promise(setImmediate)
  }
  return took.sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0
}

/** Connections that have said all but their password. */
async function strangers(count: number): Promise<Wire[]> {
  const wires: Wire[] = []
  for (let i = 0; i < count; i++) {
    const wire = await siege.open()
    wire.send('CAP REQ :sasl', 'AUTHENTICATE PLAIN')
    wires.push(wire)
  }
  await vi.waitFor(
    () => expect(wires.filter((wire) => wire.lines.length === 2)).toHaveLength(count),
    patience,
  )
  return wires
}

const answers = (wires: readonly Wire[]): Record<string, number> => {
  const codes = wires.flatMap(({ lines }) => / (90[2-6]) /.exec(lines.slice(2).join('\n'))?.[1] ?? [])
  return Object.fromEntries(
    [...new Set(codes)].map((code) => [code, codes.filter((one) => one === code).length]),
  )
}

describe.skipIf(whyNoSiege !== undefined)(`a thousand logins at once${onLinux}`, () => {
  // Without tokens for the talk, and without a bound on tries, so that as many passwords are hashed as ever can be.
  it('are taken two at a time and refused beyond 32, and a talk beside them takes no longer than twice as long', async () => {
    siege = await Siege.lay(await startDaemonProcess('--no-limits'), 2)
    const owner = await siege.member('owner')
    owner.send('REGISTER * * :correct horse')
    await owner.skipTo(/ 900 /)
    const [mouth, ear] = [await siege.member('mouth'), await siege.member('ear')]
    const wires = await strangers(logins)
    await latency(mouth, ear, 50)
    // A machine that has other work is slow in the baseline, too; what is below a millisecond is no latency.
    const baseline = Math.max(2, await latency(mouth, ear, 200))
    for (const wire of wires) wire.send(plain('correct horse'))
    const during = await latency(mouth, ear, 200)
    // Some are hashed still, so what was measured was beside them.
    expect(Object.values(answers(wires)).reduce((a, b) => a + b, 0)).toBeLessThan(logins)
    expect(during).toBeLessThan(2 * baseline)
    await vi.waitFor(
      () => expect(Object.values(answers(wires)).reduce((a, b) => a + b, 0)).toBe(logins),
      patience,
    )
    const { '903': taken = 0 } = answers(wires)
    const { hashesAtOnce, hashesWaiting } = defaultLimits
    expect(taken).toBeGreaterThanOrEqual(hashesAtOnce + hashesWaiting)
    expect(taken).toBeLessThan(logins / 2)
    await siege.lift({ connections: logins + 5, hashing: defaultLimits.hashesAtOnce })
  })

  it('with a wrong password are three that are looked at, whatever comes at once', async () => {
    siege = await Siege.lay(await startDaemonProcess(), 2)
    const owner = await siege.member('owner')
    owner.send('REGISTER * * :correct horse')
    await owner.skipTo(/ 900 /)
    const wires = await strangers(100)
    for (const wire of wires) wire.send(plain('wrong horse'))
    await vi.waitFor(() => expect(answers(wires)).toEqual({ '904': 100 }), patience)
    const refused = siege.daemon.log().filter(({ evt }) => evt === 'account.refused')
    // The REGISTER is one try of this address.
    expect(refused.filter(({ why }) => why === 'wrong')).toHaveLength(2)
    expect(JSON.stringify(siege.daemon.log())).not.toContain('horse')
    await siege.lift({ connections: 105, hashing: defaultLimits.hashesAtOnce })
  })
})

describe.skipIf(whyNoSiege !== undefined)(`who does not keep to SASL${onLinux}`, () => {
  it('is answered and costs nobody anything: out of order, too long, aborted, nonsense, and gone in the middle', async () => {
    siege = await Siege.lay(await startDaemonProcess('--no-limits'), 2)
    const bad = await siege.open()
    bad.send('AUTHENTICATE PLAIN', 'CAP REQ :sasl', 'AUTHENTICATE +', `AUTHENTICATE ${base64('\0a\0b')}`)
    bad.send('AUTHENTICATE PLAIN', 'AUTHENTICATE PLAIN', 'AUTHENTICATE *', 'AUTHENTICATE *')
    bad.send('AUTHENTICATE SCRAM-SHA-256', `AUTHENTICATE ${base64('c=biws,r=x,p=AAAA')}`)
    for (let i = 0; i < 20; i++)
      bad.send('AUTHENTICATE PLAIN', ...Array.from({ length: 12 }, () => `AUTHENTICATE ${'A'.repeat(400)}`))
    bad.send(`AUTHENTICATE ${'A'.repeat(450)}`, 'AUTHENTICATE PLAIN', `AUTHENTICATE ${'A'.repeat(401)}`)
    bad.send('AUTHENTICATE EXTERNAL', 'AUTHENTICATE \xff\xfe', 'AUTHENTICATE PLAIN', 'AUTHENTICATE =')
    await bad.sync()
    const leaving = await strangers(50)
    for (const wire of leaving) {
      wire.send(plain('correct horse'))
      wire.socket.resetAndDestroy()
    }
    await siege.calm()
    expect(siege.daemon.log().filter(({ level }) => level === 'error')).toEqual([])
    await siege.lift({ connections: 53, hashing: defaultLimits.hashesAtOnce })
  })
})
