import type { ScryptVerifier, Verifiers } from '../room/accounts.ts'
import type { Hashes } from '../room/sasl/hashes.ts'

/** The cryptography of the daemon. Passwords are wire strings, prepared by SASLprep. */
export interface Hashing extends Hashes {
  /** Takes as long without a verifier, and is false then. Beside the event loop. */
  verify(password: string, verifier: ScryptVerifier | undefined): Promise<boolean>
  /** With new salts. Beside the event loop. */
  derive(password: string): Promise<Verifiers>
}
