import { numerics } from '../../protocol/numerics.ts'
import type { Act } from '../context.ts'
import { setUserMode, writeUserModes } from '../user-modes.ts'
import { readChanges } from './changes.ts'

/** MODE of oneself: i (RFC 2812 §3.1.5). What is known is done first, what is not is said then (Modern IRC). */
export function userMode(act: Act): void {
  const { me, params } = act
  if (params.length < 2) return act.reply(numerics.RPL_UMODEIS(writeUserModes(me)))
  const before = me.modes.has('i')
  const changes = readChanges(params[1] ?? '')
  for (const { letter, add } of changes) if (letter === 'i') setUserMode(act.room, me, letter, add)
  const after = me.modes.has('i')
  if (after !== before) {
    act.say({ command: 'MODE', params: [me.nick, after ? '+i' : '-i'] }, { also: [me.id] })
  }
  if (changes.some(({ letter }) => letter !== 'i')) act.reply(numerics.ERR_UMODEUNKNOWNFLAG())
}
