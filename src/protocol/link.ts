import type { Input } from './lines.ts'

/** Where a link's peer is, for logs, limits and the host that members see. */
export interface Remote {
  /** The peer's address as the socket gives it, IPv4-mapped addresses as plain IPv4. */
  readonly address: string
  readonly port: number
  /** `ws` is a WebSocket, `wss` one in TLS. */
  readonly transport: 'tcp' | 'tls' | 'ws' | 'wss'
  /** SHA-256 of the client's certificate, in small hexadecimal digits, where it showed one. */
  readonly certificate?: string
}

/** Why a link is ended politely, for carriers that have words of their own for it. */
export type EndCause = 'left' | 'policy' | 'full' | 'restart' | 'fault'

/** Who takes what a link reads. */
export interface Receiver {
  /** What one read brought, in order; never empty. The list is the receiver's to change. */
  input(inputs: Input[]): void
  /** The link is closed, said once; nothing follows. */
  closed(reason: string): void
}

/**
 * What a connection writes to: TCP, TLS and WebSocket look alike behind it. The contract:
 * - `write` takes whole lines, MUST NOT block, reorder or split them, and keeps a reference to the bytes;
 * - past its bounds the link cuts itself and says why to its receiver;
 * - no method throws, and after `end` or `cut` every method does nothing.
 */
export interface Link {
  readonly remote: Remote
  readonly bytesIn: number
  readonly bytesOut: number
  /** Written and not taken by the system yet. */
  readonly unsentBytes: number
  /** Since when the system takes no more, by the steady clock; undefined while it takes everything. */
  readonly behindSinceMs: number | undefined
  /** Begins to read; called once. */
  start(receiver: Receiver): void
  /** Queues whole lines, each ended by CR LF. */
  write(lines: Uint8Array): void
  /** Polite end: what is queued and then `lines` leave first, within `limits.lingerMs`. */
  end(lines: Uint8Array, cause: EndCause): void
  /** End at once; what is queued is lost. */
  cut(): void
  /** Stops reading, so that the peer is held back by TCP itself. */
  pause(): void
  resume(): void
}
