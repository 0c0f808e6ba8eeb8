import type { Audience, OutLine } from '../outcome.ts'
import type { Member, MemberId, Room } from '../room.ts'
import { type History, keep } from './history.ts'
import { openPair } from './pairs.ts'

/** What is remembered, as what: the rest is of the moment. */
const remembered: ReadonlyMap<string, 'message' | 'event'> = new Map([
  ['PRIVMSG', 'message'],
  ['NOTICE', 'message'],
  ['TAGMSG', 'event'],
  ['JOIN', 'event'],
  ['PART', 'event'],
  ['QUIT', 'event'],
  ['KICK', 'event'],
  ['NICK', 'event'],
  ['MODE', 'event'],
  ['TOPIC', 'event'],
  ['RENAME', 'event'],
  ['REDACT', 'event'],
])

/** That somebody types is over when it is said. The second is the name of the drafts. */
const typing: ReadonlySet<string> = new Set(['+typing', '+draft/typing'])

/**
 * Remembers a public line where it was said, in the same step in which it is said: in channels, or between two who
 * both have an account; `into`: where that does not follow from who is told.
 */
export function record(
  room: Room,
  by: Member,
  line: OutLine,
  { channels, also }: Pick<Audience, 'channels' | 'also'>,
  into?: History,
): void {
  const as = remembered.get(line.command)
  // A line for holders of a capability, or for the others, says in another way what is said besides.
  if (as === undefined || line.needs !== undefined || line.unless !== undefined) return
  if (line.command === 'TAGMSG' && !hasLasting(line)) return
  const kept = { line, by: by.id, seq: room.seq, isMessage: as === 'message' }
  if (into !== undefined) return keep(room.archive, into, kept, room.facts.limits)
  for (const id of channels) {
    const channel = room.channels.get(id)
    if (channel !== undefined) keep(room.archive, channel.history, kept, room.facts.limits)
  }
  if (channels.length > 0) return
  const pair = between(room, by, line, also)
  if (pair !== undefined) keep(room.archive, pair, kept, room.facts.limits)
}

/** What is said to one member by name; what is said to operators or voiced of a channel is of the moment. */
function between(
  room: Room,
  by: Member,
  { command, params }: OutLine,
  also: readonly MemberId[],
): History | undefined {
  // A MODE of oneself is told to oneself by name, and is no conversation.
  if (command === 'MODE') return undefined
  const [only] = also
  const other = also.length === 1 && only !== undefined ? room.members.get(only) : undefined
  if (by.account === undefined || other?.account === undefined || other.nick !== params[0]) {
    return undefined
  }
  return openPair(room.archive, by.account, other.account, room.facts.limits.historyPairMessages)
}

function hasLasting({ tags }: OutLine): boolean {
  for (const key of tags?.keys() ?? []) if (!typing.has(key)) return true
  return false
}
