import { cutBytes, utf8Bytes } from '../protocol/utf8.ts'
import { defaultLimits } from '../protocol/limits.ts'

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
  const lines = text
    .replaceAll('\0', '')
    .split(/\r\n|[\r\n]/)
    .filter((line) => line.trim() !== '')
  if (room < codePointBytes) return lines
  return lines.flatMap((line) => (utf8Bytes(line) <= room ? [line] : splitLine(line, room)))
}

function splitLine(line: string, room: number): string[] {
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
