import type { Socket } from 'node:net'
import type { EndCause } from '../protocol/link.ts'
import { reset } from './last-words.ts'
import type { Sink } from './outbox.ts'

/** What a carrier tells of its peer, never from inside one of its own methods. */
export interface Ears {
  readonly heard: (chunk: Buffer) => void
  /** It takes more again. */
  readonly drained: () => void
  /** The peer sends no more, and may still listen. */
  readonly ended: () => void
  /** Why it will close; `closed` follows. */
  readonly failed: (reason: string) => void
  /** The peer broke the rules of what carries it, and is told so by its own means: nothing may be written any more. */
  readonly broken: (reason: string) => void
  readonly closed: () => void
}

/** What a link runs on: a socket, bare or with TLS or a WebSocket on it. What is written are whole lines. */
export interface Carrier extends Sink {
  readonly bytesIn: number
  readonly bytesOut: number
  readonly isClosed: boolean
  /** Begins to read; called once. */
  open(ears: Ears): void
  end(lines: Uint8Array, cause: EndCause): void
  /** Ends at once, whatever is queued; never throws. */
  cut(): void
  pause(): void
  resume(): void
  /** Once a second. */
  check(nowMs: number): void
}

/** A stream that carries lines as they are: `raw`, or TLS on top of it. */
export function streamCarrier(stream: Socket, raw: Socket): Carrier {
  return {
    get bytesIn() {
      return raw.bytesRead
    },
    get bytesOut() {
      return raw.bytesWritten
    },
    get isClosed() {
      return stream.closed
    },
    get writableLength() {
      return stream.writableLength
    },
    open: (ears) => {
      stream
        .on('data', ears.heard)
        .on('drain', ears.drained)
        .on('end', ears.ended)
        .on('error', (error) => ears.failed(readError(error)))
        .on('close', ears.closed)
    },
    write: (lines) => stream.write(lines),
    end: (lines) => void stream.end(lines),
    cork: () => stream.cork(),
    uncork: () => stream.uncork(),
    // Of TLS the raw socket: a TLSSocket cannot be reset.
    cut: () => reset(raw, stream),
    pause: () => void stream.pause(),
    resume: () => void stream.resume(),
    check: () => {},
  }
}

function readError(error: NodeJS.ErrnoException): string {
  return `Read error: ${error.code ?? error.message}`
}
