import { upper } from '../../protocol/casemap.ts'
import { isoTime } from '../../protocol/time.ts'
import type { Look } from '../context.ts'
import { type Refused, find, readRequest } from '../history/request.ts'
import { sourceOf } from '../history/source.ts'
import { findTargets, readTargets } from '../history/targets.ts'

/**
 * CHATHISTORY subcommand ...: IRCv3 chathistory. Channels are for their members, what two said to one another is for
 * the two accounts. Without draft/event-playback it is messages alone.
 */
export function chathistory(look: Look): void {
  const { room } = look
  const [first = '', ...rest] = look.params
  const subcommand = upper(first)
  const most = room.facts.limits.historyPerRequest
  if (subcommand === 'TARGETS') return targets(look, rest, most)
  const request = readRequest([subcommand, ...rest], most)
  if ('code' in request) return refuse(look, request)
  const source = sourceOf(look, request.target)
  if (source === undefined) {
    return look.fail('INVALID_TARGET', [subcommand, request.target], 'Messages could not be retrieved')
  }
  const found = find(source.history, request, room.facts.boot, room.facts.limits.historyAnswerBytes)
  if ('code' in found) return refuse(look, found)
  const lines = (kept: typeof found.messages) => kept.map(({ line }) => line)
  look.replyBatch('chathistory', [source.name], lines(found.everything), { needs: 'draft/event-playback' })
  look.replyBatch('chathistory', [source.name], lines(found.messages), { unless: ['draft/event-playback'] })
}

function targets(look: Look, params: readonly string[], most: number): void {
  const request = readTargets(params, most)
  if ('code' in request) return refuse(look, request)
  const lines = findTargets(look.room, look.me, request).map(({ name, atMs }) => ({
    source: look.room.facts.server,
    command: 'CHATHISTORY',
    params: ['TARGETS', name, isoTime(atMs)],
    atMs: look.atMs,
  }))
  look.replyBatch('draft/chathistory-targets', [], lines)
}

function refuse(look: Look, { code, context, text }: Refused): void {
  look.fail(code, context, text)
}
