import { createHash, createPublicKey, verify } from 'node:crypto'

/** Ed25519 (RFC 8032) over keys and signatures as they stand in datagrams: raw, base64url. */

const base32 = 'abcdefghijklmnopqrstuvwxyz234567'
const idLetters = 26

/** The id of a raw public key: 26 characters of base32 (RFC 4648 §6, small letters), 130 bits of its SHA-256. */
export function idOf(publicKey: string): string {
  const hash = createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest()
  let id = ''
  let bits = 0
  let held = 0
  for (const byte of hash) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      id += base32.charAt((held >> bits) & 31)
    }
    held &= (1 << bits) - 1
  }
  return id.slice(0, idLetters)
}

/** Whether `signature` is this key's over these bytes. False for every key or signature of wrong form; never throws. */
export function isSignedBy(publicKey: string, bytes: Uint8Array, signature: string): boolean {
  // One key must have one spelling: Node would also take others whose last bits differ.
  if (!isCanonical(publicKey, 32) || !isCanonical(signature, 64)) return false
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' })
    return verify(null, bytes, key, Buffer.from(signature, 'base64url'))
  } catch {
    return false
  }
}

function isCanonical(text: string, bytes: number): boolean {
  const raw = Buffer.from(text, 'base64url')
  return raw.length === bytes && raw.toString('base64url') === text
}
