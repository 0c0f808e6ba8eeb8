/** What the mechanisms need of cryptography, and the room does not have; all strings are wire strings. */
export interface Hashes {
  sha256(bytes: string): string
  /** HMAC-SHA-256 (RFC 2104). */
  hmac(key: string, bytes: string): string
  /** How long it takes tells nothing of where they differ. */
  isEqual(one: string, other: string): boolean
  random(bytes: number): string
  /** 16 bytes that are the same for this text as long as the daemon lives, and nobody can foretell. */
  decoy(text: string): string
  /** How often SCRAM hashes a password that is set now. */
  readonly scramIterations: number
}
