import { parseIsoTime } from '../../protocol/time.ts'
import type { Member, Room } from '../room.ts'
import type { History } from './history.ts'
import { pairsOf } from './pairs.ts'
import { type Refused, invalid, readLimit } from './request.ts'
import { select } from './select.ts'

/** `CHATHISTORY TARGETS from to limit`: both times are excluded, and may be in either order. */
interface TargetsRequest {
  readonly fromMs: number
  readonly toMs: number
  readonly limit: number
}

/** A channel or somebody, and when the latest message was said there. */
interface Target {
  readonly name: string
  readonly atMs: number
}

/** Reads `timestamp timestamp limit`; no more than `most` targets are ever asked for. */
export function readTargets(params: readonly string[], most: number): TargetsRequest | Refused {
  if (params.length !== 3) {
    return invalid('TARGETS', params.length < 3 ? 'Insufficient parameters' : 'Too many parameters')
  }
  const [from = '', to = '', count = ''] = params
  const [fromMs, toMs] = [from, to].map((text) => {
    return text.startsWith('timestamp=') ? parseIsoTime(text.slice('timestamp='.length)) : undefined
  })
  if (fromMs === undefined) return invalid('TARGETS', 'Invalid timestamp', from)
  if (toMs === undefined) return invalid('TARGETS', 'Invalid timestamp', to)
  const limit = readLimit(count, most)
  return limit === undefined ? invalid('TARGETS', 'Invalid limit', count) : { fromMs, toMs, limit }
}

/** Where somebody said something to the member or in its channels, by the time of the latest message. */
export function findTargets(room: Room, me: Member, { fromMs, toMs, limit }: TargetsRequest): Target[] {
  const all: Target[] = []
  const add = (name: string, history: History): void => {
    const [latest] = select(history, { limit: 1, from: 'newest' }, false)
    const atMs = latest?.line.atMs
    if (atMs !== undefined && atMs > Math.min(fromMs, toMs) && atMs < Math.max(fromMs, toMs)) {
      all.push({ name, atMs })
    }
  }
  for (const id of me.channels) {
    const channel = room.channels.get(id)
    if (channel !== undefined) add(channel.name, channel.history)
  }
  if (me.account !== undefined) {
    for (const [account, history] of pairsOf(room.archive, me.account)) add(account, history)
  }
  const inOrder = all.sort((a, b) => a.atMs - b.atMs || (a.name < b.name ? -1 : 1))
  return fromMs <= toMs ? inOrder.slice(0, limit) : inOrder.slice(Math.max(0, inOrder.length - limit))
}
