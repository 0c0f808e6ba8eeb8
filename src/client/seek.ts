/** A room that answered a look, with everything needed to join it. */
export interface FoundRoom {
  /** The room's identity: 26 characters, the same for as long as the room keeps its key. */
  readonly id: string
  /** Its name, safe to show. */
  readonly room: string
  /** The address to join by; the first of `addresses`. */
  readonly host: string
  /** The TCP port. */
  readonly port: number
  readonly addresses: readonly string[]
  readonly tls: boolean
  readonly ws: boolean
  /** SHA-256 of its TLS certificate, base64url, where it announced one. */
  readonly fingerprint?: string
  readonly version: string
  /** How long this may be believed without hearing of the room again. */
  readonly ttlSeconds: number
  /** From the last query sent to its answer. */
  readonly rttMs: number
  /** `changed`: this name was joined before under another identity. MUST NOT be joined without asking a person. */
  readonly pin: 'new' | 'same' | 'changed'
}
