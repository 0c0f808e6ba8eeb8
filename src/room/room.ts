import type { CapName } from '../protocol/caps.ts'
import type { Limits } from '../protocol/limits.ts'
import { type ModeOf, channelModes } from '../protocol/modes.ts'
import type { Account } from './accounts.ts'
import type { ReadMarkers } from './read-markers.ts'
import { type Archive, type History, createArchive } from './history/history.ts'
import { type Lost, createLost } from './history/lost.ts'
import type { Seat } from './seats.ts'
import type { Whowas } from './whowas.ts'

/*
 * The room: everything that members share. Pure data and pure functions; it knows protocol only. No sockets, no
 * xstate, no clocks, no randomness: time and random bytes come in with the entry. All strings are wire strings.
 */

/** A connection's id, unique among all connections of all daemons of a room. */
export type MemberId = number
/** A channel's name, folded: what it is found by. */
export type ChannelId = string

/** Ranks in a channel as bits; a member may hold several. */
export const rank = { voice: channelModes.v.bit, op: channelModes.o.bit } as const

/** A connection that has a nick and finished registration. */
export interface Member {
  readonly id: MemberId
  nick: string
  user: string
  /** The host that members see. */
  host: string
  /** The host that it came from: what operators see, and what masks match besides. */
  readonly address: string
  realname: string
  /** Absent: what it says and hears can be read on the way. */
  readonly tls: TlsUse | undefined
  /** The account that it is logged in to. Changed by `setAccount` alone. */
  account: string | undefined
  /** The away text; undefined while present. */
  away: string | undefined
  /** Changed by `setUserMode` alone. */
  readonly modes: Set<UserMode>
  /** In the order of joining. */
  readonly channels: Set<ChannelId>
  /** Channels that have it in `invited`. */
  readonly invitations: Set<ChannelId>
  /** Folded nicks that it is told of (MONITOR). */
  readonly monitored: Set<string>
  /** How far it has read where, while it has no account. */
  readonly ownMarkers: ReadMarkers
  /** Room time of registration, and of the last message that the member sent. */
  readonly sinceMs: number
  activeMs: number
}

/** How a connection uses TLS. */
export interface TlsUse {
  /** SHA-256 of the client's certificate, in small hexadecimal digits, where it showed one. */
  readonly certificate?: string | undefined
}

export interface Topic {
  readonly text: string
  /** `nick!user@host` of who set it. */
  readonly by: string
  readonly atMs: number
}

/** Modes without a parameter: no CTCP, invite only, moderated, no outside messages, secret, topic by operators. */
export type ChannelFlag = ModeOf<'D'>

/** Modes that are lists of masks: bans, exceptions from them, exceptions from +i. */
export type ListMode = ModeOf<'A'>

/** One mask of a list, with who set it and when. */
export interface ListEntry {
  readonly mask: string
  /** `nick!user@host`. */
  readonly by: string
  readonly atMs: number
}

/** Modes of a member: bot, invisible, room operator, hears WALLOPS. */
export type UserMode = 'B' | 'i' | 'o' | 'w'

export interface Channel {
  /** Changed by `renameChannel` alone, as is the name. */
  id: ChannelId
  /** As its founder spelt it, or who renamed it. */
  name: string
  topic: Topic | undefined
  readonly flags: Set<ChannelFlag>
  /** What must be given to join (+k). */
  key: string | undefined
  /** How many members it may have before nobody more joins (+l). */
  limit: number | undefined
  /** By folded mask, in the order of setting. */
  readonly lists: Readonly<Record<ListMode, Map<string, ListEntry>>>
  /** Who may join although it is +i, full, keyed or banned, once; connections that are here. */
  readonly invited: Set<MemberId>
  /** Members and their ranks, in the order of joining. */
  readonly members: Map<MemberId, number>
  readonly history: History
  /** The folded account of who founded it, if any: its operator whenever it is here. */
  founder: string | undefined
  /** Folded accounts that are operators when they come back, the one that became one first first. */
  readonly keptOps: Set<string>
  readonly createdMs: number
  /** Room time of its latest RENAME to another name than itself in another case. */
  renamedMs: number | undefined
}

/** What is left of a channel that everybody has left. */
export interface EmptyChannel {
  readonly history: History
  readonly sinceMs: number
}

/** What does not change while the room lives. */
export interface RoomFacts {
  /** The room's name, which discovery announces and 001 welcomes to. */
  readonly name: string
  readonly server: string
  readonly version: string
  /** What ADMIN answers, at most three lines; empty: there is nothing. */
  readonly admin: readonly string[]
  /** The life of this daemon: `msgid` is `<boot>-<seq>`. */
  readonly boot: string
  readonly limits: Limits
}

/** What clients in plain text are told about TLS (IRCv3 sts). */
export interface StsPolicy {
  /** Where TLS is spoken. */
  readonly port: number
  /** For how long they are to insist on it. */
  readonly seconds: number
}

/** What an operator may change while the room lives (REHASH): by an entry, which has its place in the one order. */
export interface RoomConfig {
  /** Lines of the message of the day; empty: there is none. */
  readonly motd: readonly string[]
  /** Capabilities that are not offered. */
  readonly hiddenCaps: readonly CapName[]
  readonly sts?: StsPolicy | undefined
}

export interface Room {
  readonly facts: RoomFacts
  config: RoomConfig
  readonly openedMs: number
  /** The time of the latest entry; it never goes back. */
  timeMs: number
  /** The number of the latest public line. */
  seq: number
  /** The most members there ever were. */
  peak: number
  /** How many members have which mode: counted, since every welcome tells. */
  readonly modeCounts: Record<UserMode, number>
  readonly members: Map<MemberId, Member>
  /** Folded nick to member. */
  readonly nicks: Map<string, MemberId>
  /** What the nicks look like (`skeletonsOf`), one or two a member; an index of `Member.nick`. */
  readonly skeletons: Map<string, MemberId>
  /** Folded nick to those who monitor it; an index of `Member.monitored`. */
  readonly watchers: Map<string, Set<MemberId>>
  /** Folded account to those who are logged in to it; an index of `Member.account`. */
  readonly sessions: Map<string, Set<MemberId>>
  /** By folded name. Changed by `putAccount` and `removeAccount` alone, as are the next two. */
  readonly accounts: Map<string, Account>
  /** What the names look like (`skeletonsOf`) to folded name; an index of `Account.name`. */
  readonly accountLooks: Map<string, string>
  /** Fingerprint of a client certificate to folded name; an index of `Account.certificates`. */
  readonly certificates: Map<string, string>
  /** How far accounts have read, by folded account; the one that changed first is the first. */
  readonly readMarkers: Map<string, ReadMarkers>
  readonly channels: Map<ChannelId, Channel>
  readonly whowas: Whowas
  /** Channels that everybody has left, the one that was left first first. */
  readonly empty: Map<ChannelId, EmptyChannel>
  /** What was said in channels of which nothing is left. */
  readonly lost: Lost
  /** All that the histories of all channels remember. */
  readonly archive: Archive
  /** Masks of who may not be here, by folded mask, in the order of setting. */
  readonly bans: Map<string, ListEntry>
  /** Nobody new is let in who has no account. */
  isLockedDown: boolean
  /** By folded nick: who was here when the daemon was restarted and is not back. Changed by seats.ts and takeover.ts alone. */
  readonly seats: Map<string, Seat>
  /** Until then they are awaited. */
  seatsUntilMs: number
}

/** A room without members, opened at this time of day (ms since 1970). */
export function createRoom(facts: RoomFacts, openedMs: number, config: RoomConfig): Room {
  return {
    facts,
    config,
    openedMs,
    timeMs: openedMs,
    seq: 0,
    peak: 0,
    modeCounts: { B: 0, i: 0, o: 0, w: 0 },
    members: new Map(),
    nicks: new Map(),
    skeletons: new Map(),
    watchers: new Map(),
    sessions: new Map(),
    accounts: new Map(),
    accountLooks: new Map(),
    certificates: new Map(),
    readMarkers: new Map(),
    channels: new Map(),
    whowas: { all: new Set(), byNick: new Map() },
    empty: new Map(),
    lost: createLost(),
    archive: createArchive(),
    bans: new Map(),
    isLockedDown: false,
    seats: new Map(),
    seatsUntilMs: openedMs,
  }
}

/** The prefixes of all ranks from high to low (IRCv3 multi-prefix); empty for none. */
export function prefixOf(ranks: number): string {
  return `${(ranks & rank.op) !== 0 ? '@' : ''}${(ranks & rank.voice) !== 0 ? '+' : ''}`
}

/** True when the two share a channel, or are one. */
export function shareChannel(one: Member, other: Member): boolean {
  if (one === other) return true
  for (const id of one.channels) if (other.channels.has(id)) return true
  return false
}
