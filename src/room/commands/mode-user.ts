import { numerics } from '../../protocol/numerics.ts'
import type { Act } from '../context.ts'
import { readChanges } from './changes.ts'

/** MODE of oneself: i (RFC 2812 §3.1.5). What is known is done first, what is not is said then (Modern IRC). */
export function userMode(act: Act): void {
  const { me, params } = act
  if (params.length < 2) return act.reply(numerics.RPL_UMODEIS(me.invisible ? '+i' : '+'))
  const before = me.invisible
  const changes = readChanges(params[1] ?? '')
  for (const { letter, add } of changes) if (letter === 'i') me.invisible = add
  if (me.invisible !== before) {
    act.room.invisible += me.invisible ? 1 : -1
    act.say({ command: 'MODE', params: [me.nick, me.invisible ? '+i' : '-i'] }, { also: [me.id] })
  }
  if (changes.some(({ letter }) => letter !== 'i')) act.reply(numerics.ERR_UMODEUNKNOWNFLAG())
}
