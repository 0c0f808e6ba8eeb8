import { describe, expect, it } from 'vitest'
import type { Clock } from '../../src/protocol/clock.ts'
import { encodeDns } from '../../src/protocol/dns/encode.ts'
import { surroundings } from '../../src/transport/discovery/interfaces.ts'
import { openBrowser } from '../../src/transport/discovery/mdns/browser.ts'
import { openPublisher } from '../../src/transport/discovery/mdns/publisher.ts'
import { fakeUdp, info } from '../transport/discovery/fakes.ts'
import { announcement, another, office, ownQuestion } from '../transport/discovery/mdns/samples.ts'
import { keptBytes, numbers } from './noise.ts'

/** Whatever a network sends to the group of multicast DNS. */

/** A clock that the test moves, without waiting for anything. */
function quickClock(): Clock & { forward(ms: number): void } {
  let now = 0
  let timers: { at: number; run: () => void }[] = []
  return {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run }
      timers.push(timer)
      return () => (timers = timers.filter((one) => one !== timer))
    },
    forward(ms) {
      now += ms
      const due = timers.filter(({ at }) => at <= now)
      timers = timers.filter(({ at }) => at > now)
      for (const { run } of due) run()
    },
  }
}

/** Right messages of each kind, to be broken. */
const whole = [
  ownQuestion,
  announcement(office, '10.10.1.2', 'fe80::2'),
  announcement(another, '10.10.1.9'),
  {
    ...announcement(another, '10.10.1.9'),
    isResponse: false,
    answers: [],
    authorities: announcement(another).answers,
  },
].map((message) => Array.from(encodeDns(message)))

function broken(next: (below: number) => number): Uint8Array {
  if (next(5) === 0) return Uint8Array.from({ length: next(300) }, () => next(256))
  const bytes = [...(whole[next(whole.length)] ?? [])]
  for (let n = next(4); n > 0; n--) {
    const at = next(bytes.length)
    if (next(3) === 0) bytes.length = Math.max(1, at)
    else bytes[at] = next(256)
  }
  return Uint8Array.from(bytes)
}

describe('messages of multicast DNS that nobody should send', () => {
  it('are 100,000 and cost no fault and no memory, are answered seldom, and lead to 16 places at most', async () => {
    const clock = quickClock()
    const udp = fakeUdp()
    const around = surroundings({ eth0: [info('10.10.1.2', 24)] })
    const note = (): void => undefined
    const publisher = openPublisher({ room: () => office, clock, random: () => 0.5, note, open: udp.open })
    const browser = openBrowser({ open: udp.open, clock, hinted: note, sent: note })
    await Promise.all([publisher.follow(around), browser.follow(around)])
    const next = numbers(20_261_128)
    let sentBytes = 0
    const batch = (count: number): void => {
      for (let n = 0; n < count; n++) {
        clock.forward(2)
        const socket = udp.sockets[n % 2]
        socket?.heard(broken(next), { address: `10.10.1.${3 + next(250)}`, port: 5_353 })
        sentBytes += udp.sent.splice(0).reduce((sum, { bytes }) => sum + bytes.length, 0)
      }
    }
    batch(20_000)
    const before = keptBytes()
    batch(80_000)
    expect((keptBytes() - before) / 2 ** 20).toBeLessThan(5)
    // In 200 s, with everybody asking for its names: each record at most four times a second.
    expect(sentBytes / 200).toBeLessThan(8_192)
    expect(browser.places().length).toBeLessThanOrEqual(16)
    expect(udp.sockets).toHaveLength(2)
  })
})
