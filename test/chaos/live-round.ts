import { check } from './checker.ts'
import type { Round, Violation } from './events.ts'
import { drawFaults, pick, seeded } from './faults.ts'
import { type Guest, enter, pause } from './guest.ts'
import { type Host, openHere, openProcess, openSmallProcess } from './host.ts'
import { all } from './spots.ts'

/** How long everybody may need to come to rest when the network is sound again, ms. */
const restMs = 40_000
/** Not `eve`: what is planted is said to be from her. */
const names = ['ann', 'bob', 'cid', 'dan', 'fay', 'gil', 'hal', 'ida'] as const
const texts = [
  'hi',
  'zwei für dich',
  '三人行，必有我师',
  'a b  c :d',
  'long '.repeat(300),
  'one\ntwo\n\nvier',
] as const

type Deed =
  | 'say'
  | 'reset'
  | 'freeze'
  | 'shutOut'
  | 'settle'
  | 'rename'
  | 'part'
  | 'kick'
  | 'overflow'
  | 'kill'

/** What happens, and how often relative to the rest. */
const weights: readonly (readonly [Deed, number])[] = [
  ['say', 120],
  ['reset', 4],
  ['freeze', 3],
  ['shutOut', 2],
  ['settle', 4],
  ['rename', 1],
  ['part', 2],
  ['kick', 2],
  ['overflow', 1],
  ['kill', 1],
]
const deeds = weights.flatMap(([deed, times]) => Array<Deed>(times).fill(deed))

export interface Verdict {
  readonly violations: readonly Violation[]
  /** Said, and neither in the room nor told to be unsure. */
  readonly vanished: readonly string[]
  readonly round: Round
}

/**
 * Some of our own clients in a real room, over a network and with a daemon to which happens what the seed says, until
 * all is sound again and everybody is let settle; what the checker says of what they saw. Who does what to whom comes
 * from the seed alone; what is under way when it happens does not.
 * @throws when somebody does not come to rest
 */
export async function playRound(seed: number, steps: number): Promise<Verdict> {
  const random = seeded(seed)
  const size = 4 + Math.floor(random() * 5)
  const channels = pick(random, [['#a'], ['#a', '#b']])
  const keeps = pick(random, [10, 40, 2_000])
  const host = await openHost(random, keeps)
  const guests: Guest[] = []
  let warden: Guest | undefined
  try {
    warden = await enter({ name: 'warden', channels, host, faults: () => ({}), random: () => 0 })
    for (const [i, name] of names.slice(0, size).entries()) {
      const faults = drawFaults(Math.imul(seed, 31) + i)
      guests.push(await enter({ name, channels, host, faults, random: seeded(seed ^ (i + 1)) }))
    }
    const table = new Table({ host, guests, warden, channels, random })
    for (let i = 0; i < steps; i++) await table.step()
    await table.rest()
    return await table.verdict()
  } finally {
    await Promise.all([...guests, ...(warden === undefined ? [] : [warden])].map((guest) => guest.leave()))
    await host.close()
  }
}

/** A quarter is the daemon as users run it, which remembers 2,048; a quarter is a process that remembers as little as the rest. */
async function openHost(random: () => number, keeps: number): Promise<Host> {
  const kind = random()
  if (kind < 0.25) return openProcess()
  return kind < 0.5 ? openSmallProcess(keeps) : openHere(keeps)
}

interface TableInput {
  readonly host: Host
  readonly guests: readonly Guest[]
  /** Says nothing, rules the channels, and is never cut off but by the end of a life. */
  readonly warden: Guest
  readonly channels: readonly string[]
  readonly random: () => number
}

class Table {
  readonly #host: Host
  readonly #guests: readonly Guest[]
  readonly #warden: Guest
  readonly #channels: readonly string[]
  readonly #random: () => number
  #said = 0

  constructor({ host, guests, warden, channels, random }: TableInput) {
    this.#host = host
    this.#guests = guests
    this.#warden = warden
    this.#channels = channels
    this.#random = random
  }

  async step(): Promise<void> {
    const deed = this.#any(deeds)
    const guest = this.#any(this.#guests)
    const ms = this.#random() * 400
    if (deed === 'say') this.#say(guest)
    if (deed === 'reset') guest.cut()
    if (deed === 'freeze') this.#freeze(guest, ms)
    if (deed === 'shutOut') this.#shutOut(guest, ms)
    if (deed === 'settle') void guest.settle()
    if (deed === 'rename') guest.rename(`${guest.name}${++this.#said}`)
    if (deed === 'part') this.#leave(guest, ms, (channel) => guest.part(channel))
    if (deed === 'kick') this.#leave(guest, ms, (channel) => this.#warden.kick(channel, guest.nick))
    if (deed === 'overflow') this.#overflow(guest, ms)
    if (deed === 'kill') await this.#kill()
    await pause(this.#random() * 20)
  }

  #say(guest: Guest): void {
    guest.say(this.#any(this.#channels), `${++this.#said} ${this.#any(texts)}`)
  }

  #freeze({ passage }: Guest, ms: number): void {
    const lane = this.#random() < 0.5 ? passage?.up : passage?.down
    lane?.freeze()
    setTimeout(() => (ms < 200 ? passage?.reset() : lane?.thaw()), ms)
  }

  #shutOut(guest: Guest, ms: number): void {
    guest.shutOut()
    setTimeout(() => guest.letIn(), ms)
  }

  /** One goes, or is made to, and comes in again; both may be lost on the way. */
  #leave(guest: Guest, ms: number, leave: (channel: string) => void): void {
    const channel = this.#any(this.#channels)
    leave(channel)
    setTimeout(() => guest.join(channel), ms)
  }

  /** More is said than the room remembers while one is away, where it remembers little. */
  #overflow(guest: Guest, ms: number): void {
    this.#shutOut(guest, ms)
    const others = this.#guests.filter((other) => other !== guest)
    const most = Math.min(2 * this.#host.keeps, 80)
    for (let i = 0; i < most; i++) this.#say(this.#any(others))
  }

  async #kill(): Promise<void> {
    for (const guest of [...this.#guests, this.#warden]) guest.shutOut()
    await this.#host.kill()
    // Who is first in a new life rules its channels.
    this.#warden.letIn()
    await this.#warden.isBack()
    for (const guest of this.#guests) guest.letIn()
  }

  /** The network is sound again, and everybody has everything. */
  async rest(): Promise<void> {
    const everyone = [...this.#guests, this.#warden]
    for (const guest of everyone) guest.calm()
    const until = performance.now() + restMs
    const everybody = async (is: (guest: Guest) => Promise<boolean>): Promise<void> => {
      for (;;) {
        const all = await Promise.all(everyone.map(is))
        if (!all.includes(false)) return
        const who = everyone.filter((_, i) => all[i] === false).map(({ name }) => name)
        if (performance.now() > until) throw new Error(`${who.join(', ')} did not come to rest`)
        await pause(20)
      }
    }
    await everybody(async (guest) => guest.isAtEase)
    await everybody((guest) => guest.isIn(this.#channels))
    await everybody(async (guest) => guest.isAtEase)
    await everybody((guest) => guest.settle())
  }

  async verdict(): Promise<Verdict> {
    const everyone = [...this.#guests, this.#warden]
    const logs = everyone.map(({ name, recorder }) => ({ client: name, events: recorder.events }))
    const counted = { [this.#warden.life]: { messages: await this.#host.counted() } }
    const round: Round = { logs, keeps: this.#host.keeps, counted }
    const shown = new Set(all(round, 'shown').map(({ event }) => event.token))
    const unsure = new Set(
      this.#guests.flatMap(({ recorder }) => [...recorder.unconfirmed, ...recorder.refused]),
    )
    const said = all(round, 'sent').map(({ event }) => event.token)
    const vanished = said.filter((token) => !shown.has(token) && !unsure.has(token))
    return { violations: check(round), vanished, round }
  }

  #any<T>(from: readonly T[]): T {
    const one = from[Math.floor(this.#random() * from.length)]
    if (one === undefined) throw new Error('nobody there')
    return one
  }
}
