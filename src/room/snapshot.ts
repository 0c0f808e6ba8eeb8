import { fold } from '../protocol/casemap.ts'
import { type Account, putAccount } from './accounts.ts'
import { createHistory } from './history/history.ts'
import { type ArchiveLine, loadArchive, saveArchive } from './history/saved.ts'
import {
  type Channel,
  type ChannelFlag,
  type ChannelId,
  type Member,
  type MemberId,
  type Past,
  type Room,
  type RoomConfig,
  type RoomFacts,
  type UserMode,
  createRoom,
} from './room.ts'
import { claimNick } from './nicks.ts'
import { type SavedLists, loadLists, saveLists } from './saved-lists.ts'
import { setAccount } from './sessions.ts'
import { setUserMode } from './user-modes.ts'
import { watch } from './watchers.ts'
import { keep } from './whowas.ts'

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
  readonly lost: { readonly newest: readonly (readonly [ChannelId, number])[]; readonly others: number }
}

type Markers = readonly (readonly [target: string, readMs: number])[]

interface MemberLine extends Omit<Member, 'modes' | 'channels' | 'invitations' | 'monitored' | 'ownMarkers'> {
  readonly type: 'member'
  readonly modes: readonly UserMode[]
  readonly channels: readonly ChannelId[]
  readonly invitations: readonly ChannelId[]
  readonly monitored: readonly string[]
  readonly ownMarkers: Markers
}

interface ChannelLine extends Omit<
  Channel,
  'id' | 'flags' | 'lists' | 'invited' | 'members' | 'history' | 'keptOps'
> {
  readonly type: 'channel'
  readonly keptOps: readonly string[]
  readonly forgotten: number
  readonly forgottenEvent: number
  readonly flags: readonly ChannelFlag[]
  readonly lists: SavedLists
  readonly invited: readonly MemberId[]
  readonly members: readonly (readonly [id: MemberId, ranks: number])[]
}

interface PastLine extends Past {
  readonly type: 'past'
}

/** How far an account has read. */
interface ReadLine {
  readonly type: 'read'
  readonly account: string
  readonly markers: Markers
}

interface AccountLine extends Account {
  readonly type: 'account'
}

type SnapshotLine = RoomLine | MemberLine | AccountLine | ChannelLine | PastLine | ReadLine | ArchiveLine

/** The room as lines of JSON without line ends. */
export function* save(room: Room): Generator<string> {
  const { openedMs, timeMs, seq, peak } = room
  const { motd, hiddenCaps, sts } = room.config
  const config: RoomConfig = { motd, hiddenCaps, sts: sts && { port: sts.port, seconds: sts.seconds } }
  const { boot } = room.facts
  const lost = { newest: [...room.lost.newest], others: room.lost.others }
  yield write({ type: 'room', format: 1, boot, openedMs, timeMs, seq, peak, config, lost })
  for (const account of room.accounts.values()) yield write(accountLine(account))
  for (const member of room.members.values()) yield write(memberLine(member))
  for (const channel of room.channels.values()) yield write(channelLine(channel))
  for (const past of room.whowas.all) yield write(pastLine(past))
  for (const [account, markers] of room.readMarkers) {
    yield write({ type: 'read', account, markers: [...markers] })
  }
  for (const line of saveArchive(room)) yield write(line)
}

// Field by field: the order of an object's fields is that of its making, and what was loaded was made otherwise.

function accountLine({ name, verifiers: { scrypt, scram }, certificates, madeMs }: Account): AccountLine {
  const { salt, hash, cost, blockSize, parallelization } = scrypt
  const { iterations, storedKey, serverKey } = scram
  return {
    type: 'account',
    name,
    verifiers: {
      scrypt: { salt, hash, cost, blockSize, parallelization },
      scram: { salt: scram.salt, iterations, storedKey, serverKey },
    },
    certificates,
    madeMs,
  }
}

function memberLine(member: Member): MemberLine {
  const { id, nick, user, host, address, realname, tls, account, away, sinceMs, activeMs } = member
  return {
    type: 'member',
    id,
    nick,
    user,
    host,
    address,
    realname,
    tls: tls === undefined ? undefined : { certificate: tls.certificate },
    account,
    away,
    modes: [...member.modes],
    channels: [...member.channels],
    invitations: [...member.invitations],
    monitored: [...member.monitored],
    ownMarkers: [...member.ownMarkers],
    sinceMs,
    activeMs,
  }
}

function channelLine(channel: Channel): ChannelLine {
  const { name, topic, flags, key, limit, lists, invited, members, history, founder, createdMs, renamedMs } =
    channel
  return {
    type: 'channel',
    forgotten: history.forgotten,
    forgottenEvent: history.forgottenEvent,
    name,
    topic,
    flags: [...flags],
    key,
    limit,
    lists: saveLists(lists),
    invited: [...invited],
    members: [...members],
    founder,
    keptOps: [...channel.keptOps],
    createdMs,
    renamedMs,
  }
}

function pastLine({ nick, user, host, address, realname, account, atMs }: Past): PastLine {
  return { type: 'past', nick, user, host, address, realname, account, atMs }
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
  { format, boot, openedMs, timeMs, seq, peak, config, lost }: RoomLine,
  facts: Omit<RoomFacts, 'boot'>,
): Room {
  if (format !== 1) throw new Error(`snapshot format ${String(format)} is not known to this version`)
  const own = { timeMs, seq, peak, lost: { newest: new Map(lost.newest), others: lost.others } }
  return Object.assign(createRoom({ ...facts, boot }, openedMs, config), own)
}

function loadAccount(room: Room, { name, verifiers, certificates, madeMs }: AccountLine): void {
  putAccount(room, { name, verifiers, certificates, madeMs })
}

function loadMember(room: Room, line: MemberLine): void {
  const { type: _, modes, channels, invitations, monitored, ownMarkers, tls, account, away, ...rest } = line
  const member: Member = {
    ...rest,
    tls,
    account: undefined,
    away,
    modes: new Set(),
    channels: new Set(channels),
    invitations: new Set(invitations),
    monitored: new Set(),
    ownMarkers: new Map(ownMarkers),
  }
  room.members.set(member.id, member)
  claimNick(room, member)
  setAccount(room, member, account)
  for (const mode of modes) setUserMode(room, member, mode, true)
  for (const nick of monitored) watch(room, member, nick)
}

function loadChannel(room: Room, line: ChannelLine): void {
  const {
    type: _,
    forgotten,
    forgottenEvent,
    flags,
    lists,
    invited,
    members,
    topic,
    key,
    limit,
    founder,
    keptOps,
    renamedMs,
    ...rest
  } = line
  const id = fold(line.name)
  room.channels.set(id, {
    ...rest,
    id,
    topic,
    flags: new Set(flags),
    key,
    limit,
    lists: loadLists(lists),
    invited: new Set(invited),
    members: new Map(members),
    history: { ...createHistory(room.facts.limits.historyMessages), forgotten, forgottenEvent },
    founder,
    keptOps: new Set(keptOps),
    renamedMs,
  })
}

function loadPast(room: Room, line: PastLine): void {
  const { type: _, account, ...rest } = line
  keep(room, { ...rest, account })
}

function write(line: SnapshotLine): string {
  return JSON.stringify(line)
}
