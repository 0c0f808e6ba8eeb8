import { type CapSet, has, verbBit } from '../protocol/caps.ts'
import { escapeTagValue, serializeTags, serializeUntagged } from '../protocol/message.ts'
import { isoTime } from '../protocol/time.ts'
import type { OutLine } from '../room/outcome.ts'

/** What an answer to a labelled command carries besides (IRCv3 labeled-response, batch). */
export interface Attached {
  readonly label?: string
  readonly batch?: string
}

/**
 * The bytes of a line for one capability class, as a wire string with its line end; empty where the class does not
 * get this verb at all.
 */
export function encode(line: OutLine, caps: CapSet, attached?: Attached): string {
  const needed = verbBit(line.command)
  if (needed !== 0 && (caps & needed) === 0) return ''
  const tags = encodeTags(line, caps, attached)
  return tags === '' ? `${serializeUntagged(line)}\r\n` : `@${tags} ${serializeUntagged(line)}\r\n`
}

function encodeTags(line: OutLine, caps: CapSet, attached: Attached | undefined): string {
  const tags: string[] = []
  if (attached?.batch !== undefined) tags.push(`batch=${attached.batch}`)
  if (attached?.label !== undefined) tags.push(`label=${escapeTagValue(attached.label)}`)
  if (has(caps, 'server-time')) tags.push(timeTag(line.atMs))
  if (has(caps, 'message-tags')) {
    if (line.msgid !== undefined) tags.push(`msgid=${line.msgid}`)
    if (line.tags !== undefined) tags.push(serializeTags(line.tags))
  }
  return tags.join(';')
}

let latestMs = Number.NaN
let latestTag = ''

/** Lines come in runs of one time, and writing a time is a tenth of encoding a line. */
function timeTag(atMs: number): string {
  if (atMs !== latestMs) {
    latestTag = `time=${isoTime(atMs)}`
    latestMs = atMs
  }
  return latestTag
}
