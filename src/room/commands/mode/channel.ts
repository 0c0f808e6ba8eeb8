import { fold } from '../../../protocol/casemap.ts'
import { channelModes } from '../../../protocol/modes.ts'
import { numerics } from '../../../protocol/numerics.ts'
import type { Act } from '../../context.ts'
import { noteRefusal, noteUse, rightIn } from '../../rights.ts'
import type { Channel, ChannelFlag, Member } from '../../room.ts'
import { findVisible } from '../../sight.ts'
import { type Asked, lacksParameter, readAsked } from './asked.ts'
import { namesOf, sayModes } from './lines.ts'
import { changeList, showList } from './list.ts'
import { type Effect, Made } from './made.ts'
import { changeRank } from './rank.ts'
import { changeKey, changeLimit } from './setting.ts'
import { showModes } from './show.ts'

/**
 * MODE of a channel (RFC 2812 §3.2.3, Modern IRC "MODE message"). What is wrong is answered, each fault once; what is
 * right is done, and told as far as it is otherwise than before. Who may is asked before the first change, so that an
 * operator can do something and give up the rank in one line. A list without a mask is a question, answered last.
 */
export function channelMode(act: Act, name: string): void {
  const channel = findVisible(act, name)
  if (channel === undefined) return act.reply(numerics.ERR_NOSUCHCHANNEL(name))
  const [, text, ...args] = act.params
  if (text === undefined) return showModes(act, channel)
  const { modeChanges } = act.room.facts.limits
  const { asked, unknown } = readAsked(text, args, modeChanges)
  const made = new Made(act)
  for (const letter of [...unknown].slice(0, modeChanges)) made.refuse(numerics.ERR_UNKNOWNMODE(letter))

  const right = rightIn(channel, act.me)
  const mayNot = (change: Asked): boolean => right === undefined && !isForAnybody(change, act.me)
  if (asked.some(mayNot)) noteRefusal(act, channel.name)
  for (const change of asked) {
    if (mayNot(change)) made.refuse(numerics.ERR_CHANOPRIVSNEEDED(channel.name))
    else if (lacksParameter(change)) {
      made.refuse(numerics.ERR_INVALIDMODEPARAM(channel.name, change.letter, '*', 'A parameter is missing'))
    } else make(act, channel, made, change)
  }
  sayModes(act, channel, made.changes)
  if (right !== undefined && made.changes.length > 0) {
    noteUse(act, right, channel, { modes: namesOf(made.changes) })
  }
  for (const list of made.lists) showList(act, channel, list)
}

/** What needs no rank: to ask for a list that all may read, and to give up a rank of one's own (RFC 2812 §3.1.5). */
function isForAnybody({ letter, add, arg }: Asked, { nick }: Member): boolean {
  const row = channelModes[letter]
  if (row.type === 'A') return arg === undefined && !('isPrivate' in row)
  return row.type === 'rank' && !add && fold(arg ?? '') === fold(nick)
}

function make(act: Act, channel: Channel, made: Made, change: Asked): void {
  const { letter } = change
  switch (letter) {
    case 'b':
    case 'e':
    case 'I':
      if (change.arg === undefined) made.lists.add(letter)
      else made.note(change, changeList(act, channel, letter, change))
      return
    case 'k':
      return made.note(change, changeKey(act.room.facts.limits, channel, change))
    case 'l':
      return made.note(change, changeLimit(channel, change))
    case 'o':
    case 'v':
      return made.note(change, changeRank(act.room, channel, letter, change))
    default:
      return made.note(change, changeFlag(channel, letter, change.add))
  }
}

function changeFlag({ flags }: Channel, flag: ChannelFlag, add: boolean): Effect {
  const before = flags.has(flag) ? flag : undefined
  if (add) flags.add(flag)
  else flags.delete(flag)
  return { before, after: add ? flag : undefined, arg: '' }
}
