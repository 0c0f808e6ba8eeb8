import type { Note } from '../../ops/events.ts'
import type { Clock } from '../../protocol/clock.ts'
import type { Limits } from '../../protocol/limits.ts'

/** Who signs what a beacon says; ops/identity.ts makes one. */
export interface Signer {
  readonly id: string
  readonly publicKey: string
  sign(bytes: Uint8Array): string
}

export interface BeaconInput {
  /** UDP port; 0 takes a free one. */
  readonly port: number
  readonly identity: Signer
  readonly room: string
  readonly tcpPort: number
  /** 8 hexadecimal digits, fresh for every start of the daemon. */
  readonly bootId: string
  readonly version: string
  /** Whether the TCP port also speaks TLS, and the SHA-256 of the certificate, base64url. Default: no. */
  readonly tls?: { readonly fingerprint: string }
  /** Whether the TCP port also speaks WebSocket. Default: no. */
  readonly ws?: boolean
  readonly limits: Limits
  readonly note: Note
  /** Called at most once, when the socket fails after it was open; the beacon is closed then. */
  onFailed(error: Error): void
  readonly clock?: Clock
  /** A number from 0 to below 1. Default: Math.random. */
  readonly random?: () => number
}

export interface Beacon {
  /** The UDP port it answers on. */
  readonly port: number
  /** Stops answering at once; with `goodbye`, says so on every network first, for at most 300 ms. Never throws. */
  close(goodbye: boolean): Promise<void>
}

/** Makes the room findable: answers queries and announces. Rejects when the port cannot be bound. */
export async function openBeacon(_input: BeaconInput): Promise<Beacon> {
  return await Promise.reject(new Error('not built yet'))
}
