import { numerics } from '../../protocol/numerics.ts'
import { findNick, membersOf } from '../channels.ts'
import type { Act } from '../context.ts'
import { invite as open } from '../invitations.ts'
import { isOp, noteUse, refuseUse, rightIn } from '../rights.ts'
import type { Channel, Member } from '../room.ts'
import { findVisible } from '../sight.ts'

/**
 * INVITE nick channel: RFC 2812 §3.2.7; alone, the invitations that one has (Modern IRC, "Invite list"). Members may
 * invite, in a +i channel its operators. An operator's invitation opens the channel to the member, once, past +i, +k, +l
 * and bans, as ergo and InspIRCd do; another member's is word of it only, so that it undoes no ban.
 */
export function invite(act: Act): void {
  const { room, me, params } = act
  const [nick, name] = params
  if (nick === undefined) return listInvitations(act)
  if (name === undefined) return act.reply(numerics.ERR_NEEDMOREPARAMS('INVITE'))
  const target = findNick(room, nick)
  if (target === undefined) return act.reply(numerics.ERR_NOSUCHNICK(nick))
  const channel = findVisible(act, name)
  if (channel === undefined) return act.reply(numerics.ERR_NOSUCHCHANNEL(name))
  if (!channel.members.has(me.id)) return act.reply(numerics.ERR_NOTONCHANNEL(channel.name))
  const right = rightIn(channel, me)
  if (channel.flags.has('i') && right === undefined) return refuseUse(act, channel)
  if (channel.members.has(target.id)) {
    return act.reply(numerics.ERR_USERONCHANNEL(target.nick, channel.name))
  }

  if (right !== undefined) {
    open(room, channel, target)
    noteUse(act, right, channel, { target: target.nick })
  }
  act.reply(numerics.RPL_INVITING(target.nick, channel.name))
  if (target.away !== undefined) act.reply(numerics.RPL_AWAY(target.nick, target.away))
  tell(act, channel, target)
}

/** Who is invited is told, and the other operators of the channel that want to know (IRCv3 invite-notify). */
function tell(act: Act, channel: Channel, target: Member): void {
  const line = { command: 'INVITE', params: [target.nick, channel.name] }
  const msgid = act.say(line, { also: [target.id] })
  const others = membersOf(act.room, channel).filter((member) => member !== act.me && isOp(channel, member))
  if (others.length === 0) return
  act.say({ ...line, msgid, needs: 'invite-notify' }, { also: others.map(({ id }) => id) })
}

/** 336 for each channel that is open to the member by invitation, the latest last, and 337. */
function listInvitations(act: Act): void {
  for (const id of act.me.invitations) {
    const channel = act.room.channels.get(id)
    if (channel !== undefined) act.reply(numerics.RPL_INVITELIST(channel.name))
  }
  act.reply(numerics.RPL_ENDOFINVITELIST())
}
