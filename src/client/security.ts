import type { Pin } from './known.ts'

/**
 * Which certificate is taken, and when a connection may be plain. Pure: what was announced, what is remembered and what
 * was asked for come in, and it is `approach.ts` that acts on it.
 */

/** A certificate that was shown: SHA-256 of all of it and of its public key (SPKI), both base64url. */
export interface Seen {
  readonly fingerprint: string
  readonly key: string
}

/** What a certificate has to be; where nothing is said, any is taken. */
export type Expected = Partial<Seen>

/** How to speak to a place. `orPlain`: where TLS is not spoken there. */
export type Security =
  | { readonly over: 'plain' }
  | { readonly over: 'tls'; readonly expected: Expected; readonly orPlain: boolean }

/** Whether TLS is tried first, insisted on (`--tls`) or not spoken (`--no-tls`). */
export type TlsChoice = 'first' | 'only' | 'never'

/**
 * Why nothing may be said there. `stripped`: it was seen over TLS and now has none. `plain-asked`: it was seen over TLS
 * and no TLS was asked for. `tls-asked`: TLS was asked for and it has none.
 */
export type Refusal = 'stripped' | 'plain-asked' | 'tls-asked'

export interface Situation {
  /** What the room says of itself, signed; absent where nobody answers. */
  readonly word?: { readonly tls: boolean; readonly fingerprint?: string; readonly pin: Pin } | undefined
  /** Whether this room was joined over TLS before. */
  readonly wasTls: boolean
  /** The key that was shown at this host and port before, where somebody typed them. */
  readonly hostKey?: string | undefined
  readonly choice: TlsChoice
}

/** What never was over TLS may be plain; what was may not. */
export function securityFor({ word, wasTls, hostKey, choice }: Situation): Security | Refusal {
  const wasSeen = wasTls || hostKey !== undefined
  const pinned = hostKey === undefined ? {} : { key: hostKey }
  if (choice === 'never') return wasSeen ? 'plain-asked' : { over: 'plain' }
  if (word === undefined) return { over: 'tls', expected: pinned, orPlain: choice === 'first' && !wasSeen }
  // TLS that its room does not vouch for is as good as none.
  const fingerprint = word.tls ? word.fingerprint : undefined
  if (fingerprint === undefined) {
    if (wasSeen) return 'stripped'
    return choice === 'only' ? 'tls-asked' : { over: 'plain' }
  }
  // A room that we know may change its key; a stranger who answers there may not take over what a host had.
  const expected = word.pin === 'same' ? { fingerprint } : { fingerprint, ...pinned }
  return { over: 'tls', expected, orPlain: false }
}

/** Whether this certificate is the one. */
export function isExpected(expected: Expected, seen: Seen): boolean {
  const { fingerprint = seen.fingerprint, key = seen.key } = expected
  return fingerprint === seen.fingerprint && key === seen.key
}
