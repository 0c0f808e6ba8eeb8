import type { FindRoomsResult } from './find.ts'
import { nameOf } from '../../client/dial.ts'
import type { FoundRoom } from '../../client/seek.ts'
import { plainText } from '../../client/safe-text.ts'
import { parseIpv4 } from '../../protocol/ipv4.ts'
import { Exit } from '../exit.ts'
import { table } from '../face/width.ts'

/**
 * The rooms of these that may be joined, by name; there is one at least. A room that is not the one that we know by
 * its name is none of them, unless it is to be trusted: it may be somebody else who listens.
 * @throws {Exit} authRefused, where only such rooms are there.
 */
export function choose(
  rooms: readonly FoundRoom[],
  trust: boolean,
): readonly [FoundRoom, ...(readonly FoundRoom[])] {
  const good = rooms.filter(({ pin }) => trust || pin !== 'changed')
  const [first, ...others] = good.toSorted((a, b) => (a.room < b.room ? -1 : 1))
  if (first === undefined) throw impostor(rooms)
  return [first, ...others]
}

/** Loud lines about each room whose identity has changed. */
export function warnings(rooms: readonly FoundRoom[]): string[] {
  return rooms
    .filter(({ pin }) => pin === 'changed')
    .map(({ room, host, port, id, knownId = 'unknown' }) =>
      [
        `WARNING: "${plainText(room)}" at ${nameOf({ host, port })} is NOT the room that you joined before under that name.`,
        `  its identity was   ${knownId}`,
        `  and now it is      ${id}`,
      ].join('\n'),
    )
}

function impostor(rooms: readonly FoundRoom[]): Exit {
  return new Exit('authRefused', warnings(rooms).join('\n'), ...howToTrust(rooms))
}

/** What to do about rooms whose identity has changed; `option` is what finds one of them. */
export function howToTrust(
  rooms: readonly FoundRoom[],
  option = ({ id }: FoundRoom): string => `--server ${id}`,
): string[] {
  const changed = rooms.filter(({ pin }) => pin === 'changed')
  if (changed.length === 0) return []
  return [
    'It was set up anew, or somebody else uses its name. Whoever runs it sees its identity with earshot status.',
    ...changed.map((room) => `If it is this one:   earshot ${option(room)} --trust`),
  ]
}

/** What to do where no room answered. */
export function noneFound(look: FindRoomsResult, waitedMs: number, udpPort: number, want?: string): Exit {
  const asked =
    look.asked.length > 0 ? `asked ${listed(look.asked)} on UDP ${udpPort}` : 'no network to ask on'
  const what = want === undefined ? 'No earshot room answered' : `No earshot room "${want}" answered`
  const problems = look.problems.map((p) => `could not ask on ${p.interface}: ${p.code}`)
  return new Exit(
    'noneFound',
    `${what} on this network (${asked}, waited ${waitedMs / 1000} s).`,
    ...problems,
    'start one here:      earshot daemon',
    ...look.places
      .filter(({ host }) => parseIpv4(host) !== undefined)
      .map((place) => `mDNS tells of one:   earshot --host ${nameOf(place)}`),
    'know the address?    earshot --host 192.168.1.20',
    'somebody is there?   earshot doctor',
    ...(want === undefined ? [] : ['another room?       earshot discover']),
  )
}

/** What to do where several answered and nobody can be asked. */
export function whichOne(rooms: readonly FoundRoom[]): Exit {
  return new Exit(
    'usage',
    `${rooms.length} earshot rooms answered on this network; say which one:`,
    ...table(
      rooms.map((room) => [`at ${nameOf(room)}:`, `earshot --server ${shellWord(serverValue(room, rooms))}`]),
    ),
  )
}

/** The value of `--server` that means this room and no other of them: its name, or its identity. */
export function serverValue(room: FoundRoom, rooms: readonly FoundRoom[]): string {
  const same = rooms.filter((other) => other.room.toLowerCase() === room.room.toLowerCase())
  return same.length > 1 ? room.id : room.room
}

const shellWord = (text: string): string =>
  /^[\w.-]+$/.test(text) ? text : `'${plainText(text).replaceAll("'", `'\\''`)}'`

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`
}
