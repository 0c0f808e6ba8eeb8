import type { Socket } from 'node:net'
import type { RawData, WebSocket } from 'ws'
import type { Limits } from '../../protocol/limits.ts'
import type { EndCause } from '../../protocol/link.ts'
import type { Carrier, Ears } from '../carrier.ts'
import { reset } from '../last-words.ts'
import { Framer, frame, opcodes } from './frames.ts'

/** What a peer is told by the number that ends a WebSocket (RFC 6455 §7.4.1; 1012 and 1013 of its registry). */
const closeCodes: Readonly<Record<EndCause, number>> = {
  left: 1000,
  policy: 1008,
  fault: 1011,
  restart: 1012,
  full: 1013,
}

const framers = { text: new Framer(opcodes.text), binary: new Framer(opcodes.binary) }
const open = 1
const lineEnd = Buffer.from('\n')
const nothing = Buffer.alloc(0)

export interface WebSocketOptions {
  /** What its lines travel in. */
  readonly form: keyof typeof framers
  readonly limits: Pick<Limits, 'webSocketPingsPerSecond' | 'webSocketPingMs'>
}

/**
 * A WebSocket that carries one line a message (IRCv3 websocket). `ws` reads it and closes it; what is said goes to its
 * stream as whole frames, which links share as they share lines.
 */
export class WebSocketCarrier implements Carrier {
  readonly #ws: WebSocket
  readonly #stream: Socket
  readonly #raw: Socket
  readonly #options: WebSocketOptions
  readonly #framer: Framer
  readonly #holds = new Set<'link' | 'pings'>()
  /** Lines of the present read. */
  #heard: Buffer[] = []
  #ears: Ears | undefined
  /** The last ping of the present read. */
  #asked: Buffer | undefined
  /** Pings and pongs since the last check. */
  #pings = 0
  #pingedMs: number | undefined

  constructor(ws: WebSocket, stream: Socket, raw: Socket, options: WebSocketOptions) {
    this.#ws = ws
    this.#stream = stream
    this.#raw = raw
    this.#options = options
    this.#framer = framers[options.form]
    // Messages may come before the link is open: they wait in the socket.
    ws.pause()
    ws.on('error', () => {})
  }

  get bytesIn(): number {
    return this.#raw.bytesRead
  }

  get bytesOut(): number {
    return this.#raw.bytesWritten
  }

  get isClosed(): boolean {
    return this.#ws.readyState === 3
  }

  get writableLength(): number {
    return this.#stream.writableLength
  }

  open(ears: Ears): void {
    this.#ears = ears
    this.#stream.on('drain', ears.drained)
    this.#stream.on('error', (error: NodeJS.ErrnoException) =>
      ears.failed(`Read error: ${error.code ?? error.message}`),
    )
    this.#ws
      .on('message', (data) => this.#take(data))
      .on('ping', (data) => this.#answer(data))
      .on('pong', () => this.#count())
      // It has been told by a close frame: nothing may follow that.
      .on('error', (error) => ears.broken(`WebSocket: ${error.message}`))
      .on('close', () => {
        this.#hand()
        ears.closed()
      })
    this.#ws.resume()
  }

  write(lines: Uint8Array): boolean {
    if (this.#ws.readyState !== open) return true
    return this.#stream.write(this.#framer.frames(lines))
  }

  end(lines: Uint8Array, cause: EndCause): void {
    this.write(lines)
    this.#ws.close(closeCodes[cause])
    // Its close frame may stand behind pings that it has to wait for.
    this.#holds.clear()
    this.#ws.resume()
  }

  cork(): void {
    this.#stream.cork()
  }

  uncork(): void {
    this.#stream.uncork()
  }

  cut(): void {
    reset(this.#raw, this.#stream)
  }

  pause(): void {
    this.#hold('link')
  }

  resume(): void {
    this.#release('link')
  }

  check(nowMs: number): void {
    this.#pings = 0
    this.#release('pings')
    this.#pingedMs ??= nowMs
    if (nowMs - this.#pingedMs < this.#options.limits.webSocketPingMs) return
    this.#pingedMs = nowMs
    this.#control(opcodes.ping, nothing)
  }

  /** A message is one line; what would be several, or end one early, is none (IRCv3 websocket). */
  #take(data: RawData): void {
    if (this.#ws.readyState !== open) return
    const line = Buffer.isBuffer(data)
      ? data
      : Buffer.concat(Array.isArray(data) ? data : [Buffer.from(data)])
    if (line.includes(0) || line.includes(10) || line.includes(13)) {
      this.#hand()
      this.#ws.close(closeCodes.policy, 'One line a message, without CR, LF or NUL')
      this.#ears?.broken('WebSocket: a message is not one line')
      return
    }
    if (this.#heard.length === 0) process.nextTick(() => this.#hand())
    this.#heard.push(line, lineEnd)
  }

  /** All messages of one read are one read of the link. */
  #hand(): void {
    const chunk = Buffer.concat(this.#heard.splice(0))
    if (chunk.length > 0) this.#ears?.heard(chunk)
  }

  /** RFC 6455 §5.5.3: of pings that were not answered yet, the last one may be answered alone. */
  #answer(ping: Buffer): void {
    this.#count()
    if (this.#asked === undefined) {
      setImmediate(() => {
        this.#control(opcodes.pong, this.#asked ?? nothing)
        this.#asked = undefined
      })
    }
    this.#asked = ping
  }

  /** Not before what the peer has not taken yet: who does not read gets no answers to its pings. */
  #control(opcode: number, payload: Buffer): void {
    if (this.#ws.readyState === open && !this.#stream.writableNeedDrain)
      this.#stream.write(frame(opcode, payload))
  }

  #count(): void {
    if (++this.#pings > this.#options.limits.webSocketPingsPerSecond) this.#hold('pings')
  }

  #hold(by: 'link' | 'pings'): void {
    this.#holds.add(by)
    this.#ws.pause()
  }

  #release(by: 'link' | 'pings'): void {
    if (this.#holds.delete(by) && this.#holds.size === 0) this.#ws.resume()
  }
}
