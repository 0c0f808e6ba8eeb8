import {
  type CapSet,
  capSet,
  commandBits,
  formFor,
  has,
  holdsMultiline,
  multilineCaps,
  tagBit,
  verbBit,
} from '../protocol/caps.ts'
import type { Words } from '../protocol/forms.ts'
import { type Part, concatTag, multilineType } from '../protocol/multiline.ts'
import { escapeTagValue, serializeTags, serializeUntagged } from '../protocol/message.ts'
import { isoTime } from '../protocol/time.ts'
import { fillLines } from '../room/fill.ts'
import type { OutLine } from '../room/outcome.ts'

/** What an answer to a labelled command carries besides (IRCv3 labeled-response, batch). */
export interface Attached {
  readonly label?: string
  /** The batch that it stands in. */
  readonly batch?: string | undefined
}

/**
 * The bytes of a line in the form for these capabilities, as a wire string with its line end, or several; empty where
 * it is not for who holds them.
 */
export function encode(line: OutLine, caps: CapSet): string {
  if (!isFor(line, caps)) return ''
  if (line.words === undefined && line.parts === undefined) return encodeFormed(formFor(line, caps), caps)
  return spread(line, caps)
    .map((one) => encodeFormed(one, caps))
    .join('')
}

/** The lines in the form for these capabilities that a line comes to: one mostly, none where it is not for who holds them. */
export function linesFor(line: OutLine, caps: CapSet): OutLine[] {
  return isFor(line, caps) ? spread(line, caps) : []
}

/** The bytes of a line that has its form; a message of several lines has that of a batch. */
export function encodeFormed(line: OutLine, caps: CapSet, attached?: Attached): string {
  if (line.parts !== undefined) return encodeParts(line, caps, attached)
  const tags = encodeTags(line, caps, attached)
  const untagged = serializeUntagged(line)
  return tags === '' ? `${untagged}\r\n` : `@${tags} ${untagged}\r\n`
}

const timeBit = tagBit('time')
const accountBit = tagBit('account')
const msgidBit = tagBit('msgid')
const botBit = tagBit('bot')
const clientTagsBit = tagBit('*')

/**
 * The capabilities on which the form of a line depends, or whether it is sent: for all links that agree in these it is
 * the same bytes.
 */
export function formBits({ command, msgid, tags, parts, isBots, account, needs, unless }: OutLine): CapSet {
  let bits = timeBit | commandBits(command)
  if (msgid !== undefined) bits |= msgidBit
  if (isBots === true) bits |= botBit
  if (tags !== undefined) bits |= clientTagsBit
  if (account !== undefined) bits |= accountBit
  if (parts !== undefined) bits |= multilineCaps
  if (needs !== undefined) bits |= capSet([needs])
  if (unless !== undefined) bits |= capSet(unless)
  return bits
}

/** Whether a holder of these capabilities is sent the line at all. */
export function isFor({ command, needs, unless, inside }: OutLine, caps: CapSet): boolean {
  if (needs !== undefined && !has(caps, needs)) return false
  if (unless?.some((name) => has(caps, name)) === true) return false
  const verb = inside === undefined ? verbBit(command) : 0
  return verb === 0 || (caps & verb) !== 0
}

/**
 * The line in the form for these capabilities: as many as its words need, or its parts where they cannot be one message;
 * any other line is one.
 */
function spread(line: OutLine, caps: CapSet): OutLine[] {
  const { words, parts } = line
  if (parts !== undefined) return holdsMultiline(caps) ? [line] : alone(line, parts)
  if (words === undefined) return [formFor(line, caps)]
  const formed = formFor({ ...line, words: undefined }, caps)
  return textsOf(line, words, caps).map((text) => ({ ...formed, params: [...formed.params, text] }))
}

/** By list, and then by what else the texts depend on. */
const texts = new WeakMap<Words['list'], Map<string, readonly string[]>>()

/** Words that many are told (the names of a channel, at its RENAME) get their form once, not once for each. */
function textsOf(line: OutLine, words: Words, caps: CapSet): readonly string[] {
  const key = `${line.command} ${words.space} ${caps & commandBits(line.command)}`
  const known = texts.get(words.list)
  const found = known?.get(key)
  if (found !== undefined) return found
  const formed = formFor(line, caps).words ?? words
  const made = fillLines(formed.list, formed.space)
  if (known === undefined) texts.set(words.list, new Map([[key, made]]))
  else known.set(key, made)
  return made
}

/**
 * Its lines for who knows of no message of several: no blank ones, and what it has once is on the first (multiline,
 * "Fallback").
 */
function alone(line: OutLine, parts: readonly Part[]): OutLine[] {
  const { msgid, tags } = line
  return parts
    .filter(({ text }) => text !== '')
    .map(({ text }, i) => ({
      ...line,
      parts: undefined,
      params: [...line.params, text],
      msgid: i === 0 ? msgid : undefined,
      tags: i === 0 ? tags : undefined,
    }))
}

/**
 * All tags but the batch around it are the opening line's (multiline, "Interaction with other specifications"). Its name is the same for all, so
 * that they share the bytes, and no name of a link's own batches, which are numbers.
 */
function encodeParts(line: OutLine, caps: CapSet, attached: Attached | undefined): string {
  const { source, command, params, msgid = '', parts = [] } = line
  const name = `m${msgid.slice(msgid.lastIndexOf('-') + 1)}`
  const opening = {
    ...line,
    parts: undefined,
    command: 'BATCH',
    params: [`+${name}`, multilineType, ...params],
  }
  let text = encodeFormed(opening, caps, attached)
  for (const { text: last, isConcat } of parts) {
    const tags = isConcat ? `@batch=${name};${concatTag}` : `@batch=${name}`
    text += `${tags} ${serializeUntagged({ source, command, params: [...params, last] })}\r\n`
  }
  // Where its first line stands in a batch, its last one does (batch, "Nested batch").
  const outer = attached?.batch === undefined ? '' : `@batch=${attached.batch} `
  return `${text}${outer}${serializeUntagged({ source, command: 'BATCH', params: [`-${name}`] })}\r\n`
}

function encodeTags(line: OutLine, caps: CapSet, attached: Attached | undefined): string {
  const tags: string[] = []
  if (attached?.batch !== undefined) tags.push(`batch=${attached.batch}`)
  if (attached?.label !== undefined) tags.push(`label=${escapeTagValue(attached.label)}`)
  if ((caps & timeBit) !== 0) tags.push(timeTag(line.atMs))
  if (line.account !== undefined && (caps & accountBit) !== 0) {
    tags.push(`account=${escapeTagValue(line.account)}`)
  }
  if (line.msgid !== undefined && (caps & msgidBit) !== 0) tags.push(`msgid=${line.msgid}`)
  if (line.isBots === true && (caps & botBit) !== 0) tags.push('bot')
  if (line.tags !== undefined && (caps & clientTagsBit) !== 0) tags.push(serializeTags(line.tags))
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
