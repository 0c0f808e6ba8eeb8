import type { Message } from '../protocol/message.ts'
import { hearEarlier } from './earlier.ts'
import { hears } from './hear.ts'
import { type Intent, intend } from './intents.ts'
import { tick } from './liveness.ts'
import { type Display, type Model } from './model.ts'
import { type Step, over, show, status, step, andThen } from './step.ts'
import { ended } from './multiline.ts'
import { nickOf, timeOf } from './reading.ts'
import { answeredLabel, pendingLabel, withoutPending } from './pending.ts'
import { refusals } from './register.ts'
import { hearLogin, proved } from './sasl/exchange.ts'
import type { ScramProof } from './sasl/scram.ts'
import { collected } from './resume/batches.ts'
import { failed } from './resume/catch-up.ts'
import { tryNick } from './resume/lost-nick.ts'
import { late } from './resume/patience.ts'
import { answersUs, follows } from './resume/resume.ts'
import { routed } from './resume/shown.ts'
import { sentenceOf } from './sentences.ts'
import { measure } from './watching.ts'

/** What can happen to a session. `at` is ms since 1970; a session has no clock of its own. */
export type SessionEvent =
  | { readonly type: 'line'; readonly message: Message; readonly at: number }
  | { readonly type: 'intent'; readonly intent: Intent; readonly at: number; readonly nonce: () => string }
  | { readonly type: 'tick'; readonly at: number }
  /** The answer to a `prove`. */
  | { readonly type: 'proved'; readonly proof: ScramProof; readonly at: number }
  /** The connection ended without an ERROR before. */
  | { readonly type: 'hangup'; readonly text: string; readonly at: number }

/**
 * The client's side of a conversation: what one event makes of the model, and what is then to be sent and shown,
 * in order. Pure: the same events give the same steps. After an `end` effect nothing follows.
 *
 * A later session goes on where an earlier one stopped by starting from its model (`start`). What is said in between
 * is kept there.
 */
export function advance(model: Model, event: SessionEvent): Step {
  if (model.phase === 'over') return event.type === 'intent' ? afterwards(model, event) : step(model)
  switch (event.type) {
    case 'line':
      return hear({ ...model, heardAt: event.at, pingedAt: undefined }, event.message, event.at)
    case 'intent':
      return intend(model, event.intent, event.at, event.nonce)
    case 'tick':
      return andThen(
        andThen(tick(model, event.at), (next) =>
          andThen(late(next, event.at), (now) => measure(now, event.at)),
        ),
        (next) => tryNick(next, event.at),
      )
    case 'proved':
      return proved(model, event.proof)
    default:
      return over(model, model.phase === 'leaving' ? 'quit' : 'lost', event.text)
  }
}

/** A daemon without a message of the day says so with an error numeric, and it is none. */
const noMotd = '422'

/** What is said after the end is kept for the next connection; the rest is too late. */
function afterwards(model: Model, { intent, at, nonce }: Extract<SessionEvent, { type: 'intent' }>): Step {
  return intent.type === 'say' ? intend(model, intent, at, nonce) : step(model)
}

function hear(model: Model, message: Message, at: number): Step {
  const several = ended(model, message)
  if (several !== undefined) return hear(...several, at)
  const isPast = collected(model, message)
  if (isPast !== undefined) return step(isPast)
  const ours = hearEarlier(model, message, at) ?? answersUs(model, message, at)
  if (ours !== undefined) return ours
  const heard = routed(happened(model, message, at), (next, track) => failed(next, track, 'unanswered', at))
  return andThen(heard, (next) => follows(next, message, at))
}

const isStandardReply = /^(?:NOTE|WARN)$/

function happened(model: Model, message: Message, at: number): Step {
  const { command } = message
  const login = hearLogin(model, message)
  if (login !== undefined) return login
  const refusal = Object.hasOwn(refusals, command) ? refusals[command] : undefined
  if (model.phase === 'registering' && refusal !== undefined) return refusal(model, message, at)
  const known = Object.hasOwn(hears, command) ? hears[command] : undefined
  if (known !== undefined) return known(model, message, at)
  if ((/^[45]\d\d$/.test(command) && command !== noMotd) || command === 'FAIL')
    return refused(model, message, at)
  const words = /^\d{3}$/.test(command) ? message.params.slice(1) : message.params
  const text = sentenceOf(command, words)
  if (text === undefined) return step(model)
  // Of a standard reply the code says what it is; the command would say only that it is one.
  const code = isStandardReply.test(command) ? (words[1] ?? command) : command
  return step(model, show({ ...status(timeOf(message, at), code, text), nick: nickOf(message) }))
}

/** An error numeric, or FAIL (IRCv3 standard-replies). It may be what became of something that we said. */
function refused(model: Model, message: Message, at: number): Step {
  const fail = message.command === 'FAIL'
  const context = message.params.slice(fail ? 2 : 1, -1)
  const text = [...context, message.params.at(-1) ?? ''].join(': ')
  const label = pendingLabel(model, message, context[0] ?? '') ?? answeredLabel(model, message)
  const channel = context.find((word) => word.startsWith('#'))
  const display: Display = {
    type: 'error',
    time: timeOf(message, at),
    code: fail ? (message.params[1] ?? 'FAIL') : message.command,
    text,
    self: false,
    ...(channel === undefined ? {} : { channel }),
    ...(label === undefined ? {} : { label }),
  }
  return step(withoutPending(model, label), show(display))
}
