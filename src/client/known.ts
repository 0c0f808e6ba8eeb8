import { isId, isKey } from '../protocol/datagram/fields.ts'
import { isWanted, roomKey } from '../protocol/datagram/room-name.ts'
import { isLoopback, parseIpv4 } from '../protocol/ipv4.ts'
import { parseZoned } from '../protocol/zoned.ts'
import { isObject, storedIn } from './stored.ts'

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
  /** It was joined over TLS: it is never joined without again. */
  readonly tls?: true
  /** Where it was joined last: the first place to ask for it, and nothing to be believed. */
  readonly address?: string
}

/** By the name as people read it: another spelling of a known name is no new one. */
export type KnownRooms = ReadonlyMap<string, KnownRoom>

/** A host and port that somebody typed and that was joined over TLS. */
export interface KnownHost {
  /** `host:port` */
  readonly at: string
  /** SHA-256 of the public key of its certificate, base64url: the key stays when a certificate is renewed. */
  readonly key: string
  readonly since: string
}

/** What `known_rooms.json` says. */
export interface Known {
  readonly rooms: KnownRooms
  /** By `at`. */
  readonly hosts: ReadonlyMap<string, KnownHost>
}

export const nothingKnown: Known = { rooms: new Map(), hosts: new Map() }

type Named = Pick<KnownRoom, 'id' | 'room'>
type Located = Pick<KnownRoom, 'id' | 'room' | 'address'>

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

/** Whether this room was joined over TLS: under any name, since a room can be given another one. */
export function wasOverTls(known: KnownRooms, id: string): boolean {
  return Array.from(known.values()).some((room) => room.id === id && room.tls === true)
}

/** The list with this room under its name, in the place of whichever was known by it. */
export function withRoom(
  known: KnownRooms,
  { id, room, address }: Located,
  since: string,
  isTls = false,
): KnownRooms {
  const tls = isTls ? ({ tls: true } as const) : {}
  return new Map([...known, [roomKey(room), { id, room, since, ...tls, ...withAddress(address) }]])
}

const withAddress = (address: string | undefined): { readonly address?: string } =>
  address === undefined ? {} : { address }

/** Whether a room may be asked for there again: another computer, at an address that discovery speaks to. */
export function isAskable(address: string): boolean {
  const ipv4 = parseIpv4(address)
  return ipv4 === undefined ? parseZoned(address) !== undefined : !isLoopback(ipv4)
}

/** Where the rooms of a look were last: the one that is wanted, or those that were learnt last first. */
export function addressesOfKnown(known: KnownRooms, want: string | undefined): readonly string[] {
  const rooms = Array.from(known.values()).reverse()
  const wanted = want === undefined ? rooms : rooms.filter((room) => isWanted(want, room))
  return Array.from(new Set(wanted.flatMap(({ address = '' }) => (isAskable(address) ? [address] : []))))
}

/** What was met, inside. */
export interface Met {
  /** The room, where it said which one it is. */
  readonly room?: Located | undefined
  readonly isTls: boolean
  /** The host and port that were typed, and the key that was shown there; none without TLS. */
  readonly host?: { readonly at: string; readonly key?: string | undefined } | undefined
}

/**
 * What is known from now on; the same object where nothing is new. A name that stands for another identity stays so
 * unless a person said `replace`, which also forgets that a room or a host was over TLS.
 */
export function learn(known: Known, { room, isTls, host }: Met, replace: boolean, now: string): Known {
  let { rooms, hosts } = known
  if (room !== undefined) {
    const before = rooms.get(roomKey(room.room))
    const isSame = before?.id === room.id
    if (before === undefined || (replace && !isSame)) rooms = withRoom(rooms, room, now, isTls)
    else if (isSame) {
      const after = {
        tls: isTls || (before.tls === true && !replace),
        address: room.address ?? before.address,
      }
      if (after.tls !== (before.tls === true) || after.address !== before.address)
        rooms = withRoom(
          rooms,
          { ...before, ...room, ...withAddress(after.address) },
          before.since,
          after.tls,
        )
    }
  }
  if (host?.key !== undefined && hosts.get(host.at)?.key !== host.key) {
    hosts = new Map([...hosts, [host.at, { at: host.at, key: host.key, since: now }]])
  } else if (host !== undefined && host.key === undefined && replace && hosts.has(host.at)) {
    hosts = new Map([...hosts].filter(([at]) => at !== host.at))
  }
  return rooms === known.rooms && hosts === known.hosts ? known : { rooms, hosts }
}

/** The lists in the text of a file; undefined when that is none. One without hosts is of an earlier version. */
export function parseKnown(text: string): Known | undefined {
  const value = storedIn(text)
  if (value === undefined) return undefined
  const rooms = listIn(value['rooms'], isKnownRoom)
  const hosts = listIn(value['hosts'] ?? [], isKnownHost)
  if (rooms === undefined || hosts === undefined) return undefined
  return {
    rooms: new Map(rooms.map((one) => [roomKey(one.room), one])),
    hosts: new Map(hosts.map((one) => [one.at, one])),
  }
}

/** The lists as the text of their file; `parseKnown` reads it back. */
export function formatKnown({ rooms, hosts }: Known): string {
  const lists = { v: 1, rooms: Array.from(rooms.values()), hosts: Array.from(hosts.values()) }
  return `${JSON.stringify(lists, undefined, 2)}\n`
}

function listIn<T>(value: unknown, fits: (one: unknown) => one is T): readonly T[] | undefined {
  return Array.isArray(value) && value.every(fits) ? value : undefined
}

function isKnownRoom(value: unknown): value is KnownRoom {
  if (!isObject(value)) return false
  const { id, room, since, tls, address } = value
  if (tls !== undefined && tls !== true) return false
  if (address !== undefined && typeof address !== 'string') return false
  return isId(id) && typeof room === 'string' && roomKey(room) !== '' && typeof since === 'string'
}

function isKnownHost(value: unknown): value is KnownHost {
  if (!isObject(value)) return false
  return typeof value['at'] === 'string' && isKey(value['key']) && typeof value['since'] === 'string'
}
