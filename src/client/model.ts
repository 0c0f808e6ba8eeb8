import type { Message } from '../protocol/message.ts'

/** Everything a client knows of the room it is in. Immutable: a step makes the next one. All text is decoded. */
export interface Model {
  readonly wish: Wish
  readonly phase: 'registering' | 'active' | 'leaving' | 'over'
  /** Our nick, or while registering the one asked for. */
  readonly nick: string
  /** How many nicks were in use before this one. */
  readonly nickTries: number
  /** Our `user@host` as the others see it, once the daemon told. */
  readonly userHost?: string
  readonly offered: ReadonlySet<string>
  readonly caps: ReadonlySet<string>
  /** ISUPPORT tokens; the value is empty where there is none. */
  readonly isupport: ReadonlyMap<string, string>
  /** Of the channels we are in, by folded name. */
  readonly channels: ReadonlyMap<string, Channel>
  /** Said and not yet confirmed by an echo, by label, oldest first. */
  readonly pending: ReadonlyMap<string, Pending>
  /** How many messages were sent: the source of labels. */
  readonly sent: number
  /** Open batches that answer one of our labels, by reference (IRCv3 labeled-response). */
  readonly batches: ReadonlyMap<string, string>
  /** When the daemon was last heard, ms. */
  readonly heardAt: number
  /** When we asked whether it lives; undefined while we need not. */
  readonly pingedAt?: number | undefined
  readonly leftAt?: number
}

export interface Wish {
  readonly nick: string
  readonly user: string
  readonly realname: string
  /** Appended in turn where the nick is another's with one and two `_` too; none where the nick was asked for. */
  readonly suffixes?: readonly string[]
  /** Joined as soon as we are registered. */
  readonly channels: readonly string[]
}

export interface Channel {
  readonly name: string
  readonly topic: string
  /** By folded nick. */
  readonly members: ReadonlyMap<string, Member>
  /** Names of a NAMES answer that has not ended yet. */
  readonly arriving: readonly Member[]
  /** The first NAMES answer has come: the members are all of them. */
  readonly complete: boolean
}

export interface Member {
  readonly nick: string
  /** Rank marks, the highest first, such as `@+`. */
  readonly prefixes: string
  readonly away: boolean
}

export type Kind = 'message' | 'notice' | 'action'

export interface Pending {
  readonly target: string
  readonly text: string
  readonly kind: Kind
  readonly at: number
}

/** One thing to show. `channel` is where it happened: a channel, or for direct messages the other's nick. */
export interface Display {
  readonly type:
    | 'message'
    | 'join'
    | 'part'
    | 'quit'
    | 'nick'
    | 'kick'
    | 'topic'
    | 'mode'
    | 'away'
    | 'status'
    | 'error'
  /** When the room says it happened, ms since 1970; our own clock where it does not say. */
  readonly time: number
  /** The message; the reason of a part, quit or kick; the new nick; the topic; the modes. As sent, unsafe to show. */
  readonly text: string
  readonly channel?: string
  /** Whom it is about: the sender, the one who came or went, the old nick, the one who was kicked. */
  readonly nick?: string
  /** Who kicked. */
  readonly by?: string
  readonly id?: string
  readonly self: boolean
  readonly kind?: Kind
  /** A numeric or FAIL code of an error, or which status: `registered`, `joined`, `names`, `nick`, a numeric. */
  readonly code?: string
  /** Of a message or error that answers one of `pending`. */
  readonly label?: string
}

/** Why it is over: we asked, the nick or we were refused, the daemon ended it, or it was not heard any more. */
export interface End {
  readonly cause: 'quit' | 'nick' | 'auth' | 'closed' | 'lost'
  readonly text: string
}

export type Effect =
  | { readonly do: 'send'; readonly message: Message }
  | { readonly do: 'show'; readonly display: Display }
  | { readonly do: 'end'; readonly end: End }

export interface Step {
  readonly model: Model
  readonly effects: readonly Effect[]
}

/** What a line makes of the model; `at` is when it was heard, ms since 1970. */
export type Hear = (model: Model, message: Message, at: number) => Step

export const send = (command: string, ...params: string[]): Effect => ({
  do: 'send',
  message: { command, params },
})

export const show = (display: Display): Effect => ({ do: 'show', display })

export const step = (model: Model, ...effects: Effect[]): Step => ({ model, effects })

/** A line of the server that is for the person, with its code. `time` in ms since 1970. */
export function status(time: number, code: string, text: string): Display {
  return { type: 'status', time, code, text, self: false }
}

/** The conversation is over; nothing follows. */
export function over(model: Model, cause: End['cause'], text: string): Step {
  return step({ ...model, phase: 'over' }, { do: 'end', end: { cause, text } })
}
