import type { Message } from '../protocol/message.ts'
import { type Dialled, dial } from './dial.ts'
import type { Intent } from './intents.ts'
import { type Display, type End, type Model, type Step, type Wish } from './model.ts'
import { start } from './register.ts'
import { resolvable } from './resolvable.ts'
import { type SessionEvent, advance } from './session.ts'

export interface ConversationInput {
  readonly host: string
  readonly port: number
  readonly wish: Wish
  /** Everything to show, in order, with the model as it was made by the same line. MUST NOT throw. */
  readonly show: (display: Display, model: Model) => void
  readonly timeoutMs?: number
  readonly signal?: AbortSignal | undefined
  /** ms since 1970. */
  readonly now?: () => number
}

/** A session on a connection: the headless client that every face is made of. */
export interface Conversation {
  readonly model: Model
  want(intent: Intent): void
  /** Resolves with true as soon as the model is so, with false when it is over before. */
  until(test: (model: Model) => boolean): Promise<boolean>
  /** Resolves once, when it is over; never rejects. */
  readonly ended: Promise<End>
  /** Ends without a good-bye. */
  cut(): void
}

/** How often the session is told the time, ms. */
const tickMs = 1_000
const dialMs = 5_000

/**
 * Connects and registers; what follows is told by `show` and `ended`.
 * @throws {Trouble} when there is no connection.
 */
export async function converse(input: ConversationInput): Promise<Conversation> {
  const now = input.now ?? Date.now
  const { promise: ended, resolve: finish } = resolvable<End>()
  const opening = start(input.wish, now())
  const waiting = new Set<() => void>()
  let model = opening.model
  const dialled: Dialled = await dial({
    host: input.host,
    port: input.port,
    timeoutMs: input.timeoutMs ?? dialMs,
    signal: input.signal,
    onMessage: (message) => happen({ type: 'line', message, at: now() }),
    onEnd: (trouble) =>
      happen({ type: 'hangup', text: trouble?.message ?? 'the connection was closed', at: now() }),
  })
  const ticker = setInterval(() => happen({ type: 'tick', at: now() }), tickMs)
  perform(opening)

  function happen(event: SessionEvent): void {
    perform(advance(model, event))
  }

  function perform(step: Step): void {
    model = step.model
    for (const effect of step.effects) {
      if (effect.do === 'send') send(effect.message)
      else if (effect.do === 'show') input.show(effect.display, step.model)
      else close(effect.end)
    }
    for (const check of waiting) check()
  }

  /** What cannot stand in a line, because a person or the daemon put something strange in it, is said and left out. */
  function send(message: Message): void {
    try {
      dialled.send(message)
    } catch (error) {
      if (!(error instanceof RangeError)) throw error
      input.show({ type: 'error', time: now(), code: 'unsendable', text: error.message, self: true }, model)
    }
  }

  function close(end: End): void {
    clearInterval(ticker)
    dialled.end()
    // Who is not heard any more will not read our end either.
    if (end.cause === 'lost' || end.cause === 'quit') dialled.cut()
    finish(end)
  }

  return {
    get model() {
      return model
    },
    want: (intent) => happen({ type: 'intent', intent, at: now() }),
    until: (test) =>
      new Promise((resolve) => {
        const check = () => {
          if (!test(model) && model.phase !== 'over') return
          waiting.delete(check)
          resolve(test(model))
        }
        waiting.add(check)
        check()
      }),
    ended,
    cut: () => dialled.cut(),
  }
}
