/** The frames of RFC 6455 §5.2, as a server sends them: never masked, never cut. */

/** What a frame holds (RFC 6455 §11.8). */
export const opcodes = { text: 0x1, binary: 0x2, ping: 0x9, pong: 0xa } as const

const isLast = 0x80
const lf = 10
const cr = 13

/** Whole lines to frames: one for each line, without its CR LF (IRCv3 websocket). The same bytes are made into frames once. */
export class Framer {
  readonly #opcode: number
  /** Of lines that are shared by many links; gone with them. */
  readonly #made = new WeakMap<Uint8Array, Buffer>()

  constructor(opcode: typeof opcodes.text | typeof opcodes.binary) {
    this.#opcode = opcode
  }

  frames(lines: Uint8Array): Buffer {
    const made = this.#made.get(lines)
    if (made !== undefined) return made
    const frames = framesOf(lines, this.#opcode)
    this.#made.set(lines, frames)
    return frames
  }
}

/** One frame. */
export function frame(opcode: number, payload: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(headBytes(payload.length) + payload.length)
  bytes.set(payload, writeHead(bytes, 0, opcode, payload.length))
  return bytes
}

function framesOf(lines: Uint8Array, opcode: number): Buffer {
  const bytes = Buffer.allocUnsafe(
    Array.from(spans(lines)).reduce((sum, [from, to]) => sum + headBytes(to - from) + to - from, 0),
  )
  let at = 0
  for (const [from, to] of spans(lines)) {
    at = writeHead(bytes, at, opcode, to - from)
    bytes.set(lines.subarray(from, to), at)
    at += to - from
  }
  return bytes
}

/** Where the lines begin and end, without what ends them. */
function* spans(lines: Uint8Array): Generator<readonly [from: number, to: number]> {
  let from = 0
  for (let end = lines.indexOf(lf); end !== -1; end = lines.indexOf(lf, from)) {
    yield [from, lines[end - 1] === cr && end > from ? end - 1 : end]
    from = end + 1
  }
}

/** A length of up to 125 stands in the second byte, a longer one in two more. No line is longer than those can say. */
const headBytes = (length: number): number => (length < 126 ? 2 : 4)

function writeHead(bytes: Buffer, at: number, opcode: number, length: number): number {
  bytes[at] = isLast | opcode
  if (length < 126) {
    bytes[at + 1] = length
    return at + 2
  }
  bytes[at + 1] = 126
  return bytes.writeUInt16BE(length, at + 2)
}
