import { fold } from '../protocol/casemap.ts'
import { createHistory } from './history/history.ts'
import type { Channel, ChannelFlag, MemberId, Room } from './room.ts'
import { type SavedLists, loadLists, saveLists } from './saved-lists.ts'

/** What a snapshot says of a channel, but what it remembers. */
export interface ChannelLine extends Omit<
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

/** Field by field, as every line of a snapshot. */
export function channelLine(channel: Channel): ChannelLine {
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

/** The channel again; it remembers nothing yet. */
export function loadChannel(room: Room, line: ChannelLine): void {
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
