import { numerics } from '../../protocol/numerics.ts'
import type { Look } from '../context.ts'
import { isThisServer } from '../this-server.ts'

/** ADMIN [server]: RFC 2812 §3.4.9; who runs this, in their own words. */
export function admin(look: Look): void {
  const { server, admin: lines } = look.room.facts
  const asked = look.params[0] ?? server
  if (!isThisServer(look.room, asked)) return look.reply(numerics.ERR_NOSUCHSERVER(asked))
  if (lines.length === 0) return look.reply(numerics.ERR_NOADMININFO(server))
  look.reply(numerics.RPL_ADMINME(server))
  const [where, who, address] = lines
  if (where !== undefined) look.reply(numerics.RPL_ADMINLOC1(where))
  if (who !== undefined) look.reply(numerics.RPL_ADMINLOC2(who))
  if (address !== undefined) look.reply(numerics.RPL_ADMINEMAIL(address))
}
