import { numerics } from '../../protocol/numerics.ts'
import type { Look } from '../context.ts'
import { matchesGlob } from '../glob.ts'
import { isThisServer } from '../this-server.ts'

/** LINKS [[remote] mask]: RFC 2812 §3.4.5. There is one server, linked to none. */
export function links(look: Look): void {
  const { server, name, limits } = look.room.facts
  const [first, second] = look.params
  const remote = second === undefined ? server : (first ?? server)
  const mask = second ?? first ?? '*'
  if (!isThisServer(look.room, remote)) return look.reply(numerics.ERR_NOSUCHSERVER(remote))
  if (matchesGlob(mask, server, limits)) look.reply(numerics.RPL_LINKS(server, name))
  look.reply(numerics.RPL_ENDOFLINKS(mask))
}
