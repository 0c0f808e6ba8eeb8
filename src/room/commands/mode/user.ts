import { numerics } from '../../../protocol/numerics.ts'
import type { Act } from '../../context.ts'
import { noted } from '../../noted.ts'
import { isUserMode, setUserMode, writeUserModes } from '../../user-modes.ts'
import { readChanges, writeChanges } from './changes.ts'

/**
 * MODE of oneself: RFC 2812 §3.1.5. What is known is done first, what is not is said then, once (Modern IRC). To make
 * oneself an operator is what OPER is for: `+o` is nothing, `-o` gives it up.
 */
export function userMode(act: Act): void {
  const { me, room, params } = act
  const [, text] = params
  if (text === undefined) return act.reply(numerics.RPL_UMODEIS(writeUserModes(me)))
  const before = new Set(me.modes)
  const changes = readChanges(text)
  const letters = [...new Set(changes.map(({ letter }) => letter))]
  for (const { letter, add } of changes) {
    if (isUserMode(letter) && !(letter === 'o' && add)) setUserMode(room, me, letter, add)
  }
  const made = letters
    .filter(isUserMode)
    .filter((letter) => before.has(letter) !== me.modes.has(letter))
    .map((letter) => ({ letter, add: me.modes.has(letter) }))
  if (made.length > 0) act.say({ command: 'MODE', params: [me.nick, writeChanges(made)] }, { also: [me.id] })
  if (before.has('o') && !me.modes.has('o')) act.outcome(noted(me, 'oper.resigned'))
  if (!letters.every(isUserMode)) act.reply(numerics.ERR_UMODEUNKNOWNFLAG())
}
