import type { Account } from './accounts.ts'
import { type ArchiveLine, loadArchive, saveArchive } from './history/saved.ts'
import {
  type ChannelId,
  type ListEntry,
  type Room,
  type RoomConfig,
  type RoomFacts,
  createRoom,
} from './room.ts'
import { type AccountLine, accountLine, loadAccount } from './saved-account.ts'
import { type ChannelLine, channelLine, loadChannel } from './saved-channel.ts'
import { byMask } from './saved-lists.ts'
import { type MemberLine, type SavedMarkers, loadMember, memberLine } from './saved-member.ts'
import { type PastLine, loadPast, pastLine } from './saved-past.ts'
import { type SeatLine, loadSeat, seatLine } from './saved-seat.ts'
import type { ReadMarkers } from './read-markers.ts'
import type { Past } from './whowas.ts'

/*
 * The only serialiser of a room: NDJSON lines in insertion order, so that a loaded room goes on byte for byte as the
 * saved one would. What does not change (facts) is given again by who loads; indexes are rebuilt.
 */

/** Lines of another one are not understood. */
const snapshotFormat = 1

interface RoomLine {
  readonly type: 'room'
  readonly format: typeof snapshotFormat
  readonly boot: string
  readonly openedMs: number
  readonly timeMs: number
  readonly seq: number
  readonly peak: number
  readonly config: RoomConfig
  readonly bans: readonly ListEntry[]
  readonly isLockedDown: boolean
  readonly seatsUntilMs: number
  readonly lost: { readonly newest: readonly (readonly [ChannelId, number])[]; readonly others: number }
}

/** How far an account has read. */
interface ReadLine {
  readonly type: 'read'
  readonly account: string
  readonly markers: SavedMarkers
}

type SnapshotLine =
  | RoomLine
  | MemberLine
  | AccountLine
  | ChannelLine
  | PastLine
  | SeatLine
  | ReadLine
  | ArchiveLine

/**
 * The room as it is now, as lines of JSON without line ends. They may be taken one by one while the room goes on: what
 * can change is copied before this returns, and only writing, which takes many times as long, is done line by line.
 */
export function save(room: Room): IterableIterator<string> {
  const { members, channels, seats, accounts, whowas, readMarkers } = room
  // What changes in place is a line at once; what is replaced as a whole, or never changes, when it is its turn.
  const changing: readonly SnapshotLine[] = [
    ...Array.from(members.values(), memberLine),
    ...Array.from(channels.values(), channelLine),
    ...Array.from(seats.values(), seatLine),
    ...Array.from(readMarkers, ([account, markers]) => readLine(account, markers)),
  ]
  return written(roomLine(room), [...accounts.values()], changing, [...whowas.all], saveArchive(room))
}

function* written(
  room: RoomLine,
  accounts: readonly Account[],
  changing: readonly SnapshotLine[],
  whowas: readonly Past[],
  archive: Iterable<ArchiveLine>,
): Generator<string> {
  yield write(room)
  for (const account of accounts) yield write(accountLine(account))
  for (const line of changing) yield write(line)
  for (const past of whowas) yield write(pastLine(past))
  for (const line of archive) yield write(line)
}

function roomLine(room: Room): RoomLine {
  const { openedMs, timeMs, seq, peak, isLockedDown, seatsUntilMs } = room
  const { motd, hiddenCaps, sts } = room.config
  return {
    type: 'room',
    format: snapshotFormat,
    boot: room.facts.boot,
    openedMs,
    timeMs,
    seq,
    peak,
    config: { motd, hiddenCaps, sts: sts && { port: sts.port, seconds: sts.seconds } },
    bans: [...room.bans.values()],
    isLockedDown,
    seatsUntilMs,
    lost: { newest: [...room.lost.newest], others: room.lost.others },
  }
}

function readLine(account: string, markers: ReadMarkers): ReadLine {
  return { type: 'read', account, markers: [...markers] }
}

/**
 * The room again, as the same life: `facts.boot` is what was saved.
 * @throws {Error} for lines that `save` did not write.
 */
export function load(lines: Iterable<string>, facts: Omit<RoomFacts, 'boot'>): Room {
  const loading = new Loading(facts)
  for (const line of lines) loading.take(line)
  return loading.room
}

/** The same line by line, as they come. */
export class Loading {
  readonly #facts: Omit<RoomFacts, 'boot'>
  #room: Room | undefined

  constructor(facts: Omit<RoomFacts, 'boot'>) {
    this.#facts = facts
  }

  /** @throws {Error} for a line that `save` did not write, or not here */
  take(text: string): void {
    const line: SnapshotLine = JSON.parse(text)
    const room = this.#room
    if (line.type === 'room') this.#room = loadRoom(line, this.#facts)
    else if (room === undefined) throw new Error('a snapshot begins with its room line')
    else if (line.type === 'member') loadMember(room, line)
    else if (line.type === 'account') loadAccount(room, line)
    else if (line.type === 'channel') loadChannel(room, line)
    else if (line.type === 'seat') loadSeat(room, line)
    else if (line.type === 'past') loadPast(room, line)
    else if (line.type === 'read') room.readMarkers.set(line.account, new Map(line.markers))
    else loadArchive(room, line)
  }

  /** As far as it is taken. @throws {Error} where nothing is */
  get room(): Room {
    if (this.#room === undefined) throw new Error('a snapshot without a room line')
    return this.#room
  }
}

function loadRoom(line: RoomLine, facts: Omit<RoomFacts, 'boot'>): Room {
  const { format, boot, openedMs, timeMs, seq, peak, config, bans, isLockedDown, seatsUntilMs, lost } = line
  if (format !== snapshotFormat) {
    throw new Error(`snapshot format ${String(format)} is not known to this version`)
  }
  return Object.assign(createRoom({ ...facts, boot }, openedMs, config), {
    timeMs,
    seq,
    peak,
    bans: byMask(bans),
    isLockedDown,
    seatsUntilMs,
    lost: { newest: new Map(lost.newest), others: lost.others },
  })
}

function write(line: SnapshotLine): string {
  return JSON.stringify(line)
}
