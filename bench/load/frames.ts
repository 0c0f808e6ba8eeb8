import { opcodes } from '../../src/transport/websocket/frames.ts'
import type { Reader } from './socket.ts'

/** RFC 6455 §5.5.1. */
const closeOpcode = 0x8
const isLast = 0x80
const isMasked = 0x80
/** A server has to undo any mask; only for one of zeros it may have nothing to do. */
const mask = Buffer.from([0x5a, 0xa5, 0x3c, 0xc3])
const crlf = '\r\n'

/** The request that makes a connection a WebSocket (RFC 6455 §4.1); the key is that of §1.3. */
export const upgradeRequest = [
  'GET / HTTP/1.1',
  'Host: 127.0.0.1',
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Protocol: text.ircv3.net',
  crlf,
].join(crlf)

/** One masked frame, as a client sends it (RFC 6455 §5.3). */
function maskedFrame(opcode: number, payload: Buffer): Buffer {
  const { length } = payload
  const head = length < 126 ? [isMasked | length] : [isMasked | 126, length >> 8, length & 0xff]
  const masked = payload.map((byte, i) => byte ^ (mask[i % 4] ?? 0))
  return Buffer.concat([Buffer.from([isLast | opcode, ...head]), mask, masked])
}

/** Whole lines, a frame each. */
export function maskedLines(lines: string): Buffer {
  const frames = lines.split(crlf).slice(0, -1)
  return Buffer.concat(frames.map((line) => maskedFrame(opcodes.text, Buffer.from(line, 'latin1'))))
}

/** Lines out of frames are no longer than their frames, but for the end of one that began in the read before. */
const unpacked = Buffer.allocUnsafe(262_144 + crlf.length)

interface FrameEvents {
  /** The server has agreed: what is sent from now on are frames. */
  readonly opened: () => void
  /** A control frame came, which wants an answer; what it carries does not matter. */
  readonly asked: (control: keyof typeof answers) => void
}

/**
 * What a server sends to who asked for a WebSocket, as lines again. Of a frame only the head is looked at, unless there
 * is a reader: a generator that makes messages of frames would cost more than the server it measures.
 */
export class FrameReader {
  readonly #events: FrameEvents
  /** The answer to the request as far as it has come; undefined once it was there. */
  #answer: string | undefined = ''
  #head = 0
  #headBytes = 0
  /** Bytes of the present frame that have not come. */
  #left = 0
  #isLine = false

  constructor(events: FrameEvents) {
    this.#events = events
  }

  /** Takes one read; gives the bytes of the lines in it, with the line end of each frame that ended. */
  read(bytes: Buffer, length: number, reader: Reader | undefined): number {
    let lineBytes = 0
    for (let at = this.#answer === undefined ? 0 : this.#readAnswer(bytes, length); at < length;) {
      if (reader === undefined && this.#left === 0 && this.#headBytes === 0) {
        const end = wholeFrames(bytes, at, length)
        lineBytes += end.lineBytes
        at = end.at
        if (at === length) break
      }
      if (this.#left > 0) {
        const taken = Math.min(this.#left, length - at)
        if (this.#isLine) {
          if (reader !== undefined) bytes.copy(unpacked, lineBytes, at, at + taken)
          lineBytes += taken
        }
        at += taken
        this.#left -= taken
      } else if (!this.#readHead(bytes[at++] ?? 0)) continue
      if (this.#left === 0 && this.#isLine) {
        if (reader !== undefined) unpacked.write(crlf, lineBytes, 'latin1')
        lineBytes += crlf.length
      }
    }
    reader?.(unpacked, lineBytes)
    return lineBytes
  }

  /** Gives where the frames begin. @throws {Error} the server's answer when it does not agree */
  #readAnswer(bytes: Buffer, length: number): number {
    const before = this.#answer?.length ?? 0
    const answer = `${this.#answer}${bytes.toString('latin1', 0, length)}`
    const end = answer.indexOf(crlf + crlf)
    if (!'HTTP/1.1 101 '.startsWith(answer.slice(0, 13))) throw new Error(`no WebSocket: ${answer}`)
    this.#answer = end === -1 ? answer : undefined
    if (end === -1) return length
    this.#events.opened()
    return end + 2 * crlf.length - before
  }

  /** Whether the head is complete. @throws {Error} at what this server has no reason to send */
  #readHead(byte: number): boolean {
    this.#head = (this.#head << 8) | byte
    this.#headBytes++
    const short = this.#headBytes === 2 && (this.#head & 0xff) < 126
    if (!short && this.#headBytes < 4) return false
    const first = (this.#head >>> (short ? 8 : 24)) & 0xff
    this.#left = short ? this.#head & 0xff : this.#head & 0xffff
    this.#head = 0
    this.#headBytes = 0
    this.#isLine = first === (isLast | opcodes.text)
    if (first === (isLast | opcodes.ping)) this.#events.asked('ping')
    else if (first === (isLast | closeOpcode)) this.#events.asked('close')
    else if (!this.#isLine) throw new Error(`a frame that begins with ${first}`)
    return true
  }
}

/** Skips the frames of lines that have come as a whole: nearly all, so that this is what a frame costs the generator. */
function wholeFrames(bytes: Buffer, from: number, length: number): { at: number; lineBytes: number } {
  let at = from
  let lineBytes = 0
  while (at + 4 <= length && bytes[at] === (isLast | opcodes.text)) {
    const short = bytes[at + 1] ?? 0
    const payload = short < 126 ? short : ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)
    const end = at + (short < 126 ? 2 : 4) + payload
    if (end > length) break
    at = end
    lineBytes += payload + crlf.length
  }
  return { at, lineBytes }
}

/** What a client owes to a control frame. */
export const answers = {
  ping: maskedFrame(opcodes.pong, Buffer.alloc(0)),
  close: maskedFrame(closeOpcode, Buffer.alloc(0)),
} as const
