import type { NetworkInterfaceInfo } from 'node:os'
import { describe, expect, it } from 'vitest'
import { surroundings } from '../../../src/transport/discovery/interfaces.ts'
import { openScan } from '../../../src/transport/discovery/scan.ts'
import { handClock, info, info6 } from './fakes.ts'

function scan() {
  const clock = handClock()
  const host: Record<string, NetworkInterfaceInfo[]> = { eth0: [info('192.168.1.7', 24)] }
  const told = { looked: 0, changed: 0 }
  let asleepMs = 0
  const stop = openScan({
    clock,
    wallMs: () => clock.now() + asleepMs,
    look: () => surroundings(host),
    looked: () => (told.looked += 1),
    changed: () => (told.changed += 1),
  })
  return { clock, host, told, stop, sleep: (ms: number) => (asleepMs += ms) }
}

describe('the interfaces', () => {
  it('are looked at every 3 s, and nothing is said while they stay', async () => {
    const { clock, told, stop } = scan()
    await clock.forward(9_000)
    expect(told).toEqual({ looked: 3, changed: 0 })
    stop()
    await clock.forward(9_000)
    expect(told.looked).toBe(3)
  })

  it('have changed when one comes, goes, or has another address', async () => {
    const { clock, host, told } = scan()
    for (const infos of [[info('10.0.0.7', 24)], [info('10.0.0.8', 24)], [info6('fe80::8', 2)], []]) {
      host['eth1'] = infos
      await clock.forward(3_000)
    }
    expect(told.changed).toBe(4)
  })

  it('are as good as changed when the computer has slept, once', async () => {
    const { clock, told, sleep } = scan()
    sleep(2_000)
    await clock.forward(3_000)
    expect(told.changed).toBe(0)
    sleep(60_000)
    await clock.forward(9_000)
    expect(told.changed).toBe(1)
  })
})
