import { looksLikeChannel } from '../../protocol/names.ts'
import { type Numeric, numerics } from '../../protocol/numerics.ts'
import { isMuted } from '../bans.ts'
import { findChannel, findNick, membersOf } from '../channels.ts'
import type { Act } from '../context.ts'
import type { Audience } from '../outcome.ts'
import { isOp } from '../rights.ts'
import { type Channel, type Member, type MemberId, rank } from '../room.ts'
import { seesChannel } from '../sight.ts'

/** Where a target leads: its name as it is spelt there, who sees it, and the member when it is one. */
export interface Destination {
  readonly name: string
  readonly to: Partial<Audience>
  readonly member?: Member
}

/** The ranks that `@#channel` and `+#channel` are for (ISUPPORT STATUSMSG): these and all above. */
const statuses: ReadonlyMap<string, number> = new Map([
  ['@', rank.op],
  ['+', rank.op | rank.voice],
])

/** Where a text, of so many lines, goes that this member sends to this target; or why it does not. */
export function resolve(act: Act, target: string, texts: readonly string[]): Destination | Numeric {
  const { room, me } = act
  const { prefix, name } = readTarget(target)
  if (!looksLikeChannel(name)) {
    const member = findNick(room, target)
    if (member === undefined) return numerics.ERR_NOSUCHNICK(target)
    return { name: member.nick, to: { also: [member.id] }, member }
  }
  const channel = findChannel(room, name)
  if (channel === undefined) return numerics.ERR_NOSUCHCHANNEL(name)
  const refusal = whyNot(channel, me, texts)
  if (refusal !== undefined) {
    return seesChannel(me, channel)
      ? numerics.ERR_CANNOTSENDTOCHAN(channel.name, refusal)
      : numerics.ERR_NOSUCHCHANNEL(name)
  }
  const ranks = statuses.get(prefix)
  if (ranks === undefined) return { name: channel.name, to: { channels: [channel.id] } }
  return { name: prefix + channel.name, to: { also: othersOfRank(act, channel, ranks) } }
}

const rankedChannel = /^([@+]+)(#[^]*)$/

/** Of several ranks the lowest says who is meant: `@+#channel` is `+#channel` (Modern IRC, "PRIVMSG message"). */
function readTarget(target: string): { readonly prefix: string; readonly name: string } {
  const ranked = rankedChannel.exec(target)
  if (ranked === null) return { prefix: '', name: target }
  const [, prefixes = '', name = ''] = ranked
  return { prefix: prefixes.includes('+') ? '+' : '@', name }
}

/** Why the member may not say this in the channel, if so: the same for all of it and for some ranks of it. */
function whyNot(channel: Channel, me: Member, texts: readonly string[]): string | undefined {
  const { flags, members } = channel
  const ranks = members.get(me.id)
  if (flags.has('n') && ranks === undefined) return 'you are not in it (+n)'
  if (flags.has('C') && texts.some(isRestricted)) return 'it takes no CTCP (+C)'
  if (isOp(channel, me) || (ranks ?? 0) !== 0) return undefined
  if (flags.has('m')) return 'it is moderated (+m)'
  return isMuted(channel, me) ? 'you are banned or muted (+b)' : undefined
}

/** CTCP, except for what somebody does (`/me`). Each line is asked: who is sent lines alone takes it for a message. */
function isRestricted(text: string): boolean {
  return text.startsWith('\x01') && !text.startsWith('\x01ACTION ')
}

function othersOfRank({ room, me }: Act, channel: Channel, ranks: number): MemberId[] {
  const meant = membersOf(room, channel).filter(
    (member) =>
      member !== me && (isOp(channel, member) || ((channel.members.get(member.id) ?? 0) & ranks) !== 0),
  )
  return meant.map(({ id }) => id)
}
