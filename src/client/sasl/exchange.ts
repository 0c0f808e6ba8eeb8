import { fromBase64, toBase64 } from '../../protocol/base64.ts'
import type { Mechanism } from '../../protocol/mechanisms.ts'
import type { Message } from '../../protocol/message.ts'
import { toWire } from '../../protocol/wire.ts'
import { type Model } from '../model.ts'
import { type Effect, type Step, over, send, show, status, step } from '../step.ts'
import { mustLogIn, waysToLogIn } from './login.ts'
import { type ScramProof, clientFirst, clientFirstBare, readServerFirst } from './scram.ts'

/** The login of this connection (IRCv3 sasl-3.2), as what it awaits next. */
export type Exchange =
  /** That the capability is ours. */
  { readonly awaits: 'capability' } | (Tried & Awaited) | { readonly awaits: 'nothing' }

interface Tried {
  readonly mechanism: Mechanism
  /** To try where this one is refused. */
  readonly others: readonly Mechanism[]
  /** What has come of the server's next message, in base64. */
  readonly received: string
}

type Awaited =
  | { readonly awaits: 'go' }
  | { readonly awaits: 'server-first'; readonly bare: string }
  | { readonly awaits: 'proof' }
  | { readonly awaits: 'server-final'; readonly serverFinal: string }
  | { readonly awaits: 'result' }

/** IRCv3 sasl-3.1: a message is told in pieces of so many bytes, and ends with a shorter one. */
const chunkBytes = 400
/** More than any message of a server has. */
const mostReceived = 8_192

/** The capabilities are agreed on. Undefined where nobody logs in, or not now. */
export function beginLogin(model: Model): Step | undefined {
  if (model.exchange?.awaits !== 'capability' || model.phase !== 'registering') return undefined
  const offered = model.caps.has('sasl') ? model.offered.get('sasl') : undefined
  const ways = offered === undefined ? [] : waysToLogIn(model.access, offered)
  return tryNext(model, ways, 'it offers no way to log in that we have')
}

/** What the room answers while we log in; undefined for every other line. */
export function hearLogin(model: Model, message: Message): Step | undefined {
  const { exchange } = model
  if (exchange === undefined || exchange.awaits === 'nothing') return undefined
  const text = message.params.at(-1) ?? ''
  // We were let in, and never asked who we are.
  if (message.command === '001') return mustEnd(model) ? refused(model, 'it has no accounts') : undefined
  if (exchange.awaits === 'capability') return undefined
  switch (message.command) {
    case 'AUTHENTICATE':
      return hearPiece(model, exchange, text)
    // RPL_LOGGEDIN: nick, mask, account, text.
    case '900':
      return step({ ...model, account: message.params[2] })
    case '908':
      return step(model)
    case '903':
      return exchange.awaits === 'result' ? loggedIn(model) : impostor(model)
    case '902':
    case '904':
    case '905':
    case '906':
      return tryNext(model, exchange.others, text)
    default:
      return undefined
  }
}

/** What was asked to be proved is hashed. */
export function proved(model: Model, { clientFinal, serverFinal }: ScramProof): Step {
  const { exchange } = model
  if (exchange?.awaits !== 'proof') return step(model)
  return step(
    { ...model, exchange: { ...exchange, awaits: 'server-final', serverFinal } },
    ...say(clientFinal),
  )
}

function hearPiece(model: Model, exchange: Tried & Awaited, piece: string): Step {
  const received = piece === '+' ? exchange.received : exchange.received + piece
  if (received.length > mostReceived) return giveUp(model)
  if (piece.length === chunkBytes) return step({ ...model, exchange: { ...exchange, received } })
  const text = fromBase64(received)
  return text === undefined ? giveUp(model) : hearWhole(model, { ...exchange, received: '' }, text)
}

function hearWhole(model: Model, exchange: Tried & Awaited, text: string): Step {
  const { account = '', password = '' } = model.access.login ?? {}
  const { mechanism, others, received } = exchange
  const tried = { mechanism, others, received }
  switch (exchange.awaits) {
    case 'go': {
      if (mechanism === 'SCRAM-SHA-256') {
        const bare = clientFirstBare(account, model.access.nonce)
        return step(
          { ...model, exchange: { ...tried, awaits: 'server-first', bare } },
          ...say(clientFirst(bare)),
        )
      }
      const plain = `\0${toWire(account)}\0${toWire(password)}`
      return step(
        { ...model, exchange: { ...tried, awaits: 'result' } },
        ...say(mechanism === 'PLAIN' ? plain : ''),
      )
    }
    case 'server-first': {
      if (text.startsWith('e=')) return step({ ...model, exchange: { ...tried, awaits: 'proof' } })
      const question = readServerFirst(exchange.bare, text)
      if (question === undefined) return giveUp(model)
      return step({ ...model, exchange: { ...tried, awaits: 'proof' } }, { do: 'prove', password, question })
    }
    case 'server-final':
      // Why not is in the numeric that follows.
      if (text.startsWith('e=')) return step(model)
      if (text.split(',')[0] !== exchange.serverFinal) return impostor(model)
      return step({ ...model, exchange: { ...tried, awaits: 'result' } }, send('AUTHENTICATE', '+'))
    default:
      return giveUp(model)
  }
}

/** A message of ours, in pieces. */
function say(message: string): Effect[] {
  const text = toBase64(message)
  const pieces = Array.from({ length: Math.ceil(text.length / chunkBytes) }, (_, i) =>
    text.slice(i * chunkBytes, (i + 1) * chunkBytes),
  )
  if (text.length % chunkBytes === 0) pieces.push('+')
  return pieces.map((piece) => send('AUTHENTICATE', piece))
}

function tryNext(model: Model, [mechanism, ...others]: readonly Mechanism[], why: string): Step {
  if (mechanism === undefined) return refused(model, why)
  const exchange: Exchange = { awaits: 'go', mechanism, others, received: '' }
  return step({ ...model, exchange }, send('AUTHENTICATE', mechanism))
}

const loggedIn = (model: Model): Step =>
  step({ ...model, exchange: { awaits: 'nothing' } }, send('CAP', 'END'))

/** Who comes back stays a member where the account is gone: the daemon may have been started anew without its accounts. */
const mustEnd = ({ access, welcomed }: Model): boolean => mustLogIn(access) && !welcomed

function refused(model: Model, why: string): Step {
  if (mustEnd(model)) return over(model, 'auth', why, 'login')
  const next: Model = { ...model, exchange: { awaits: 'nothing' } }
  if (!mustLogIn(model.access)) return step(next, send('CAP', 'END'))
  const said = { ...status(model.heardAt, 'login', `not logged in: ${why}`), type: 'error' } as const
  return step(next, show(said), send('CAP', 'END'))
}

const giveUp = (model: Model): Step =>
  over(model, 'auth', 'what it says while we log in makes no sense', 'login')

/** RFC 5802 §5: who cannot prove to know the password is not the room that we have the account in. */
const impostor = (model: Model): Step =>
  over(model, 'auth', 'it does not know your password, so it may be another room than it says', 'login')
