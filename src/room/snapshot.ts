import { fold } from '../protocol/casemap.ts'
import {
  type Channel,
  type ChannelFlag,
  type Member,
  type Room,
  type RoomFacts,
  type Topic,
  createRoom,
} from './room.ts'

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
}

interface MemberLine extends Omit<Member, 'channels' | 'away'> {
  readonly type: 'member'
  readonly away: string | null
  readonly channels: readonly string[]
}

interface ChannelLine {
  readonly type: 'channel'
  readonly name: string
  readonly topic: Topic | null
  readonly flags: readonly ChannelFlag[]
  readonly members: readonly (readonly [id: number, ranks: number])[]
  readonly createdMs: number
}

type SnapshotLine = RoomLine | MemberLine | ChannelLine

/** The room as lines of JSON without line ends. */
export function* save(room: Room): Generator<string> {
  const { openedMs, timeMs, seq, peak } = room
  yield write({ type: 'room', format: 1, boot: room.facts.boot, openedMs, timeMs, seq, peak })
  for (const member of room.members.values()) yield write(memberLine(member))
  for (const { name, topic, flags, members, createdMs } of room.channels.values()) {
    yield write({
      type: 'channel',
      name,
      topic: topic ?? null,
      flags: [...flags],
      members: [...members],
      createdMs,
    })
  }
}

/** Field by field: the order of an object's fields is that of its making, and a loaded member was made otherwise. */
function memberLine(member: Member): MemberLine {
  const { id, nick, user, host, realname, away, invisible, channels, sinceMs, activeMs } = member
  return {
    type: 'member',
    id,
    nick,
    user,
    host,
    realname,
    away: away ?? null,
    invisible,
    channels: [...channels],
    sinceMs,
    activeMs,
  }
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
    else loadChannel(room, line)
  }
  if (room === undefined) throw new Error('a snapshot without a room line')
  return room
}

function loadRoom(
  { format, boot, openedMs, timeMs, seq, peak }: RoomLine,
  facts: Omit<RoomFacts, 'boot'>,
): Room {
  if (format !== 1) throw new Error(`snapshot format ${String(format)} is not known to this version`)
  return Object.assign(createRoom({ ...facts, boot }, openedMs), { timeMs, seq, peak })
}

function loadMember(room: Room, line: MemberLine): void {
  const { id, nick, user, host, realname, away, invisible, channels, sinceMs, activeMs } = line
  const member = { id, nick, user, host, realname, away: away ?? undefined, invisible, sinceMs, activeMs }
  room.members.set(id, { ...member, channels: new Set(channels) })
  room.nicks.set(fold(nick), id)
  if (invisible) room.invisible++
}

function loadChannel(room: Room, { name, topic, flags, members, createdMs }: ChannelLine): void {
  const id = fold(name)
  const channel: Channel = {
    id,
    name,
    topic: topic ?? undefined,
    flags: new Set(flags),
    members: new Map(members),
    createdMs,
  }
  room.channels.set(id, channel)
}

function write(line: SnapshotLine): string {
  return JSON.stringify(line)
}
