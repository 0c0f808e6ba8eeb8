import type { Message } from '../protocol/message.ts'
import type { Dial, Dialled } from './dial.ts'
import type { Intent } from './intents.ts'
import { type Display, type End, type Model, type Wish } from './model.ts'
import { type Effect, type Step } from './step.ts'
import { start } from './register.ts'
import { resolvable } from './resolvable.ts'
import type { Login } from './sasl/login.ts'
import { prove, type ScramHashing } from './sasl/scram.ts'
import { type SessionEvent, advance } from './session.ts'
import { waiters } from './waiters.ts'

export interface ConversationInput {
  readonly host: string
  readonly port: number
  readonly wish: Wish
  /** Everything to show, in order, with the model as it was made by the same line. MUST NOT throw. */
  readonly show: (display: Display, model: Model) => void
  /** Called after everything that happens, whether it is shown or not. MUST NOT throw. */
  readonly watch?: ((model: Model) => void) | undefined
  /** Who we are, where we are somebody; asked when there is a connection, and it is known which room it is. */
  readonly login?: (() => Login | undefined) | undefined
  /** For that, where there is one. */
  readonly hashing?: ScramHashing | undefined
  readonly timeoutMs?: number
  readonly signal?: AbortSignal | undefined
  /** ms since 1970. */
  readonly now?: () => number
  /** 128 fresh random bits, as letters. */
  readonly nonce?: () => string
  /** How a connection is opened: the session knows of no carrier, and runs in a browser. */
  readonly dial: Dial
}

/** For who goes on where an earlier conversation stopped. */
interface Continuing {
  /** The model of the earlier one, asked for when there is a connection. */
  readonly earlier?: () => Model | undefined
  /** Called before anything happens, with the conversation that begins. */
  readonly begun?: (talk: Conversation) => void
  /** Called after everything that happens. */
  readonly changed?: (model: Model) => void
}

/** A session on a connection: the headless client that every face is made of. */
export interface Conversation {
  readonly model: Model
  want(intent: Intent): void
  /** Resolves with true as soon as the model is so, with false when it is over before. */
  until(test: (model: Model) => boolean): Promise<boolean>
  /** Resolves once, when it is over; never rejects. */
  readonly ended: Promise<End>
  /** Why we are not connected at the moment, where it is tried again. */
  readonly away?: End | undefined
  /** When it is tried again, ms since 1970. */
  readonly retryAt?: number | undefined
  /** Tries again now. */
  retry?(): void
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
export async function converse(input: ConversationInput & Continuing): Promise<Conversation> {
  const { now = Date.now, nonce = randomNonce } = input
  const { promise: ended, resolve: finish } = resolvable<End>()
  const waiting = waiters(() => model)
  let model = start(input.wish, now()).model
  const dialled: Dialled = await input.dial({
    host: input.host,
    port: input.port,
    timeoutMs: input.timeoutMs ?? dialMs,
    signal: input.signal,
    onMessage: (message) => happen({ type: 'line', message, at: now() }),
    onEnd: (trouble) =>
      happen({ type: 'hangup', text: trouble?.message ?? 'the connection was closed', at: now() }),
  })
  const ticker = setInterval(() => happen({ type: 'tick', at: now() }), tickMs)
  const talk = conversation()
  const over = dialled.seen === undefined ? 'plain' : 'tls'
  const access = { over, nonce: nonce(), login: input.login?.() } as const
  const opening = start(input.wish, now(), input.earlier?.(), access)
  model = opening.model
  input.begun?.(talk)
  perform(opening)
  return talk

  function happen(event: SessionEvent): void {
    perform(advance(model, event))
  }

  function perform(step: Step): void {
    model = step.model
    for (const effect of step.effects) {
      if (effect.do === 'send') send(effect.message)
      else if (effect.do === 'show') input.show(effect.display, step.model)
      else if (effect.do === 'end') close(effect.end)
      else void answer(effect)
    }
    input.changed?.(model)
    input.watch?.(model)
    waiting.check()
  }

  /** What the room asked us to prove. */
  async function answer({ password, question }: Extract<Effect, { do: 'prove' }>): Promise<void> {
    if (input.hashing === undefined) throw new TypeError('a login by SCRAM needs hashing')
    happen({ type: 'proved', proof: await prove(input.hashing, password, question), at: now() })
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

  function conversation(): Conversation {
    return {
      get model() {
        return model
      },
      want: (intent) => happen({ type: 'intent', intent, at: now(), nonce }),
      until: (test) => waiting.until(test),
      ended,
      cut: () => dialled.cut(),
    }
  }
}

/** In base64url; `getRandomValues` is there in a page without TLS too, where most of Web Crypto is not. */
const randomNonce = (): string =>
  btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
