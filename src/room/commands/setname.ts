import type { Act } from '../context.ts'
import { tellAround } from '../notify.ts'

/** SETNAME realname: IRCv3 setname. */
export function setname(act: Act): void {
  const { me, room } = act
  const realname = act.params[0] ?? ''
  if (realname === '' || realname.length > room.facts.limits.realnameBytes) {
    return act.fail('INVALID_REALNAME', [], `A realname has 1 to ${room.facts.limits.realnameBytes} bytes`)
  }
  me.realname = realname
  tellAround(act, { command: 'SETNAME', params: [realname] }, 'self')
}
