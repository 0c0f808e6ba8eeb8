import { type ModeOf, channelModes } from '../../../protocol/modes.ts'
import { numerics } from '../../../protocol/numerics.ts'
import { findNick } from '../../channels.ts'
import { keepOp } from '../../kept-ops.ts'
import type { Channel, Room } from '../../room.ts'
import type { Asked } from './asked.ts'
import type { Applied } from './made.ts'

/** Gives a member of the channel a rank or takes it; who is nobody is 401, who is not inside 441. */
export function changeRank(
  room: Room,
  channel: Channel,
  mode: ModeOf<'rank'>,
  { add, arg = '' }: Asked,
): Applied {
  const { members, name } = channel
  const { bit } = channelModes[mode]
  const target = findNick(room, arg)
  if (target === undefined) return numerics.ERR_NOSUCHNICK(arg)
  const ranks = members.get(target.id)
  if (ranks === undefined) return numerics.ERR_USERNOTINCHANNEL(target.nick, name)
  if (mode === 'o') keepOp(room, channel, target, add)
  members.set(target.id, add ? ranks | bit : ranks & ~bit)
  const set = (held: boolean): string | undefined => (held ? mode : undefined)
  return { before: set((ranks & bit) !== 0), after: set(add), arg: target.nick }
}
