import { numerics } from '../../protocol/numerics.ts'
import type { Act } from '../context.ts'
import { noted } from '../noted.ts'
import { maskOf } from '../mask-of.ts'
import { spaceAfter } from '../space.ts'

/** WALLOPS text: RFC 2812 §4.7; to every member that is +w. */
export function wallops(act: Act): void {
  const { room, me, params } = act
  const [text = ''] = params
  if (text === '') return act.reply(numerics.ERR_NEEDMOREPARAMS('WALLOPS'))
  if (text.length > spaceAfter(room, maskOf(me), 'WALLOPS')) return act.reply(numerics.ERR_INPUTTOOLONG())
  const hearers = [...room.members.values()].filter(({ modes }) => modes.has('w'))
  if (hearers.length > 0) {
    act.say({ command: 'WALLOPS', params: [text] }, { also: hearers.map(({ id }) => id) })
  }
  act.outcome(noted(me, 'oper.used', { command: 'WALLOPS' }))
}
