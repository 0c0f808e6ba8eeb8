import type { Act } from '../context.ts'

/** SETNAME realname: IRCv3 setname. */
export function setname(act: Act): void {
  const { me, room } = act
  const realname = act.params[0] ?? ''
  if (realname === '' || realname.length > room.facts.limits.realnameBytes) {
    return act.fail('INVALID_REALNAME', [], `A realname has 1 to ${room.facts.limits.realnameBytes} bytes`)
  }
  me.realname = realname
  act.say(
    { command: 'SETNAME', params: [realname] },
    { channels: [...me.channels], also: me.channels.size > 0 ? [] : [me.id] },
  )
}
