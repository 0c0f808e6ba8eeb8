import type { CapSet } from '../protocol/caps.ts'
import type { Message } from '../protocol/message.ts'
import { type Numeric, addressed } from '../protocol/numerics.ts'
import type { Outcome } from './outcome.ts'
import { type Peer, nickOf, setPeerCaps } from './peer.ts'
import type { Room } from './room.ts'
import type { Surroundings } from './surroundings.ts'

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

interface Asked {
  readonly room: Room
  readonly peer: Peer
  readonly message: Message
  /** Room time of this request. */
  readonly atMs: number
  readonly around: Surroundings
}

/**
 * Runs what concerns one connection alone, beside the room's order: the outcomes are answers to it. The peer may have
 * other capabilities afterwards; they count from after these answers on.
 */
export function aside(
  { room, peer, message, atMs, around }: Asked,
  act: (aside: Aside) => void,
): readonly Outcome[] {
  const outcomes: Outcome[] = []
  const source = room.facts.server
  const nick = nickOf(peer, room)
  const isBots = room.members.get(peer.id)?.modes.has('B')
  const reply = (line: { command: string; params: readonly string[] }): void => {
    outcomes.push({ type: 'replied', to: peer.id, line: { source, atMs, nick, isBots, ...line } })
  }
  act({
    peer,
    room,
    message,
    params: message.params,
    atMs,
    around,
    reply: (numeric) => reply(addressed(numeric, nick)),
    send: (command, ...params) => reply({ command, params }),
    setCaps: (caps) => {
      setPeerCaps(peer, caps)
    },
  })
  return outcomes
}
