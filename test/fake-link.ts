import { defaultLimits } from '../src/protocol/limits.ts'
import { Lines } from '../src/protocol/lines.ts'
import type { Link, Receiver, Remote } from '../src/protocol/link.ts'

const silent: Receiver = { input: () => {}, closed: () => {} }

/**
 * A link without a socket. It keeps the very buffers that were written, holds back what its peer sends while it is
 * paused, as the system would, and can be made to close in the middle of a write or to throw, which a real one must not.
 */
export class FakeLink implements Link {
  readonly remote: Remote
  readonly written: Uint8Array[] = []
  state: 'open' | 'ended' | 'cut' = 'open'
  isPaused = false
  /** How often it was told to end. */
  ends = 0
  bytesIn = 0
  bytesOut = 0
  unsentBytes = 0
  behindSinceMs: number | undefined
  /** Called at each write; for a link that fails while it is written to. */
  onWrite: () => void = () => {}
  /** Called at each pause and resume. */
  onPace: () => void = () => {}
  readonly #lines = new Lines(defaultLimits)
  #receiver = silent
  #unread = ''
  #heard = 0

  constructor(address = '10.0.0.1') {
    this.remote = { address, port: 50_000, transport: 'tcp' }
  }

  start(receiver: Receiver): void {
    this.#receiver = receiver
  }

  write(bytes: Uint8Array): void {
    if (this.state !== 'open') return
    this.#take(bytes)
    this.onWrite()
  }

  end(bytes: Uint8Array): void {
    this.ends++
    if (this.state !== 'open') return
    this.#take(bytes)
    this.state = 'ended'
  }

  cut(): void {
    this.state = 'cut'
  }

  pause(): void {
    this.isPaused = true
    this.onPace()
  }

  resume(): void {
    this.isPaused = false
    this.onPace()
  }

  /** The peer sends these lines, in one read. */
  says(...lines: string[]): void {
    this.sends(lines.map((line) => `${line}\r\n`).join(''))
  }

  /** The peer sends these bytes, in one read. */
  sends(bytes: string): void {
    this.#unread += bytes
    this.read()
  }

  /** Reads what the peer has sent, unless it is paused. True when there was something. */
  read(): boolean {
    if (this.isPaused || this.state !== 'open' || this.#unread === '') return false
    const bytes = this.#unread
    this.#unread = ''
    this.bytesIn += bytes.length
    const inputs = this.#lines.push(bytes)
    if (inputs.length > 0) this.#receiver.input(inputs)
    return true
  }

  /** The peer is gone. */
  closes(reason = 'Remote host closed the connection'): void {
    const receiver = this.#receiver
    this.#receiver = silent
    receiver.closed(reason)
  }

  /** Everything that was written, as one wire string. */
  get text(): string {
    return this.written.map((bytes) => Buffer.from(bytes).toString('latin1')).join('')
  }

  /** The lines that came since this was asked last, without the colon of a last parameter. */
  hears(): string[] {
    const text = this.text.slice(this.#heard)
    this.#heard += text.length
    if (text === '') return []
    const lines = text.replace(/\r\n$/, '').split('\r\n')
    return lines.map(withoutColon)
  }

  #take(bytes: Uint8Array): void {
    this.written.push(bytes)
    this.bytesOut += bytes.length
  }
}

function withoutColon(line: string): string {
  const words = line.split(' ')
  const last = words.findIndex((word, i) => word.startsWith(':') && i > (line.startsWith('@') ? 1 : 0))
  return words.map((word, i) => (i === last ? word.slice(1) : word)).join(' ')
}
