import { fold } from '../../protocol/casemap.ts'
import { numerics } from '../../protocol/numerics.ts'
import { findAccount } from '../accounts.ts'
import type { Act } from '../context.ts'
import type { Kept } from '../history/history.ts'
import { findRedactable, redactKept } from '../history/redact.ts'
import { seqOf } from '../history/request.ts'
import { sourceOf } from '../history/source.ts'
import { noteRefusal, noteUse, rightIn } from '../rights.ts'
import { type Member, type Room } from '../room.ts'
import { maskOf } from '../mask-of.ts'
import { spaceAfter } from '../space.ts'

/**
 * REDACT target msgid [reason]: IRCv3 message-redaction. One's own messages, and all of a channel for its operators, as
 * long as they are remembered. What is redacted is given to nobody any more; holders of draft/event-playback find the
 * REDACT where it happened, so that who was away hears of it.
 */
export function redact(act: Act): void {
  const { room, me, params } = act
  const [target = '', id = '', reason] = params
  const source = sourceOf(act, target)
  if (source === undefined) {
    return act.fail('INVALID_TARGET', [target], 'You cannot delete messages from there')
  }
  const { name, history, channel, member } = source
  const seq = seqOf(id, room.facts.boot)
  const kept = seq === undefined ? undefined : findRedactable(history, seq)
  if (kept === undefined)
    return act.fail('UNKNOWN_MSGID', [name, id], 'This message does not exist or is too old')
  const right = channel && rightIn(channel, me)
  const isMine = isOwn(room, kept, me)
  if (!isMine && right === undefined) {
    noteRefusal(act, channel?.name)
    return act.fail('REDACT_FORBIDDEN', [name, id], 'You are not authorised to delete this message')
  }
  const space = Math.min(room.facts.limits.kickBytes, spaceAfter(room, maskOf(me), 'REDACT', name, id))
  if (reason !== undefined && reason.length > space) return act.reply(numerics.ERR_INPUTTOOLONG())

  redactKept(room.archive, kept)
  const line = {
    command: 'REDACT',
    params: reason === undefined ? [name, id] : [name, id, reason],
    into: history,
  }
  const to =
    channel === undefined ? { also: member === undefined ? [] : [member.id] } : { channels: [channel.id] }
  act.say(line, to, 'echo')
  if (!isMine && right !== undefined && channel !== undefined) noteUse(act, right, channel, { target: id })
}

/** By the connection that said it, or by its account: a nick may be somebody else's by now, and so may a name be. */
function isOwn(room: Room, { by, line: { account, atMs } }: Kept, me: Member): boolean {
  if (by === me.id) return true
  if (account === undefined || me.account === undefined || fold(account) !== fold(me.account)) return false
  return atMs >= (findAccount(room, account)?.madeMs ?? atMs)
}
