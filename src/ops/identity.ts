/** A room's lasting name that nobody else can speak under: an Ed25519 key pair. */
export interface Identity {
  /** 26 characters of base32: the first 130 bits of the SHA-256 of the raw public key. */
  readonly id: string
  /** The raw public key, base64url, 43 characters. */
  readonly publicKey: string
  /** The signature as base64url, 86 characters. */
  sign(bytes: Uint8Array): string
}

/**
 * The identity kept at `<stateDir>/rooms/<room>/identity.pem`, made at the first start.
 * Throws with what to do when the file is broken or others can read it.
 */
export async function openIdentity(_input: {
  readonly stateDir: string
  readonly room: string
}): Promise<Identity> {
  return await Promise.reject(new Error('not built yet'))
}
