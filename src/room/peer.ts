import type { CapSet } from '../protocol/caps.ts'
import type { Message } from '../protocol/message.ts'
import type { Numeric } from '../protocol/numerics.ts'
import type { MemberId, Room } from './room.ts'
import type { Surroundings } from './surroundings.ts'

/** What a connection knows of its other end: the part of it that is not the room's, and what it said before it was a member. */
export interface Peer {
  readonly id: MemberId
  /** The host that members see. */
  readonly host: string
  caps: CapSet
  /** The version given to CAP LS; 302 and above get values and may be sent several lines. */
  capVersion: number
  /** Between CAP LS or REQ and CAP END, while registration waits. */
  negotiating: boolean
  nick: string | undefined
  user: string | undefined
  realname: string
  /** The away text that it begins with (IRCv3 pre-away). */
  away: string | undefined
  /** Set by QUIT: why it leaves. */
  farewell: string | undefined
}

/** A peer that has said nothing yet. */
export function createPeer(id: MemberId, host: string): Peer {
  return {
    id,
    host,
    caps: 0,
    capVersion: 301,
    negotiating: false,
    nick: undefined,
    user: undefined,
    realname: '',
    away: undefined,
    farewell: undefined,
  }
}

/** NICK and USER are there and no negotiation is open: it may ask to be a member. */
export function isComplete(peer: Peer): boolean {
  return peer.nick !== undefined && peer.user !== undefined && !peer.negotiating
}

/** What a connection is called in its answers now: by the room's word, before that by its own, or by the star. */
export function nickOf({ id, nick }: Peer, room: Room): string {
  return room.members.get(id)?.nick ?? nick ?? '*'
}

/** What a verb that runs on the connection may hold. It may change the peer and read the room. */
export interface Aside {
  readonly peer: Peer
  /** To be read only: what is asked here is not in the room's order. */
  readonly room: Room
  readonly message: Message
  readonly params: readonly string[]
  /** Room time of this request. */
  readonly atMs: number
  readonly around: Surroundings
  reply(numeric: Numeric): void
  /** A line of the server that is no numeric. */
  send(command: string, ...params: string[]): void
  /** Changes the capabilities after all that was to be sent under the old ones. */
  setCaps(caps: CapSet): void
}
