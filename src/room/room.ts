import type { Limits } from '../protocol/limits.ts'

/*
 * The room: everything that members share. Pure data and pure functions; it knows protocol only. No sockets, no
 * xstate, no clocks, no randomness: time and random bytes come in with the entry. All strings are wire strings.
 */

/** A connection's id, unique among all connections of all daemons of a room. */
export type MemberId = number
/** A channel's name, folded: what it is found by. */
export type ChannelId = string

/** Ranks in a channel as bits; a member may hold several. */
export const rank = { voice: 1, op: 2 } as const

/** A connection that has a nick and finished registration. */
export interface Member {
  readonly id: MemberId
  nick: string
  readonly user: string
  readonly host: string
  realname: string
  /** The away text; undefined while present. */
  away: string | undefined
  /** User mode +i. */
  invisible: boolean
  /** In the order of joining. */
  readonly channels: Set<ChannelId>
  /** Room time of registration, and of the last message that the member sent. */
  readonly sinceMs: number
  activeMs: number
}

export interface Topic {
  readonly text: string
  /** `nick!user@host` of who set it. */
  readonly by: string
  readonly atMs: number
}

export type ChannelFlag = 'n' | 't'

export interface Channel {
  readonly id: ChannelId
  /** As its founder spelt it. */
  readonly name: string
  topic: Topic | undefined
  readonly flags: Set<ChannelFlag>
  /** Members and their ranks, in the order of joining. */
  readonly members: Map<MemberId, number>
  readonly createdMs: number
}

/** What does not change while the room lives. */
export interface RoomFacts {
  /** The room's name, which discovery announces and 001 welcomes to. */
  readonly name: string
  readonly server: string
  readonly version: string
  /** The life of this daemon: `msgid` is `<boot>-<seq>`. */
  readonly boot: string
  /** Lines of the message of the day; empty: there is none. */
  readonly motd: readonly string[]
  readonly limits: Limits
}

export interface Room {
  readonly facts: RoomFacts
  readonly openedMs: number
  /** The time of the latest entry; it never goes back. */
  timeMs: number
  /** The number of the latest public line. */
  seq: number
  /** The most members there ever were. */
  peak: number
  /** How many members are +i: counted, since every welcome tells. */
  invisible: number
  readonly members: Map<MemberId, Member>
  /** Folded nick to member. */
  readonly nicks: Map<string, MemberId>
  readonly channels: Map<ChannelId, Channel>
}

/** A room without members, opened at this time of day (ms since 1970). */
export function createRoom(facts: RoomFacts, openedMs: number): Room {
  return {
    facts,
    openedMs,
    timeMs: openedMs,
    seq: 0,
    peak: 0,
    invisible: 0,
    members: new Map(),
    nicks: new Map(),
    channels: new Map(),
  }
}

/** The source of a member's lines. */
export function maskOf(member: Member): string {
  return `${member.nick}!${member.user}@${member.host}`
}

/** The highest rank's prefix, or all of them from high to low (IRCv3 multi-prefix); empty for none. */
export function prefixOf(ranks: number, all: boolean): string {
  const prefixes = `${(ranks & rank.op) !== 0 ? '@' : ''}${(ranks & rank.voice) !== 0 ? '+' : ''}`
  return all ? prefixes : prefixes.slice(0, 1)
}

/** True when the two share a channel, or are one. */
export function shareChannel(one: Member, other: Member): boolean {
  if (one === other) return true
  for (const id of one.channels) if (other.channels.has(id)) return true
  return false
}
