import { numerics } from '../../../protocol/numerics.ts'
import type { Look } from '../../context.ts'
import type { Channel } from '../../room.ts'

/** 324 and 329: the modes that are no lists and no ranks. The key is for who is inside; others see that there is one. */
export function showModes(look: Look, channel: Channel): void {
  const { flags, key, limit, members, name, createdMs } = channel
  const settings = new Map<string, string>([...flags].map((flag) => [flag, '']))
  if (key !== undefined) settings.set('k', members.has(look.me.id) ? key : '*')
  if (limit !== undefined) settings.set('l', String(limit))
  const letters = [...settings.keys()].sort()
  const args = letters.map((letter) => settings.get(letter) ?? '').filter((arg) => arg !== '')
  look.reply(numerics.RPL_CHANNELMODEIS(name, `+${letters.join('')}`, ...args))
  look.reply(numerics.RPL_CREATIONTIME(name, Math.floor(createdMs / 1000)))
}
