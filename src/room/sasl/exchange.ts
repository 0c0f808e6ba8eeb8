import type { Mechanism } from '../../protocol/mechanisms.ts'
import type { Challenge } from './scram.ts'

/** A SASL exchange (RFC 4422 §3) of a connection, as the part of it that it waits for now. */
export type Exchange = {
  /** What has come of the next response, in base64. */
  readonly received: string
} & Awaited

export type Awaited =
  | { readonly awaits: 'response'; readonly mechanism: 'PLAIN' | 'EXTERNAL' }
  | { readonly awaits: 'client-first'; readonly mechanism: 'SCRAM-SHA-256' }
  | { readonly awaits: 'client-final'; readonly mechanism: 'SCRAM-SHA-256'; readonly challenge: Challenge }
  /** The server has proved itself, and the client is to say so with nothing (RFC 4422 §3.6). */
  | { readonly awaits: 'nothing'; readonly mechanism: 'SCRAM-SHA-256'; readonly account: string }

/** What the first response of a mechanism is called. */
export function opening(mechanism: Mechanism): Awaited {
  return mechanism === 'SCRAM-SHA-256'
    ? { awaits: 'client-first', mechanism }
    : { awaits: 'response', mechanism }
}
