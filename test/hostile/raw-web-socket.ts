import { once } from 'node:events'
import { type Socket, connect } from 'node:net'

/** A WebSocket that keeps to no rule: it sends the bytes that it is given, and reads frames. */

/** What can be wrong with a frame (RFC 6455 §5.2); right where it is not said. */
interface Shape {
  /** Not the last of its message. */
  readonly isPart?: true
  /** RSV1 to RSV3, as bits 4, 2 and 1. */
  readonly reserved?: number
  readonly isUnmasked?: true
  /** In how many bytes the length is told besides the second one, though fewer were enough. */
  readonly lengthBytes?: 2 | 8
  /** The length that it tells. */
  readonly length?: bigint
}

/** A frame as a client sends it. */
export function frame(
  opcode: number,
  payload: string | Uint8Array | readonly number[],
  shape: Shape = {},
): Buffer {
  const body = Buffer.from(typeof payload === 'string' ? Buffer.from(payload) : payload)
  const { isPart, reserved = 0, isUnmasked, length = BigInt(body.length) } = shape
  const first = (isPart === true ? 0 : 0x80) | (reserved << 4) | opcode
  const mask = isUnmasked === true ? Buffer.alloc(0) : Buffer.from([1, 2, 3, 4])
  const masked = mask.length === 0 ? body : body.map((byte, i) => byte ^ (mask[i % 4] ?? 0))
  const told = shape.lengthBytes ?? (length < 126n ? 0 : length < 65_536n ? 2 : 8)
  const size = told === 0 ? Number(length) : told === 2 ? 126 : 127
  const more = Buffer.alloc(8)
  more.writeBigUInt64BE(length)
  const second = (mask.length === 0 ? 0 : 0x80) | size
  return Buffer.concat([Buffer.from([first, second]), more.subarray(8 - told), mask, masked])
}

/** A close frame with this number, and text behind it. */
export function closeFrame(code: number, reason: string | readonly number[] = ''): Buffer {
  const text = typeof reason === 'string' ? Buffer.from(reason) : Buffer.from(reason)
  const payload = Buffer.concat([Buffer.alloc(2), text])
  payload.writeUInt16BE(code)
  return frame(8, payload)
}

export class RawWebSocket {
  readonly socket: Socket
  /** Its port, also when it is closed: how a log tells it from others. */
  readonly localPort: number
  /** What the daemon sent, frame by frame. */
  readonly frames: { readonly opcode: number; readonly payload: Buffer }[] = []
  /** The daemon has closed its side, or reset it. */
  hasEnded = false
  isClosed = false
  #rest: Buffer

  readonly #isRude: boolean

  private constructor(socket: Socket, rest: Buffer, isRude: boolean) {
    this.socket = socket
    this.#isRude = isRude
    this.localPort = socket.localPort ?? 0
    this.#rest = rest
    socket.on('data', (chunk: Buffer) => this.#take(chunk))
    socket.on('error', () => {})
    socket.on('end', () => void (this.hasEnded = true))
    socket.on('close', () => void (this.isClosed = true))
    this.#take(Buffer.alloc(0))
  }

  /** The handshake is right; who is rude answers no close frame, and does not close when the daemon does. */
  static async open(port: number, { isRude = false } = {}): Promise<RawWebSocket> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: isRude })
    await once(socket, 'connect')
    socket.write(
      [
        'GET /socket HTTP/1.1',
        `Host: 127.0.0.1:${port}`,
        'Connection: Upgrade',
        'Upgrade: websocket',
        'Sec-WebSocket-Version: 13',
        'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
        'Sec-WebSocket-Protocol: text.ircv3.net',
        '\r\n',
      ].join('\r\n'),
    )
    let head = Buffer.alloc(0)
    while (!head.includes('\r\n\r\n')) {
      const chunk: unknown = socket.read() ?? (await once(socket, 'readable').then(() => socket.read()))
      if (Buffer.isBuffer(chunk)) head = Buffer.concat([head, chunk])
    }
    if (!head.toString().startsWith('HTTP/1.1 101 ')) throw new Error(head.toString())
    return new RawWebSocket(socket, head.subarray(head.indexOf('\r\n\r\n') + 4), isRude)
  }

  send(...frames: readonly Uint8Array[]): void {
    this.socket.write(Buffer.concat(frames))
  }

  /** Lines, each a message. */
  say(...lines: readonly string[]): void {
    this.send(...lines.map((line) => frame(1, line)))
  }

  /** The lines that it has heard. */
  get lines(): string[] {
    return this.frames.filter(({ opcode }) => opcode === 1).map(({ payload }) => payload.toString())
  }

  /** The number and the text of the close frame that it was sent. */
  get closed(): readonly [code: number, reason: string] | undefined {
    const last = this.frames.find(({ opcode }) => opcode === 8)?.payload
    return last === undefined ? undefined : [last.readUInt16BE(), last.toString('utf8', 2)]
  }

  #take(chunk: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, chunk])
    for (;;) {
      const [first = 0, second = 0] = this.#rest
      const headBytes = second === 126 ? 4 : 2
      if (this.#rest.length < headBytes) return
      const length = second === 126 ? this.#rest.readUInt16BE(2) : second
      if (this.#rest.length < headBytes + length) return
      const payload = this.#rest.subarray(headBytes, headBytes + length)
      this.frames.push({ opcode: first & 15, payload })
      this.#rest = this.#rest.subarray(headBytes + length)
      if (this.frames.at(-1)?.opcode === 8 && !this.#isRude) this.send(frame(8, payload))
    }
  }
}
