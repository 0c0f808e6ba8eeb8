import type { EventName } from '../ops/events.ts'
import type { CapName } from '../protocol/caps.ts'
import type { FullLine } from '../protocol/forms.ts'
import type { Part } from '../protocol/multiline.ts'
import type { Account } from './accounts.ts'
import type { ChannelId, MemberId } from './room.ts'
import type { Ruled } from './rule/rule.ts'

/** A line with all that any form of it needs; who has which capability decides the form later. */
export interface OutLine extends FullLine {
  /** Room time, for server-time. */
  readonly atMs: number
  /** IRCv3 message-ids; on public lines only. */
  readonly msgid?: string | undefined
  /** The account of who says it (IRCv3 account-tag). */
  readonly account?: string | undefined
  /** A bot's, or an answer to one (IRCv3 bot-mode). */
  readonly isBots?: boolean | undefined
  /** Only holders of this capability are sent the line. */
  readonly needs?: CapName | undefined
  /** Everybody but holders of one of these is sent the line. */
  readonly unless?: readonly CapName[] | undefined
  /**
   * The lines of a message of several (IRCv3 multiline), of which `params` are the target alone: one batch for who
   * holds draft/multiline, lines of their own for others.
   */
  readonly parts?: readonly Part[] | undefined
  /**
   * What stands in a batch (IRCv3 batch), of which `params` are the type and the parameters; who does not hold `batch`
   * is sent these lines alone. Of answers only.
   */
  readonly inside?: readonly OutLine[] | undefined
}

/** By id, as the verb saw it: a kicked member is no longer where a later look would seek it. */
export interface Audience {
  readonly channels: readonly ChannelId[]
  readonly also: readonly MemberId[]
  readonly except: readonly MemberId[]
}

/** Something that the log is told, in the member's name; the fields are text. */
export interface Noted {
  readonly type: 'noted'
  readonly member: MemberId
  readonly event: EventName
  readonly fields: Readonly<Record<string, string>>
  /** Of those that have the same word here the first of a connection alone: anybody can bring them about. */
  readonly once?: string
}

/** What the room decided, as data. The order of a list of outcomes is the order for everyone. */
export type Outcome =
  /** A public line. `echoOf` is its sender when the line is one that only echo-message gives back. */
  | { readonly type: 'said'; readonly line: OutLine; readonly to: Audience; readonly echoOf?: MemberId }
  /** A private answer. */
  | { readonly type: 'replied'; readonly to: MemberId; readonly line: OutLine }
  /** From here on the member sees the channel's lines, or no longer does. */
  | { readonly type: 'subscribed' | 'unsubscribed'; readonly member: MemberId; readonly channel: ChannelId }
  /** The claim of a nick was granted, or lost. */
  | { readonly type: 'admitted' | 'denied'; readonly member: MemberId; readonly nick: string }
  /** A connection that is no member yet is logged in to this account. */
  | { readonly type: 'loggedIn'; readonly member: MemberId; readonly account: string | undefined }
  /** An account is new, or other than before. */
  | { readonly type: 'accountChanged'; readonly account: Account }
  /** There is no such account any more. */
  | { readonly type: 'accountDropped'; readonly account: string }
  /** The member is now called so. */
  | { readonly type: 'renamed'; readonly member: MemberId; readonly nick: string }
  /** Capabilities that are no longer offered, and such as are offered again. */
  | { readonly type: 'configured'; readonly hidden: readonly CapName[]; readonly shown: readonly CapName[] }
  | Noted
  /** What came of a rule, for who holds its ticket. */
  | { readonly type: 'ruled'; readonly ticket: number; readonly ruled: Ruled }
  /** The member's connection is to be ended; it leaves the room as everybody does. */
  | { readonly type: 'expelled'; readonly member: MemberId; readonly reason: string }
  /** The verb threw before it changed anything; its sender was answered. */
  | { readonly type: 'failed'; readonly member: MemberId; readonly command: string; readonly error: unknown }

/** Whether it is something that a member said, and no echo of what was said before: that is for nobody else. */
export function isNewMessage({ line, to }: Extract<Outcome, { type: 'said' }>): boolean {
  const isMessage = line.command === 'PRIVMSG' || line.command === 'NOTICE'
  return isMessage && to.channels.length + to.also.length > 0
}
