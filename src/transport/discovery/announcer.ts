import type { Note } from '../../ops/events.ts'
import type { Clock } from '../../protocol/clock.ts'
import { addressesOf } from './guards.ts'
import type { Surroundings, Target } from './interfaces.ts'
import { openTroubles } from './troubles.ts'
import { codeOf } from './udp.ts'
import type { OpenUdp } from './udp.ts'
import type { Voice } from './voice.ts'

export interface AnnouncerInput {
  readonly port: number
  /** The one address that the TCP port is on; absent: all. */
  readonly bind?: string | undefined
  readonly voice: Voice
  readonly clock: Clock
  /** A number from 0 to below 1. */
  readonly random: () => number
  readonly note: Note
  readonly open: OpenUdp
  /** Looks at the interfaces anew: they come and go without a word. */
  look(): Surroundings
  /** Nothing can be said any more: a fault of ours, such as a key that does not sign. */
  failed(error: Error): void
}

/** Says on every network that the room is here, and at the end that it is gone. */
export interface Announcer {
  /** Announces as after a start: somebody new may hear it. */
  again(): void
  /** No more announcements. */
  stop(): void
  /** The goodbye, twice, since a datagram may be lost. */
  bye(): Promise<void>
}

/** After a start; then every 30 s, scattered so that daemons that started together do not speak together. */
const firstGapsMs = [1_000, 2_000]
const gapMs = 30_000
const scatterMs = 5_000
const byeGapMs = 150

/** Begins to announce at once. */
export function openAnnouncer(input: AnnouncerInput): Announcer {
  const { port, voice, clock, random, note } = input
  const troubles = openTroubles((name, code) => {
    note('discovery.interface-failed', { interface: name, code })
  })
  let ahead = [...firstGapsMs]
  let cancel = (): void => undefined
  announce()

  function announce(): void {
    cancel = clock.after(ahead.shift() ?? gapMs + (random() * 2 - 1) * scatterMs, announce)
    sayHere().catch((error: unknown) => {
      input.failed(error instanceof Error ? error : new Error(String(error)))
    })
  }

  async function sayHere(): Promise<void> {
    const interfaces = await sayOnAll(({ bind }, around) =>
      voice.announcement(addressesOf(input, bind, around)),
    )
    note('discovery.announced', { interfaces })
  }

  /** Gives how many interfaces took it; rejects only when there is no word. */
  async function sayOnAll(
    word: (target: Target, around: Surroundings) => Uint8Array | undefined,
  ): Promise<number> {
    const around = input.look()
    const codes = new Map<string, (string | undefined)[]>()
    await Promise.all(
      around.targets.map(async (target) => {
        const bytes = word(target, around)
        const sent = bytes === undefined ? [] : await sendOnce(target, bytes)
        codes.set(target.interface, [...(codes.get(target.interface) ?? []), ...sent])
      }),
    )
    for (const [name, sent] of codes) troubles.sent(name, sent)
    return Array.from(codes.values()).filter((sent) => sent.includes(undefined)).length
  }

  /** A socket for each time: nothing is left behind when the interface goes away in between. */
  async function sendOnce(target: Target, bytes: Uint8Array): Promise<readonly (string | undefined)[]> {
    try {
      const socket = await input.open({
        address: target.bind,
        port: 0,
        shared: false,
        broadcast: target.rung !== 'multicast',
        heard: () => undefined,
        failed: () => undefined,
      })
      const codes = await Promise.all(target.to.map((address) => socket.send(bytes, port, address)))
      socket.close()
      return codes
    } catch (error) {
      return [codeOf(error)]
    }
  }

  return {
    again() {
      cancel()
      ahead = [...firstGapsMs]
      announce()
    },
    stop() {
      cancel()
    },
    async bye() {
      const bytes = voice.bye()
      await Promise.all([sayOnAll(() => bytes), elapsed(clock, byeGapMs)])
      await sayOnAll(() => bytes)
    },
  }
}

function elapsed(clock: Clock, ms: number): Promise<void> {
  return new Promise((done) => {
    clock.after(ms, done)
  })
}
