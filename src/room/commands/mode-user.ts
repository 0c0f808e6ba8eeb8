import { numerics } from '../../protocol/numerics.ts'
import type { Act } from '../context.ts'
import { type Change, readChanges, writeChanges } from './changes.ts'

/** MODE of oneself: i (RFC 2812 §3.1.5). */
export function userMode(act: Act): void {
  const { me, params } = act
  if (params.length < 2) return act.reply(numerics.RPL_UMODEIS(me.invisible ? '+i' : '+'))
  const changes = readChanges(params[1] ?? '')
  if (changes.some(({ letter }) => letter !== 'i')) act.reply(numerics.ERR_UMODEUNKNOWNFLAG())
  const made: Change[] = []
  for (const change of changes) {
    if (change.letter !== 'i' || change.add === me.invisible) continue
    me.invisible = change.add
    made.push(change)
  }
  if (made.length > 0) act.say({ command: 'MODE', params: [me.nick, writeChanges(made)] }, { also: [me.id] })
}
