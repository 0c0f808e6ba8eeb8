import { isId } from '../protocol/datagram/fields.ts'
import { roomKey } from '../protocol/datagram/room-name.ts'

/**
 * Trust on first use: which identity a room's name stands for. Nothing can vouch for the first meeting;
 * from then on, the same name under another key is somebody else until a person says otherwise.
 */
export type Pin = 'new' | 'same' | 'changed'

export interface KnownRoom {
  readonly id: string
  readonly room: string
  /** When it was joined first, ISO 8601. */
  readonly since: string
}

/** By the name as people read it: another spelling of a known name is no new one. */
export type KnownRooms = ReadonlyMap<string, KnownRoom>

type Named = Pick<KnownRoom, 'id' | 'room'>

/** What is known of a room of this name: nothing, this identity, or another one. */
export function pinOf(known: KnownRooms, { id, room }: Named): Pin {
  const before = knownIdOf(known, room)
  if (before === undefined) return 'new'
  return before === id ? 'same' : 'changed'
}

/** The identity that a name stands for, where it was joined before. */
export function knownIdOf(known: KnownRooms, room: string): string | undefined {
  return known.get(roomKey(room))?.id
}

/** The list with this room under its name, in the place of whichever was known by it. */
export function withRoom(known: KnownRooms, { id, room }: Named, since: string): KnownRooms {
  return new Map([...known, [roomKey(room), { id, room, since }]])
}

/** The list in the text of a file; undefined when that is none. */
export function parseKnown(text: string): KnownRooms | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  if (!isObject(value) || value['v'] !== 1 || !Array.isArray(value['rooms'])) return undefined
  const rooms: unknown[] = value['rooms']
  if (!rooms.every(isKnownRoom)) return undefined
  return new Map(rooms.map((one) => [roomKey(one.room), one]))
}

/** The list as the text of its file; `parse` reads it back. */
export function formatKnown(known: KnownRooms): string {
  return `${JSON.stringify({ v: 1, rooms: Array.from(known.values()) }, undefined, 2)}\n`
}

function isKnownRoom(value: unknown): value is KnownRoom {
  if (!isObject(value)) return false
  const { id, room, since } = value
  return isId(id) && typeof room === 'string' && roomKey(room) !== '' && typeof since === 'string'
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
