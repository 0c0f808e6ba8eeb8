import { myInfo } from '../../protocol/modes.ts'
import { numerics } from '../../protocol/numerics.ts'
import { isoTime } from '../../protocol/time.ts'
import type { Look } from '../context.ts'
import { maskOf } from '../mask-of.ts'
import { userModes } from '../user-modes.ts'
import { sendCounts } from './lusers.ts'
import { motd } from './motd.ts'
import { sendIsupport } from './version.ts'

/** 001 to 005, the host that others see, LUSERS and the message of the day: that the connection is a member now (RFC 2812 §5.1). */
export function welcome(look: Look, strangers: number): void {
  const { facts, openedMs } = look.room
  const version = `earshot-${facts.version}`
  look.reply(numerics.RPL_WELCOME(facts.name, maskOf(look.me)))
  look.reply(numerics.RPL_YOURHOST(facts.server, version))
  look.reply(numerics.RPL_CREATED(isoTime(openedMs)))
  look.reply(numerics.RPL_MYINFO(facts.server, version, userModes.join(''), myInfo.all, myInfo.withParameter))
  sendIsupport(look)
  look.reply(numerics.RPL_VISIBLEHOST(look.me.host))
  sendCounts(look, strangers)
  motd(look)
}
