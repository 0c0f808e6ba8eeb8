import { type CapSet, has } from '../protocol/caps.ts'
import type { ClientBatch } from './client-batch.ts'
import type { Called } from './entry.ts'
import { type MemberId, type Room, type TlsUse } from './room.ts'
import { maskOf } from './mask-of.ts'
import type { Exchange } from './sasl/exchange.ts'

/** What a connection knows of its other end: the part of it that is not the room's, and what it said before it was a member. */
export interface Peer {
  readonly id: MemberId
  /** The host that members see. */
  readonly host: string
  /** The host that it came from, for operators. */
  readonly address: string
  /** Absent: it speaks plainly. */
  readonly tls: TlsUse | undefined
  caps: CapSet
  /** The version given to CAP LS; 302 and above get values and may be sent several lines. */
  capVersion: number
  /** Between CAP LS or REQ and CAP END, while registration waits. */
  negotiating: boolean
  nick: string | undefined
  user: string | undefined
  /** What it is logged in to while it is no member: then the member is. */
  account: string | undefined
  /** The SASL exchange that is under way. */
  exchange: Exchange | undefined
  /** What it was refused, a login or a right, as far as the log knows. */
  readonly refusals: Set<string>
  realname: string
  /** What it gave as the room's password, until it is a member. */
  password: string | undefined
  /** The away text that it begins with (IRCv3 pre-away). */
  away: string | undefined
  /** The message of several lines that it has begun (IRCv3 client-batch), or that was refused and goes on. */
  batch: ClientBatch | undefined
  /** Set by QUIT: why it leaves. */
  farewell: string | undefined
  /** The label of that QUIT: what the connection is told last is its answer. */
  farewellLabel: string | undefined
}

/** A peer that has said nothing yet. */
export function createPeer(
  id: MemberId,
  { host, address }: Pick<Peer, 'host' | 'address'>,
  tls?: TlsUse,
): Peer {
  return {
    id,
    host,
    address,
    tls,
    caps: 0,
    capVersion: 301,
    negotiating: false,
    nick: undefined,
    user: undefined,
    account: undefined,
    exchange: undefined,
    refusals: new Set(),
    realname: '',
    password: undefined,
    away: undefined,
    batch: undefined,
    farewell: undefined,
    farewellLabel: undefined,
  }
}

/** From here on it holds these; who cannot end any more what has begun, a message of several lines or a login, has not begun it. */
export function setPeerCaps(peer: Peer, caps: CapSet): void {
  peer.caps = caps
  if (!has(caps, 'draft/multiline')) peer.batch = undefined
  if (!has(caps, 'sasl')) peer.exchange = undefined
}

/** NICK and USER are there and no negotiation is open: it may ask to be a member. */
export function isComplete(peer: Peer): boolean {
  return peer.nick !== undefined && peer.user !== undefined && !peer.negotiating
}

/** What a connection is called in its answers now: by the room's word, before that by its own, or by the star. */
export function nickOf({ id, nick }: Peer, room: Room): string {
  return room.members.get(id)?.nick ?? nick ?? '*'
}

/** The account that a connection is logged in to now. */
export function accountOfPeer({ id, account }: Peer, room: Room): string | undefined {
  const member = room.members.get(id)
  return member === undefined ? account : member.account
}

/** What a connection is called in the answer of an entry. */
export function calledOf(peer: Peer, room: Room): Called {
  const member = room.members.get(peer.id)
  if (member !== undefined) return { nick: member.nick, mask: maskOf(member) }
  const nick = nickOf(peer, room)
  return { nick, mask: `${nick}!${peer.user ?? '*'}@${peer.host}` }
}
