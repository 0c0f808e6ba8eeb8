import type { Mechanism } from '../protocol/mechanisms.ts'
import type { Message } from '../protocol/message.ts'
import type { Part } from '../protocol/multiline.ts'
import type { Verifiers } from './accounts.ts'
import type { MemberId, RoomConfig, TlsUse } from './room.ts'
import type { Rule } from './rule/rule.ts'

export interface EntryBase {
  /** The connection that the entry is of; 0 for the daemon itself. */
  readonly by: MemberId
  /** When it was made, ms since 1970, by the clock of the daemon that made it. */
  readonly atMs: number
}

/** NICK, USER and CAP END are done: the one claim of a nick. */
export interface RegisterEntry extends EntryBase {
  readonly type: 'register'
  readonly nick: string
  readonly user: string
  /** The host that members see. */
  readonly host: string
  /** The host that it came from, for operators. */
  readonly address: string
  readonly realname: string
  readonly tls?: TlsUse | undefined
  /** The away text that it has set before (IRCv3 pre-away). */
  readonly away?: string | undefined
  /** How many other connections were no members yet where it was made, which the welcome tells; absent: none. */
  readonly strangers?: number
  /** What it logged in to before; as in an account entry. */
  readonly account?: string | undefined
}

/** What a connection is called in its answers while it is no member. */
export interface Called {
  readonly nick: string
  /** `nick!user@host`, as far as it has said so. */
  readonly mask: string
}

/** What an entry has that answers a line of a connection, which may be no member yet. */
interface Answering extends EntryBase {
  /** Absent: it answers nobody, and only says what is so. */
  readonly called?: Called | undefined
  /** The label of that line. */
  readonly label?: string | undefined
}

/** The connection has logged in to an account, or out of one: what was outside of the room is done. */
export interface AccountEntry extends Answering {
  readonly type: 'account'
  /** A word of at most `nickBytes`, not `*`; undefined: it has logged out. */
  readonly account: string | undefined
  /** Absent: not by SASL. */
  readonly mechanism?: Mechanism | undefined
}

/** Somebody wants this account made, and to be logged in to it. */
export interface EnrolEntry extends Answering {
  readonly type: 'enrol'
  /** As in an account entry: the nick that the connection has, or asks for. */
  readonly account: string
  readonly verifiers: Verifiers
}

/** The owner of an account, who is logged in to it, changes by what one logs in. */
export interface CredentialsEntry extends Answering {
  readonly type: 'credentials'
  readonly account: string
  readonly change:
    | { readonly to: 'password'; readonly verifiers: Verifiers }
    | { readonly to: 'certificate'; readonly add: boolean; readonly fingerprint: string }
}

/** The owner of an account, or an operator of the room, ends it. */
export interface DropEntry extends Answering {
  readonly type: 'drop'
  readonly account: string
}

/** One line of a member. */
export interface LineEntry extends EntryBase {
  readonly type: 'line'
  readonly message: Message
  /**
   * Whether the credentials of the line are right. They were looked at before, by the connection's daemon, and are no
   * longer in the message. Absent: nobody could say so.
   */
  readonly vouched?: boolean | undefined
  /** The lines of a message of several, not all of them blank; its `params` are the target alone. */
  readonly parts?: readonly Part[] | undefined
}

/** The connection has ended, whatever ended it. */
export interface LeaveEntry extends EntryBase {
  readonly type: 'leave'
  readonly reason: string
}

/** What the operator's files say from here on. */
export interface ConfigEntry extends EntryBase {
  readonly type: 'config'
  readonly config: RoomConfig
}

/** Whoever runs the daemon wants something done, by its control socket. */
export interface RuleEntry extends EntryBase {
  readonly type: 'rule'
  readonly rule: Rule
  /** Who is told what came of it: of the daemon that made the entry. */
  readonly ticket: number
}

/** Another process has taken the room over; all links of the one before have ended. */
export interface TakeoverEntry extends EntryBase {
  readonly type: 'takeover'
}

/** An entry about an account. */
export type AnsweringEntry = AccountEntry | EnrolEntry | CredentialsEntry | DropEntry

/** One request with everything in it that is not deterministic. */
export type Entry =
  | RegisterEntry
  | LineEntry
  | LeaveEntry
  | ConfigEntry
  | RuleEntry
  | TakeoverEntry
  | AnsweringEntry
