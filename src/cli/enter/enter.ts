import { nodeHashing } from '../../client/sasl/node-hashing.ts'
import { hostname } from 'node:os'
import { cutBytes } from '../../protocol/utf8.ts'
import { fold } from '../../protocol/casemap.ts'
import { defaultLimits } from '../../protocol/limits.ts'
import { type Conversation, converse } from '../../client/conversation.ts'
import type { Approach } from '../../client/approach.ts'
import { nameOf } from '../../client/dial.ts'
import { isAskable } from '../../client/known.ts'
import type { Met } from '../../client/known.ts'
import type { Display, End, Model } from '../../client/model.ts'
import { resolvable } from '../../client/resolvable.ts'
import { stay } from '../../client/stay.ts'
import { systemClock } from '../../transport/discovery/clock.ts'
import { plainText } from '../../client/safe-text.ts'
import { Exit, type ExitName } from '../exit.ts'
import { keepMet } from './find.ts'
import { loginTo } from './login.ts'
import { defaults } from '../options.ts'
import { PasswordRefused, withPassword } from './password.ts'
import { plainOutput } from '../face/output.ts'
import type { RoomOptions } from '../arguments/room-options.ts'
import { aborted, within } from '../signals.ts'

export interface EnterInput {
  readonly address: Approach
  readonly options: RoomOptions
  readonly channel: string
  readonly signal: AbortSignal
  readonly timeoutMs?: number
  /** How many messages of before we came are shown; by default none. */
  readonly history?: number
  /** A client of ours may be there under our nick, and is not to be replaced. */
  readonly isBeside?: boolean
  /** Everything, from the first line on. */
  readonly show: (display: Display, model: Model) => void
  /** The model after everything that happens: for who looks at it all the time. */
  readonly watch?: (model: Model) => void
}

/** Where we went, and which room is there, once that is known. */
export type RoomAddress = Pick<Approach, 'host' | 'port' | 'identity'>

/** Numerics that refuse a JOIN (Modern IRC, "JOIN message"). */
const joinRefusals = /^(?:403|405|437|471|473|474|475|476|477|479|489)$/

/**
 * Connects to the room, registers and joins the channel. Once inside, a connection that is lost is tried again, unless
 * the options say otherwise.
 * @throws {Exit} nameRefused, authRefused, connectionLost, timeout; {Trouble} when nobody can be reached there
 */
export async function enter(input: EnterInput): Promise<Conversation> {
  return await withPassword(input.options.passwordFile, (password) => enterWith(input, password))
}

async function enterWith(input: EnterInput, password: string | undefined): Promise<Conversation> {
  const { address, options, channel, signal } = input
  const login = await loginTo(options, address)
  const timeoutMs = input.timeoutMs ?? defaults.enterMs
  const refused = resolvable<never>()
  let inside = false
  const talk = await (options.reconnect ? stay : converse)({
    clock: systemClock,
    random: Math.random,
    find: address.find,
    dial: address.dial,
    host: address.host,
    port: address.port,
    wish: {
      nick: options.nick,
      user: options.user,
      realname: realname(options),
      password,
      channels: [channel],
      suffixes: options.suffixes,
      history: input.history ?? 0,
      isWatched: input.watch !== undefined,
      isBeside: input.isBeside === true,
    },
    login,
    hashing: nodeHashing,
    timeoutMs,
    signal,
    watch: input.watch,
    show: (display, model) => {
      if (!inside && display.type === 'error' && joinRefusals.test(display.code ?? '')) {
        refused.reject(new Exit('nameRefused', `The room does not let us in: ${plainText(display.text)}.`))
      }
      input.show(display, model)
    },
  })
  const late = () =>
    new Exit('timeout', `The room at ${nameOf(address)} did not let us in within ${timeoutMs / 1000} s.`)
  try {
    const joined = talk.until((model) => model.channels.get(fold(channel))?.complete === true)
    inside = await within(timeoutMs, signal, late, Promise.race([joined, refused.promise]))
    if (!inside) throw endExit(await talk.ended, address)
    const { stateDir, trust } = options
    await keepMet({ ...metAt(address, options), stateDir, replace: trust, unkept })
    signal.throwIfAborted()
    return talk
  } catch (error) {
    talk.cut()
    throw error
  }
}

/** What is kept of who let us in: from now on the room's name stands for its identity, and the address for its key. */
function metAt(address: Approach, { host }: RoomOptions): Met {
  const { identity, seen } = address
  // As it was first: where it moved to meanwhile, the next look finds out.
  const room = identity && {
    id: identity.id,
    room: identity.room,
    ...(isAskable(address.host) && { address: address.host }),
  }
  const at = host === undefined ? undefined : { at: nameOf(host), key: seen?.key }
  return { room, isTls: seen !== undefined, host: at }
}

/** The talk goes on: the next time, this room is a new one again. */
const unkept = (why: string): void =>
  plainOutput.note(
    plainText(`The identity of this room is not kept, so a false one would not be noticed: ${why}`),
  )

const again = 'join again, or another room:   earshot'

/** What the end of a conversation that was not asked for means for the process. */
export function endExit(end: End, address: RoomAddress): Exit {
  const where = nameOf(address)
  const text = plainText(end.text)
  if (end.code === '464') return new PasswordRefused(`The room at ${where} refused us: ${text}.`)
  if (end.code === 'login') {
    return new Exit(
      'authRefused',
      `The room at ${where} did not log us in: ${text}.`,
      'with another account or password:   earshot login',
      'without an account:                 earshot logout',
    )
  }
  if (end.cause === 'closed' && text === 'Replaced') {
    return new Exit(
      'connectionLost',
      `You came into the room at ${where} elsewhere under the same nick: that connection has it now, and this one was ended (Replaced).`,
      'have it here again:              earshot',
      'be here as well, as another one: earshot --nick NAME',
    )
  }
  const how: Readonly<Record<End['cause'], readonly [ExitName, string, ...string[]]>> = {
    quit: ['failure', text],
    nick: ['nameRefused', `${capital(text)}.`, 'choose another one: earshot --nick NAME'],
    auth: ['authRefused', `The room at ${where} refused us: ${text}`],
    closed: ['connectionLost', `The room at ${where} closed the connection: ${text}`, again],
    lost: ['connectionLost', `The connection to ${where} was lost: ${text}`, again],
  }
  return new Exit(...how[end.cause])
}

/** The room's name: what it announces, or what it calls itself (ISUPPORT NETWORK), or its address. */
export function roomName(model: Model, address: RoomAddress): string {
  return address.identity?.room ?? model.isupport.get('NETWORK') ?? nameOf(address)
}

/** Says good-bye and waits until it was heard. */
export async function leave(talk: Conversation, reason?: string): Promise<void> {
  talk.want({ type: 'quit', ...(reason === undefined ? {} : { reason }) })
  await talk.ended
}

/** Aborted when the conversation is over, so that nothing waits for another line of stdin. */
export function endSignal(talk: Conversation): AbortSignal {
  const controller = new AbortController()
  void talk.ended.then(() => controller.abort())
  return controller.signal
}

/** Aborted when the connection was lost and is not back after `ms`. */
export function lostSignal(talk: Conversation, ms: number): AbortSignal {
  const controller = new AbortController()
  const isBack = () => talk.away === undefined
  void (async () => {
    let isOver = false
    void talk.ended.then(() => (isOver = true))
    for (;;) {
      await talk.until(() => !isBack())
      if (isOver || isBack()) return
      const timer = setTimeout(() => controller.abort(), ms)
      await talk.until(isBack)
      clearTimeout(timer)
    }
  })()
  return controller.signal
}

/**
 * Waits until at most `most` messages have no echo. While we are away there can be none: `isPatient` waits for as long
 * as it is tried.
 * @throws {Exit} when none comes for `quietMs`, or it is over
 */
export async function confirmed(
  talk: Conversation,
  { most, quietMs, signal, address, isPatient = false }: Confirmation,
): Promise<void> {
  for (;;) {
    if (talk.model.phase === 'over' && talk.away === undefined) throw endExit(await talk.ended, address)
    const before = talk.model.pending.size
    if (before <= most) return
    const fewer = talk.until(({ pending }) => pending.size < before)
    const late = () =>
      talk.away === undefined
        ? new Exit('timeout', `The room did not confirm the message within ${quietMs / 1000} s.`)
        : endExit(talk.away, address)
    const isOver =
      isPatient && talk.away !== undefined
        ? !(await Promise.race([fewer, aborted(signal)]))
        : await within(quietMs, signal, late, fewer).then(
            (isFewer) => !isFewer,
            (error: unknown) => {
              if (!isPatient || talk.away === undefined || signal.aborted) throw error
              return false
            },
          )
    if (isOver) throw endExit(await talk.ended, address)
  }
}

interface Confirmation {
  readonly most: number
  readonly quietMs: number
  readonly signal: AbortSignal
  readonly address: RoomAddress
  readonly isPatient?: boolean
}

const realname = ({ user }: RoomOptions): string =>
  cutBytes(`${user} on ${hostname()}`, defaultLimits.realnameBytes)

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)
