import type { Message } from '../protocol/message.ts'
import type { MultilineBounds } from './multiline.ts'
import type { Recent } from './resume/recent.ts'
import type { Exchange } from './sasl/exchange.ts'
import type { Access } from './sasl/login.ts'

/** Everything a client knows of the room it is in. Immutable: a step makes the next one. All text is decoded. */
export interface Model {
  readonly wish: Wish
  readonly access: Access
  /** The login; undefined where there is none to be. */
  readonly exchange?: Exchange | undefined
  /** That we are logged in to. */
  readonly account?: string | undefined
  readonly phase: 'registering' | 'active' | 'leaving' | 'over'
  /** Our nick, or while registering the one asked for. */
  readonly nick: string
  /** Folded, those that we had, on earlier connections too; the newest is the last. */
  readonly ownNicks: readonly string[]
  /** How many nicks were in use before this one. */
  readonly nickTries: number
  /** Our `user@host` as the others see it, once the daemon told. */
  readonly userHost?: string
  /** With its value, which is empty where there is none. */
  readonly offered: ReadonlyMap<string, string>
  readonly caps: ReadonlySet<string>
  /** ISUPPORT tokens; the value is empty where there is none. */
  readonly isupport: ReadonlyMap<string, string>
  /** Of the channels we are in, by folded name. */
  readonly channels: ReadonlyMap<string, Channel>
  /** What a message of several lines could be when capabilities were told last; undefined where it could not be. */
  readonly lastBounds?: MultilineBounds | undefined
  /** Said and not yet confirmed by an echo, by label, oldest first. */
  readonly pending: ReadonlyMap<string, Pending>
  /** How many labels were given: the source of the next. */
  readonly sent: number
  /** Open batches that answer one of our labels, or bring history or a message of several lines, by reference. */
  readonly batches: ReadonlyMap<string, Batch>
  /** The wished channels were asked for: from then on, what we come back to are the tracks. */
  readonly welcomed: boolean
  /** What was shown of each channel, by folded name; kept from one connection to the next. */
  readonly tracks: ReadonlyMap<string, Track>
  /** What was shown lately, so that nothing is shown twice. */
  readonly recent: Recent
  /** Keys of the channels that we joined with one, by folded name. */
  readonly keys: ReadonlyMap<string, string>
  /** The nick that we had before the connection was lost, while somebody else has it. */
  readonly lostNick?: string | undefined
  /** When we last tried to have it back, ms. */
  readonly nickTriedAt?: number
  /** When the daemon was last heard, ms. */
  readonly heardAt: number
  /** When a line of history came last, ms: whose turn it is not is told nothing meanwhile. */
  readonly toldAt?: number
  /** When we asked whether it lives; undefined while we need not. */
  readonly pingedAt?: number | undefined
  readonly leftAt?: number
  /** How long the last PING for the lag took, and when one without an answer was sent, ms. */
  readonly lagMs?: number
  readonly lagAskedAt?: number | undefined
  readonly lagToldAt?: number
  /** Whose messages of before the oldest that is shown were asked for, by label. */
  readonly earlier: ReadonlyMap<string, string>
}

export interface Wish {
  readonly nick: string
  readonly user: string
  readonly realname: string
  /** Of the room, where it has one. */
  readonly password?: string | undefined
  /** Appended in turn where the nick is another's with one and two `_` too; none where the nick was asked for. */
  readonly suffixes?: readonly string[]
  /** A client of ours may be there under our nick, and is not to be replaced, as the room would do for who logs in. */
  readonly isBeside?: boolean
  /** Joined as soon as we are registered. */
  readonly channels: readonly string[]
  /** How many messages of before we came are shown at a first join; none where it does not say. */
  readonly history?: number
  /** Somebody looks at how slow the connection is, and who is away: both are asked for. */
  readonly isWatched?: boolean
}

/** A batch that has not ended (IRCv3 batch). */
export interface Batch {
  readonly label?: string | undefined
  readonly type: string
  readonly target: string
  readonly opening: Message
  /** Of history, or of a message of several lines: what it brought so far. */
  readonly lines: readonly Message[]
}

/** What we were shown of one channel. */
export interface Track {
  readonly name: string
  /** The last line with no hole before it: what history is asked from after a break; not the newest that was heard. */
  readonly cursor?: Cursor | undefined
  /** Our own JOIN, where we are back: what a gap says of an earlier life is said once, and the cursor is then here. */
  readonly entry?: Cursor | undefined
  /** When we first came in, ms; undefined while we never were in. */
  readonly since?: number | undefined
  /** When the last message that came was said, ms. */
  readonly last?: number | undefined
  /** `away`: not in the channel, and to be. `asking`: what was missed is on its way, and what is heard is held back. */
  readonly phase: 'away' | 'asking' | 'live'
  /** When that began, ms. */
  readonly at: number
  readonly ask?: Ask | undefined
  /** We were there before: what was said meanwhile was missed. */
  readonly isBack: boolean
  /** What is to be shown after what was missed, in order. */
  readonly held: readonly Display[]
  /** Why there is a gap before what comes next; said when that is known. */
  readonly gap?: GapReason | undefined
  /** A gap was said, and all that came after it is not here yet, perhaps because the connection was lost. */
  readonly isHoled?: boolean | undefined
  /** The newest line that was heard meanwhile, where it is shown to nobody. */
  readonly passed?: Cursor | undefined
  /** How many messages came that were said while we were away. */
  readonly missed: number
}

export interface Cursor {
  readonly id: string
  /** The life of the room that the id is of (ISUPPORT earshot/BOOT); empty where it does not say. */
  readonly boot: string
}

/** A question for history that has no answer yet. */
export interface Ask {
  readonly label: string
  /** After the cursor, from its time on, or the latest. */
  readonly want: 'after' | 'since' | 'latest'
  /** How many answers there were before this question. */
  readonly pages: number
  /** It took so long that the server was asked, by a PING with this label, whether it was answered already. */
  readonly isDoubted?: true
}

/** Why a part of a channel cannot be shown. */
export type GapReason = 'restarted' | 'forgotten' | 'unanswered' | 'unsupported'

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
  /** One message: of several lines, or one that is longer than a line, only where the server has such. */
  readonly text: string
  readonly kind: Kind
  readonly at: number
  /** 128 random bits that come back with the message, also from history. */
  readonly nonce: string
  /** The msgid of what it answers. */
  readonly answers?: string | undefined
  /** `kept`: to be sent. `doubt`: the connection was lost before it was confirmed. */
  readonly state: 'kept' | 'sent' | 'doubt'
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
    /** TAGMSG: the text is `active`, `paused` or `done` (IRCv3 typing), or the reaction that is given or taken back (IRCv3 react). */
    | 'typing'
    | 'react'
    | 'unreact'
    /** A message was taken back; the text is why (IRCv3 message-redaction). */
    | 'redact'
    | 'status'
    | 'error'
    | 'gap'
  /** When the room says it happened, ms since 1970; our own clock where it does not say. */
  readonly time: number
  /** The message, with line feeds where it has several lines; the reason of a part, quit or kick; the new nick; the topic; the modes. As sent, unsafe to show. */
  readonly text: string
  readonly channel?: string
  /** Whom it is about: the sender, the one who came or went, the old nick, the one who was kicked. */
  readonly nick?: string
  /** Who kicked. */
  readonly by?: string
  readonly id?: string
  readonly self: boolean
  readonly kind?: Kind
  /**
   * A numeric, or the code of a standard reply (FAIL, WARN, NOTE), or which status: `registered`, `joined`, `rejoined`, `lost`, `back`, `names`,
   * `nick`, `earlier` at the end of older messages (the text is how many), a numeric; why there is a gap; `unconfirmed` for a message of ours that nobody can say of whether it arrived.
   */
  readonly code?: string
  /** Of a message that was not heard when it was said. */
  readonly via?: 'history'
  /** It was asked for, and is older than all that is shown. */
  readonly isEarlier?: true
  /** The msgid that this is about: of what a message answers, of what was reacted to or taken back. */
  readonly about?: string
  /** Of a message: the tag +earshot/nonce. */
  readonly nonce?: string
  /** Of a message that is only for these ranks of the channel, such as `@` (STATUSMSG). */
  readonly ranks?: string
  /** Of a gap: between which times, ms since 1970, as far as it is known. */
  readonly from?: number
  readonly to?: number
  /** Of a message or error that answers one of `pending`. */
  readonly label?: string
}

/** Why it is over: we asked, the nick or we were refused, the daemon ended it, or it was not heard any more. */
export interface End {
  readonly cause: 'quit' | 'nick' | 'auth' | 'closed' | 'lost'
  readonly text: string
  /** The numeric that said so, where there was one. */
  readonly code?: string
}
