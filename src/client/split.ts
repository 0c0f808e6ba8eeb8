import { cutBytes, utf8Bytes } from '../protocol/utf8.ts'
import { defaultLimits } from '../protocol/limits.ts'
import type { Part } from '../protocol/multiline.ts'
import type { MultilineBounds } from './multiline.ts'

/**
 * Long texts in pieces that the daemon relays whole. A line counts as it is *relayed*, with the sender's full
 * mask before it (RFC 1459 §2.3: 512 bytes with CR LF, or what ISUPPORT LINELEN says); what does not fit is refused,
 * so it is split here.
 */

/** The longest code point of UTF-8. */
const codePointBytes = 4
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/**
 * The bytes of text that one line can carry.
 * @param mask `nick!user@host` as the others see it
 */
export function textRoom(
  mask: string,
  command: string,
  target: string,
  lineBytes: number = defaultLimits.lineBytes,
): number {
  return lineBytes - utf8Bytes(`:${mask} ${command} ${target} :\r\n`)
}

/**
 * The text in pieces of at most `room` bytes of UTF-8, one or more per line of it; blank lines are left out,
 * for nobody can send them. Cut after the last space where that leaves most of the piece, else between
 * graphemes, else between code points; joined, the pieces of a line are that line. Where not even one of those has room,
 * beside a target that is no target, the line stays whole, for the daemon to refuse.
 */
export function splitText(text: string, room: number): string[] {
  return linesOf(text)
    .filter((line) => !isBlank(line))
    .flatMap((line) => splitLine(line, room))
}

/**
 * The text in messages that these bounds allow, each with line feeds and cut by `partsOf`; a line is in one message
 * wherever it can be. Blank lines are left out where a message begins or ends.
 */
export function splitMultiline(
  text: string,
  room: number,
  { maxBytes, maxLines }: MultilineBounds,
): string[] {
  let message: Part[] = []
  let bytes = 0
  const messages = [message]
  const isRoomFor = (parts: number, more: number): boolean =>
    message.length === 0 || (message.length + parts <= maxLines && bytes + more <= maxBytes)
  const begin = (): void => {
    message = []
    bytes = 0
    messages.push(message)
  }
  for (const line of linesOf(text)) {
    const parts = partsOfLine(line, room)
    const size = utf8Bytes(line)
    const isWhole = parts.length <= maxLines && size <= maxBytes
    if (isWhole && !isRoomFor(parts.length, size + 1)) begin()
    if (message.length === 0 && isBlank(line)) continue
    for (const part of parts) {
      const more = utf8Bytes(part.text) + (part.isConcat ? 0 : 1)
      if (!isRoomFor(1, more)) begin()
      bytes += message.length === 0 ? utf8Bytes(part.text) : more
      message.push(part)
    }
  }
  return messages.map(textOf).filter((one) => !isBlank(one))
}

/** A message of several lines, or one that does not fit into one, in the lines that carry it (IRCv3 multiline). */
export function partsOf(text: string, room: number): Part[] {
  return linesOf(text).flatMap((line) => partsOfLine(line, room))
}

const partsOfLine = (line: string, room: number): Part[] =>
  splitLine(line, room).map((text, i) => ({ text, isConcat: i > 0 }))

/** Without the blank lines that it ends in. */
function textOf(parts: readonly Part[]): string {
  const text = parts.map((part, i) => (i === 0 || part.isConcat ? part.text : `\n${part.text}`)).join('')
  const lines = text.split('\n')
  return lines.slice(0, lines.findLastIndex((line) => !isBlank(line)) + 1).join('\n')
}

const linesOf = (text: string): string[] => text.replaceAll('\0', '').split(/\r\n|[\r\n]/)

const isBlank = (text: string): boolean => text.trim() === ''

function splitLine(line: string, room: number): string[] {
  if (room < codePointBytes || utf8Bytes(line) <= room) return [line]
  const pieces: string[] = []
  let rest = line
  while (utf8Bytes(rest.slice(0, room + 1)) > room) {
    const cut = wordEnd(fitting(rest, room))
    pieces.push(rest.slice(0, cut))
    rest = rest.slice(cut)
  }
  return rest === '' ? pieces : [...pieces, rest]
}

/** The longest beginning of whole graphemes, or of code points where the first grapheme alone is too large. */
function fitting(text: string, room: number): string {
  // No more than can fit and one code point to see the border by: the segmenter's time grows with the square.
  const window = text.slice(0, room + 2)
  const whole = cutBytes(
    Array.from(graphemes.segment(window), ({ segment }) => segment),
    room,
  )
  return whole === '' ? cutBytes(window, room) : whole
}

/** After the last space, if that keeps at least two thirds; the whole piece otherwise. */
function wordEnd(piece: string): number {
  const end = piece.lastIndexOf(' ') + 1
  return end >= (piece.length * 2) / 3 ? end : piece.length
}
