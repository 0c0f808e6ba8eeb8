import { numerics } from '../../protocol/numerics.ts'
import { findChannel, membersOf } from '../channels.ts'
import type { Look, ReplyForm } from '../context.ts'
import { type Channel, prefixOf } from '../room.ts'
import { maskOf } from '../mask-of.ts'
import { seesChannel, seesInside } from '../sight.ts'
import { targetsOf } from './send.ts'

/**
 * NAMES channel{,channel}: RFC 2812 §3.2.5, Modern IRC "NAMES message"; each channel once. Of a secret channel that one is not in there is
 * the end only, as of none; without a channel nobody is listed, as servers do today.
 */
export function names(look: Look): void {
  const asked = targetsOf(look.params[0] ?? '')
  if (asked.length === 0) return look.reply(numerics.RPL_ENDOFNAMES('*'))
  const { targets } = look.room.facts.limits
  if (asked.length > targets) return look.reply(numerics.ERR_TOOMANYTARGETS(asked[targets] ?? ''))
  for (const name of asked) {
    const channel = findChannel(look.room, name)
    if (channel === undefined || !seesChannel(look.me, channel)) look.reply(numerics.RPL_ENDOFNAMES(name))
    else sendNames(look, channel)
  }
}

/** The names that the asker may see, in their fullest form. */
export function namesFor(look: Look, channel: Channel): string[] {
  const shown = membersOf(look.room, channel).filter((member) => seesInside(look.me, channel, member))
  return shown.map((member) => prefixOf(channel.members.get(member.id) ?? 0) + maskOf(member))
}

/** The names and 366. `words`: where they are known already. */
export function sendNames(
  look: Look,
  channel: Channel,
  form?: ReplyForm,
  words: readonly string[] = namesFor(look, channel),
): void {
  look.replyWords(numerics.RPL_NAMREPLY(channel.flags.has('s') ? '@' : '=', channel.name), words, form)
  look.reply(numerics.RPL_ENDOFNAMES(channel.name), form)
}
