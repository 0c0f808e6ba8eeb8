import { nodeHashing } from '../../client/sasl/node-hashing.ts'
import type { Approach } from '../../client/approach.ts'
import { isOwnHost } from '../../client/approach.ts'
import { type Conversation, converse } from '../../client/conversation.ts'
import { nameOf } from '../../client/dial.ts'
import type { Display } from '../../client/model.ts'
import { resolvable } from '../../client/resolvable.ts'
import { plainText } from '../../client/safe-text.ts'
import type { Login } from '../../client/sasl/login.ts'
import type { RoomOptions } from '../arguments/room-options.ts'
import { Exit } from '../exit.ts'
import { defaults } from '../options.ts'
import { within } from '../signals.ts'
import { endExit, leave } from './enter.ts'
import { withPassword } from './password.ts'

/** A member in no channel, who asks one thing after the other. */
export interface Visit {
  readonly talk: Conversation
  /** Sends a command, and gives what says that it is done. @throws {Exit} failure, with why not; timeout */
  ask(done: (answer: Display) => boolean, command: string, ...params: string[]): Promise<Display>
}

export interface VisitInput {
  readonly address: Approach
  readonly options: RoomOptions
  readonly nick: string
  readonly suffixes: readonly string[]
  readonly login?: (() => Login | undefined) | undefined
  readonly signal: AbortSignal
}

/** Enters, does the work and leaves. @throws {Exit} as `enter` does */
export async function visit<T>(input: VisitInput, work: (visit: Visit) => Promise<T>): Promise<T> {
  return await withPassword(input.options.passwordFile, (password) => visitWith(input, password, work))
}

async function visitWith<T>(
  { address, options, nick, suffixes, login, signal }: VisitInput,
  password: string | undefined,
  work: (visit: Visit) => Promise<T>,
): Promise<T> {
  const timeoutMs = defaults.enterMs
  const late = () =>
    new Exit('timeout', `The room at ${nameOf(address)} did not answer within ${timeoutMs / 1000} s.`)
  let hear: (display: Display) => void = () => undefined
  const { user } = options
  const talk = await converse({
    host: address.host,
    port: address.port,
    dial: address.dial,
    wish: { nick, user, realname: user, password, channels: [], suffixes, isBeside: true },
    login,
    hashing: nodeHashing,
    timeoutMs,
    signal,
    show: (display) => hear(display),
  })
  try {
    const isIn = await within(
      timeoutMs,
      signal,
      late,
      talk.until(({ phase }) => phase === 'active'),
    )
    if (!isIn) throw endExit(await talk.ended, address)
    const ask: Visit['ask'] = async (done, command, ...params) => {
      const answer = resolvable<Display>()
      hear = (display) => {
        if (display.type === 'error')
          answer.reject(new Exit('failure', `The room says no: ${plainText(display.text)}.`))
        else if (done(display)) answer.resolve(display)
      }
      talk.want({ type: 'ask', message: { command, params } })
      return await within(timeoutMs, signal, late, answer.promise)
    }
    const result = await work({ talk, ask })
    await leave(talk)
    return result
  } catch (error) {
    talk.cut()
    throw error
  }
}

/** What is about to be said is a password as it is. @throws {Exit} where others can read it */
export function checkUnheard({ talk }: Visit, address: Approach): void {
  if (talk.model.access.over === 'tls' || isOwnHost(address.host)) return
  throw new Exit(
    'authRefused',
    `The room at ${nameOf(address)} has no TLS: whoever is on this network could read the password. It was not sent.`,
  )
}
