import type { Conversation } from '../../src/client/conversation.ts'
import { stay } from '../../src/client/stay.ts'
import type { Host } from './host.ts'
import type { Faults } from './lane.ts'
import { type Passage, type Proxy, openProxy } from './proxy.ts'
import { Recorder } from './recorder.ts'

/** How long the answer to a question is waited for before it is asked again. */
const answerMs = 500

interface GuestInput {
  readonly name: string
  readonly channels: readonly string[]
  readonly host: Pick<Host, 'port'>
  /** What becomes of its n-th connection; the first, with which it comes in, is sound. */
  readonly faults: (n: number) => { readonly up?: Faults; readonly down?: Faults }
  /** From 0 to 1. */
  readonly random: () => number
  /** The longest that it waits between two tries. */
  readonly mostPauseMs?: number
}

/** The network between a guest and the room. */
interface Way {
  readonly proxy: Proxy
  /** `shut`: nothing comes through. `calm`: nothing happens to what does. */
  weather: 'rough' | 'shut' | 'calm'
}

/** Comes in by a way that can be disturbed, and is in all its channels. */
export async function enter(input: GuestInput): Promise<Guest> {
  const { name, channels, host, random, mostPauseMs = 400 } = input
  const proxy = await openProxy({
    get port() {
      return host.port
    },
    faults: (n) => {
      if (way.weather === 'shut') return { up: { cut: { afterBytes: 1, by: 'reset' } } }
      return n === 0 || way.weather === 'calm' ? {} : input.faults(n)
    },
  })
  const way: Way = { proxy, weather: 'rough' }
  let nonces = 0
  const recorder = new Recorder()
  const talk = await stay({
    host: '127.0.0.1',
    port: proxy.port,
    wish: { nick: name, user: name, realname: name, channels },
    show: recorder.show,
    dial: recorder.dial,
    nonce: () => `${name}.${++nonces}`,
    clock: {
      after: (ms, run) => {
        const timer = setTimeout(run, Math.min(ms, mostPauseMs))
        return () => clearTimeout(timer)
      },
    },
    random,
  })
  await talk.until(
    (model) => [...model.channels.values()].filter(({ complete }) => complete).length === channels.length,
  )
  return new Guest(name, { talk, recorder, way })
}

/** One of our own clients, as it is at the table of a round. */
export class Guest {
  readonly name: string
  readonly recorder: Recorder
  readonly #talk: Conversation
  readonly #way: Way

  constructor(name: string, { talk, recorder, way }: { talk: Conversation; recorder: Recorder; way: Way }) {
    this.name = name
    this.#talk = talk
    this.recorder = recorder
    this.#way = way
  }

  say(target: string, text: string): void {
    this.#talk.want({ type: 'say', target, text })
  }

  rename(nick: string): void {
    this.#talk.want({ type: 'nick', nick })
  }

  join(channel: string): void {
    this.#talk.want({ type: 'join', channel })
  }

  part(channel: string): void {
    this.#talk.want({ type: 'part', channel })
  }

  /** Where it rules the channel, and the other one is in. */
  kick(channel: string, nick: string): void {
    this.#talk.want({ type: 'ask', message: { command: 'KICK', params: [channel, nick] } })
  }

  get nick(): string {
    return this.#talk.model.nick
  }

  /** The life of the room that it is in. */
  get life(): string {
    return this.#talk.model.isupport.get('earshot/BOOT') ?? ''
  }

  /** Whether it is in all of these; if not, it asks, and waits a little. */
  async isIn(channels: readonly string[]): Promise<boolean> {
    const missing = channels.filter((channel) => !this.#talk.model.channels.has(channel))
    if (missing.length === 0) return true
    for (const channel of missing) this.join(channel)
    await pause(answerMs)
    return false
  }

  /** The connection that it has now, or had last. */
  get passage(): Passage | undefined {
    return this.#way.proxy.passages.at(-1)
  }

  cut(): void {
    this.passage?.reset()
  }

  shutOut(): void {
    this.#way.weather = 'shut'
    this.cut()
  }

  letIn(): void {
    if (this.#way.weather === 'shut') this.#way.weather = 'rough'
  }

  /** Is away, and knows it. */
  async isAway(): Promise<void> {
    await this.#talk.until(() => this.#talk.away !== undefined)
  }

  /** Until it is back, and has an echo of all that it said. */
  async isBack(): Promise<void> {
    while (!this.isAtEase || !(await this.settle())) await pause(2)
  }

  /** What was said, and where something is missing, as somebody reads it. */
  get transcript(): string[] {
    return this.recorder.events.flatMap((event) => {
      if (event.kind === 'gap') return ['gap']
      return event.kind === 'shown' ? [event.text] : []
    })
  }

  /** The network does nothing any more: what it still holds is cut off. */
  calm(): void {
    this.#way.weather = 'calm'
    for (const passage of this.#way.proxy.passages) passage.reset()
  }

  /** Has an echo of all that it said, or said that nobody knows. */
  get isAtEase(): boolean {
    const { phase, pending } = this.#talk.model
    return this.#talk.away === undefined && phase === 'active' && pending.size === 0
  }

  /** Asks whether it has everything; false when that is not so, or not known. */
  async settle(): Promise<boolean> {
    const { word, isSettled } = this.recorder.ask(() => this.#talk.model)
    this.#talk.want({ type: 'ask', message: { command: 'PING', params: [word] } })
    return Promise.race([isSettled, pause(answerMs).then(() => false)])
  }

  async leave(): Promise<void> {
    this.#talk.cut()
    await this.#way.proxy.close()
  }
}

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
