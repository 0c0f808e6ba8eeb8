import { parseIsoTime } from '../../protocol/time.ts'
import { type History, type Kept } from './history.ts'
import { type Point, type Range, placeOf, reaches, select } from './select.ts'

/** A refusal as a standard reply: code, context, text (IRCv3 chathistory, "Errors and Warnings"). */
export interface Refused {
  readonly code: 'INVALID_PARAMS' | 'INVALID_MSGREFTYPE' | 'MESSAGE_ERROR'
  readonly context: readonly string[]
  readonly text: string
}

/** How many selectors follow the target. */
const selectors: ReadonlyMap<string, number> = new Map([
  ['LATEST', 1],
  ['BEFORE', 1],
  ['AFTER', 1],
  ['AROUND', 1],
  ['BETWEEN', 2],
])

/** A request for messages that is well formed; what it points at may still be forgotten. */
export interface Request {
  readonly subcommand: string
  readonly target: string
  /** None for `LATEST target *`. */
  readonly points: readonly Selector[]
  readonly limit: number
}

type Selector = { readonly msgid: string } | { readonly atMs: number }

/** Reads `subcommand target selector [selector] limit`; no more than `most` lines are ever asked for. */
export function readRequest(params: readonly string[], most: number): Request | Refused {
  const [subcommand = '', target = '', ...rest] = params
  const count = selectors.get(subcommand)
  if (count === undefined) return invalid(subcommand, 'Unknown command')
  if (rest.length < count + 1) return invalid(subcommand, 'Insufficient parameters')
  if (rest.length > count + 1) return invalid(subcommand, 'Too many parameters')
  const limit = readLimit(rest[count] ?? '', most)
  if (limit === undefined) return invalid(subcommand, 'Invalid limit', rest[count])
  const points: Selector[] = []
  for (const text of rest.slice(0, count)) {
    if (text === '*' && subcommand === 'LATEST') continue
    const point = readSelector(subcommand, target, text)
    if ('code' in point) return point
    points.push(point)
  }
  return { subcommand, target, points, limit }
}

/** A number of lines: as many as `most` where more are asked for. */
export function readLimit(text: string, most: number): number | undefined {
  return /^\d{1,10}$/.test(text) ? Math.min(Number(text), most) : undefined
}

function readSelector(subcommand: string, target: string, text: string): Selector | Refused {
  const equals = text.indexOf('=')
  const type = text.slice(0, Math.max(0, equals))
  const value = text.slice(equals + 1)
  if (type === 'msgid' && value !== '') return { msgid: value }
  if (type === 'timestamp') {
    const atMs = parseIsoTime(value)
    return atMs === undefined ? invalid(subcommand, 'Invalid timestamp', text) : { atMs }
  }
  if (equals === -1 || type === 'msgid') return invalid(subcommand, 'Invalid message reference', text)
  return {
    code: 'INVALID_MSGREFTYPE',
    context: [subcommand, target],
    text: `${type}-based history requests are not supported`,
  }
}

/** A request that cannot be understood. */
export function invalid(subcommand: string, text: string, context?: string): Refused {
  const given = [subcommand, context].filter((part) => part !== undefined)
  return { code: 'INVALID_PARAMS', context: given, text }
}

/** What the room finds: messages alone, and messages with what else happened, since who asked decides which. */
export interface Found {
  readonly messages: readonly Kept[]
  readonly everything: readonly Kept[]
}

/**
 * Answers a request from a history. A msgid of another life, of another place or of something that was forgotten is
 * refused: an empty answer would say that there is nothing, and that is not known.
 */
export function find(history: History, request: Request, boot: string, bytes?: number): Found | Refused {
  const points: Point[] = []
  for (const point of request.points) {
    const seq = 'msgid' in point ? seqOf(point.msgid, boot) : undefined
    if ('atMs' in point) points.push(point)
    else if (seq !== undefined && reaches(history, seq)) points.push({ seq })
    else {
      const context = [request.subcommand, request.target, `msgid=${point.msgid}`]
      return { code: 'MESSAGE_ERROR', context, text: 'That message is not remembered here' }
    }
  }
  const ranges = rangesOf(history, request, points)
  const all = (withEvents: boolean) => ranges.flatMap((range) => select(history, range, withEvents, bytes))
  return { messages: all(false), everything: all(true) }
}

/** The number in a msgid of this life (`<boot>-<seq>`, seq in base 36). */
export function seqOf(msgid: string, boot: string): number | undefined {
  if (!msgid.startsWith(`${boot}-`)) return undefined
  const digits = msgid.slice(boot.length + 1)
  return /^[1-9a-z][0-9a-z]{0,9}$/.test(digits) ? Number.parseInt(digits, 36) : undefined
}

function rangesOf(history: History, { subcommand, limit }: Request, points: readonly Point[]): Range[] {
  const [first, second] = points
  if (first === undefined) return [{ limit, from: 'newest' }]
  switch (subcommand) {
    case 'BEFORE':
      return [{ before: first, limit, from: 'newest' }]
    case 'AFTER':
      return [{ after: first, limit, from: 'oldest' }]
    case 'BETWEEN':
      return second === undefined || placeOf(history, first) <= placeOf(history, second)
        ? [{ after: first, ...(second === undefined ? {} : { before: second }), limit, from: 'oldest' }]
        : [{ after: second, before: first, limit, from: 'newest' }]
    case 'AROUND': {
      const before = Math.floor(limit / 2)
      const here: Point = 'seq' in first ? { seq: first.seq - 1 } : { atMs: first.atMs - 1 }
      return [
        { before: first, limit: before, from: 'newest' },
        { after: here, limit: limit - before, from: 'oldest' },
      ]
    }
    default:
      return [{ after: first, limit, from: 'newest' }]
  }
}
