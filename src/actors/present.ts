import { fromWire } from '../protocol/wire.ts'
import type { Member, Room } from '../room/room.ts'
import type { RoomState, Slot } from './state.ts'

/** Somebody who is here, as the operator of the daemon sees it. */
export interface Present {
  /** The connection's. */
  readonly id: number
  readonly nick: string
  readonly account: string | undefined
  readonly user: string
  readonly address: string
  /** What members see instead of the address. */
  readonly host: string
  readonly realname: string
  readonly away: string | undefined
  readonly isOperator: boolean
  readonly channels: readonly string[]
  readonly since: string
  readonly idleSeconds: number
}

/** A connection, of a member or of who is none yet. */
export interface Connected {
  readonly id: number
  /** Absent: no member yet. */
  readonly nick: string | undefined
  readonly address: string
  readonly port: number
  readonly transport: string
  readonly openSeconds: number
  /** Since it last sent anything. */
  readonly silentSeconds: number
  readonly linesIn: number
  readonly linesRefused: number
  readonly bytesIn: number
  readonly bytesOut: number
  readonly unsentBytes: number
}

/** Members with an id above this, in the order of their coming. */
export function* present(state: RoomState | undefined, after: number): Generator<Present> {
  if (state === undefined) return
  const { room, input } = state
  const nowMs = Math.max(input.nowMs(), room.timeMs)
  for (const member of room.members.values()) if (member.id > after) yield presentAs(room, member, nowMs)
}

function presentAs({ channels }: Room, member: Member, nowMs: number): Present {
  const { id, nick, account, user, address, host, realname, away, modes, sinceMs, activeMs } = member
  return {
    id,
    nick: fromWire(nick),
    account: account && fromWire(account),
    user: fromWire(user),
    address,
    host,
    realname: fromWire(realname),
    away: away && fromWire(away),
    isOperator: modes.has('o'),
    channels: [...member.channels].map((id) => fromWire(channels.get(id)?.name ?? id)),
    since: new Date(sinceMs).toISOString(),
    idleSeconds: seconds(nowMs - activeMs),
  }
}

/** Connections with an id above this, in the order of their coming. */
export function* connected(state: RoomState | undefined, after: number): Generator<Connected> {
  if (state === undefined) return
  const { slots, room, input } = state
  const steadyMs = input.steadyMs()
  for (const slot of slots.values()) if (slot.id > after) yield connectedAs(room, slot, steadyMs)
}

function connectedAs({ members }: Room, { id, link, inbox, openedMs }: Slot, steadyMs: number): Connected {
  const nick = members.get(id)?.nick
  return {
    id,
    nick: nick && fromWire(nick),
    address: link.remote.address,
    port: link.remote.port,
    transport: link.remote.transport,
    openSeconds: seconds(steadyMs - openedMs),
    silentSeconds: seconds(steadyMs - inbox.seenMs),
    linesIn: inbox.taken,
    linesRefused: inbox.refused,
    bytesIn: link.bytesIn,
    bytesOut: link.bytesOut,
    unsentBytes: link.unsentBytes,
  }
}

/** Who may not be here, and since when. */
export interface RoomBan {
  readonly mask: string
  readonly since: string
}

/** The bans of the room, in the order of setting. */
export function bans(state: RoomState | undefined): RoomBan[] {
  const all = [...(state?.room.bans.values() ?? [])]
  return all.map(({ mask, atMs }) => ({ mask: fromWire(mask), since: new Date(atMs).toISOString() }))
}

function seconds(ms: number): number {
  return Math.floor(Math.max(0, ms) / 1000)
}
