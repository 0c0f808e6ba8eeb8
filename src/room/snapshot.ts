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

/*
 * The only serialiser of a room: NDJSON lines in insertion order, so that a loaded room goes on byte for byte as the
 * saved one would. What does not change (facts) is given again by who loads; indexes are rebuilt.
 */

interface RoomLine {
  readonly type: 'room'
  readonly format: 1
  readonly boot: string
  readonly openedMs: number
  readonly timeMs: number
  readonly seq: number
  readonly peak: number
  readonly config: RoomConfig
  readonly bans: readonly ListEntry[]
  readonly isLockedDown: boolean
  readonly lost: { readonly newest: readonly (readonly [ChannelId, number])[]; readonly others: number }
}

/** How far an account has read. */
interface ReadLine {
  readonly type: 'read'
  readonly account: string
  readonly markers: SavedMarkers
}

type SnapshotLine = RoomLine | MemberLine | AccountLine | ChannelLine | PastLine | ReadLine | ArchiveLine

/** The room as lines of JSON without line ends. */
export function* save(room: Room): Generator<string> {
  const { openedMs, timeMs, seq, peak } = room
  const { motd, hiddenCaps, sts } = room.config
  const config: RoomConfig = { motd, hiddenCaps, sts: sts && { port: sts.port, seconds: sts.seconds } }
  const { boot } = room.facts
  const lost = { newest: [...room.lost.newest], others: room.lost.others }
  const bans = [...room.bans.values()]
  const { isLockedDown } = room
  yield write({
    type: 'room',
    format: 1,
    boot,
    openedMs,
    timeMs,
    seq,
    peak,
    config,
    bans,
    isLockedDown,
    lost,
  })
  for (const account of room.accounts.values()) yield write(accountLine(account))
  for (const member of room.members.values()) yield write(memberLine(member))
  for (const channel of room.channels.values()) yield write(channelLine(channel))
  for (const past of room.whowas.all) yield write(pastLine(past))
  for (const [account, markers] of room.readMarkers) {
    yield write({ type: 'read', account, markers: [...markers] })
  }
  for (const line of saveArchive(room)) yield write(line)
}

/**
 * The room again, as the same life: `facts.boot` is what was saved.
 * @throws {Error} for lines that `save` did not write.
 */
export function load(lines: Iterable<string>, facts: Omit<RoomFacts, 'boot'>): Room {
  let room: Room | undefined
  for (const text of lines) {
    const line: SnapshotLine = JSON.parse(text)
    if (line.type === 'room') room = loadRoom(line, facts)
    else if (room === undefined) throw new Error('a snapshot begins with its room line')
    else if (line.type === 'member') loadMember(room, line)
    else if (line.type === 'account') loadAccount(room, line)
    else if (line.type === 'channel') loadChannel(room, line)
    else if (line.type === 'past') loadPast(room, line)
    else if (line.type === 'read') room.readMarkers.set(line.account, new Map(line.markers))
    else loadArchive(room, line)
  }
  if (room === undefined) throw new Error('a snapshot without a room line')
  return room
}

function loadRoom(
  { format, boot, openedMs, timeMs, seq, peak, config, bans, isLockedDown, lost }: RoomLine,
  facts: Omit<RoomFacts, 'boot'>,
): Room {
  if (format !== 1) throw new Error(`snapshot format ${String(format)} is not known to this version`)
  const own = {
    timeMs,
    seq,
    peak,
    bans: byMask(bans),
    isLockedDown,
    lost: { newest: new Map(lost.newest), others: lost.others },
  }
  return Object.assign(createRoom({ ...facts, boot }, openedMs, config), own)
}

function write(line: SnapshotLine): string {
  return JSON.stringify(line)
}
