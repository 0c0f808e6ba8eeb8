import type { Display } from '../../client/model.ts'
import { safeJson } from '../../client/safe-text.ts'

/** The types of objects that `--json` gives, one object a line; `docs/json.md` is their promise. */
export const jsonTypes = [
  'message',
  'join',
  'part',
  'quit',
  'nick',
  'kick',
  'topic',
  'status',
  'gap',
] as const

const statuses = new Set(['joined', 'lost', 'back'])

/**
 * The line for what happened, or nothing for what scripts are not told. Text is as it was sent, formatting codes
 * included; what could act on a terminal is escaped.
 * @param server the room's name
 */
export function jsonLine(display: Display, server: string): string | undefined {
  const { type, channel, nick = '', text, id, self } = display
  if (!jsonTypes.some((known) => known === type)) return undefined
  if (type === 'status' && !statuses.has(display.code ?? '')) return undefined
  return safeJson({
    type,
    time: new Date(display.time).toISOString(),
    server,
    channel: channel ?? null,
    nick,
    // What people are told of it is no promise.
    text: type === 'status' ? display.code : text,
    id: id ?? null,
    self,
    ...(type === 'message' ? { kind: display.kind ?? 'message' } : {}),
    ...(display.via === undefined ? {} : { via: display.via }),
    ...(type === 'gap' ? { why: display.code, from: iso(display.from), to: iso(display.to) } : {}),
    ...(type === 'kick' ? { by: display.by ?? '' } : {}),
  })
}

const iso = (time: number | undefined): string | null =>
  time === undefined ? null : new Date(time).toISOString()
