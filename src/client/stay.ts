import type { Clock } from '../protocol/clock.ts'
import { backOff, isFinal } from './back-off.ts'
import { type Conversation, type ConversationInput, converse } from './conversation.ts'
import type { Intent } from './intents.ts'
import { type End, type Model } from './model.ts'
import { status } from './step.ts'
import { type Place, firstThere } from './places.ts'
import { start } from './register.ts'
import { type Resolvable, resolvable } from './resolvable.ts'
import { Trouble } from './trouble.ts'
import { type Waiters, waiters } from './waiters.ts'

export interface StayInput extends ConversationInput {
  readonly clock: Pick<Clock, 'after'>
  /** From 0 to 1, 1 excluded. */
  readonly random: () => number
  /** Where the room of the same identity is now; asked while its last address is tried. */
  readonly find?: ((signal: AbortSignal) => Promise<Place | undefined>) | undefined
}

/** Wishes, other than what is to be said, that are kept while we are away. */
const mostKept = 64

/**
 * A conversation that outlives its connections: what is lost is tried again, until the end is final. It goes on where
 * it stopped: what was missed is shown, or that it cannot be; what was said meanwhile follows.
 * `show` is told a status `lost` when we are away, and `back` for each channel that is complete again.
 * @throws {Trouble} when there is no first connection.
 */
export async function stay(input: StayInput): Promise<Conversation> {
  const staying = new Staying(input)
  await staying.begin()
  return staying
}

class Staying implements Conversation {
  model: Model
  away: End | undefined
  retryAt: number | undefined
  readonly #input: StayInput
  readonly #end: Resolvable<End> = resolvable()
  readonly #left = new AbortController()
  readonly #waiting: Waiters
  #talk: Conversation | undefined
  #retry: (() => void) | undefined
  #place: Place
  #kept: Intent[] = []
  /** Since we were a member last. */
  #tries = 0
  #isOver = false
  /** The person knows that the connection is lost. */
  #isTold = false

  constructor(input: StayInput) {
    this.#input = input
    this.#place = input
    this.model = start(input.wish, 0).model
    this.#waiting = waiters(
      () => this.model,
      () => this.#isOver,
    )
  }

  get ended(): Promise<End> {
    return this.#end.promise
  }

  async begin(): Promise<void> {
    await this.#converse(this.#place, this.#input.signal)
    void this.#live()
  }

  until(test: (model: Model) => boolean): Promise<boolean> {
    return this.#waiting.until(test)
  }

  want(intent: Intent): void {
    if (intent.type === 'quit') {
      this.#left.abort()
      if (this.away === undefined) this.#talk?.want(intent)
      else this.#give({ cause: 'quit', text: '' })
    } else if (intent.type === 'say' || this.model.phase === 'active') this.#talk?.want(intent)
    // Who is away types for nobody.
    else if (intent.type === 'typing') return
    else if (this.#kept.length < mostKept) this.#kept.push(intent)
    else this.#show({ ...status(this.#now(), 'unsendable', 'too many commands wait'), type: 'error' })
  }

  retry(): void {
    this.#retry?.()
  }

  cut(): void {
    this.#left.abort()
    if (this.away === undefined) this.#talk?.cut()
    else this.#give(this.away)
  }

  /** Ends while nobody is there to say good-bye to. */
  #give(end: End): void {
    this.#talk?.cut()
    this.#finish(end)
  }

  async #live(): Promise<void> {
    for (;;) {
      const end = await this.#talk?.ended
      if (end === undefined || this.#left.signal.aborted || isFinal(end, this.model.welcomed)) {
        this.#finish(end ?? { cause: 'lost', text: '' })
        return
      }
      if (!this.#isTold) this.#lost(end)
      this.away = end
      this.#waiting.check()
      if (!(await this.#again())) return
    }
  }

  /** Connects again; false when nobody wants it any more. */
  async #again(): Promise<boolean> {
    const { find, clock, random, signal } = this.#input
    const left = AbortSignal.any([this.#left.signal, ...(signal === undefined ? [] : [signal])])
    for (;;) {
      await this.#pause(clock, backOff(this.#tries++, random()), left)
      if (left.aborted) return false
      try {
        const dial = (place: Place, abort: AbortSignal): Promise<void> => this.#converse(place, abort)
        await firstThere({ last: this.#place, find, dial, signal: left })
        return true
      } catch (error) {
        if (!(error instanceof Trouble)) throw error
      }
    }
  }

  async #pause(clock: StayInput['clock'], ms: number, left: AbortSignal): Promise<void> {
    const retried = new AbortController()
    this.#retry = () => retried.abort()
    this.retryAt = this.#now() + ms
    this.#input.watch?.(this.model)
    await pause(clock, ms, AbortSignal.any([left, retried.signal]))
    this.#retry = undefined
    this.retryAt = undefined
    this.#input.watch?.(this.model)
  }

  async #converse(place: Place, signal: AbortSignal | undefined): Promise<void> {
    await converse({
      ...this.#input,
      host: place.host,
      port: place.port,
      signal,
      earlier: () => (this.model.welcomed ? this.model : undefined),
      begun: (talk) => {
        this.#talk = talk
        this.#place = place
      },
      changed: (model) => this.#changed(model),
    })
  }

  #changed(model: Model): void {
    this.model = model
    // Nobody may see it over in the moment before its end is known.
    if (model.phase === 'over' && !this.#left.signal.aborted) this.away ??= { cause: 'lost', text: '' }
    if (model.phase === 'active' && (this.away !== undefined || this.#tries > 0)) {
      this.away = undefined
      this.#isTold = false
      this.#tries = 0
      for (const intent of this.#kept.splice(0)) this.#talk?.want(intent)
    }
    this.#waiting.check()
  }

  #lost({ text }: End): void {
    this.#isTold = true
    const unsure = this.model.pending.size
    const sent =
      unsure === 0 ? '' : `; ${unsure === 1 ? '1 message is' : `${unsure} messages are`} not confirmed`
    this.#show(status(this.#now(), 'lost', `connection lost (${text}); trying again${sent}`))
  }

  #show(display: Parameters<ConversationInput['show']>[0]): void {
    this.#input.show(display, this.model)
  }

  #now(): number {
    return (this.#input.now ?? Date.now)()
  }

  #finish(end: End): void {
    this.#isOver = true
    this.away = undefined
    this.#end.resolve(end)
    this.#waiting.check()
  }
}

/** Resolves after that time, or at once when the signal aborts. */
function pause(clock: Pick<Clock, 'after'>, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve()
    const cancel = clock.after(ms, resolve)
    signal.addEventListener(
      'abort',
      () => {
        cancel()
        resolve()
      },
      { once: true },
    )
  })
}
