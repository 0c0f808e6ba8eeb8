import { createPrivateKey, createPublicKey, generateKeyPairSync, hkdfSync, sign } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { join } from 'node:path'
import { createPrivate, PrivateFileError, readPrivate } from './private-file.ts'
import { roomDirectory } from './room-directory.ts'
import { idOf } from './signatures.ts'

/** A room's lasting name that nobody else can speak under: an Ed25519 key pair. */
export interface Identity {
  /** 26 characters of base32: the first 130 bits of the SHA-256 of the raw public key. */
  readonly id: string
  /** The raw public key, base64url, 43 characters. */
  readonly publicKey: string
  /** The signature as base64url, 86 characters. */
  sign(bytes: Uint8Array): string
  /** 32 bytes that nobody else can know, the same whenever they are asked for, others for every purpose (RFC 5869). */
  secret(purpose: string): Uint8Array
}

/**
 * The identity kept at `<stateDir>/rooms/<room>/identity.pem`, made at the first start.
 * Throws `PrivateFileError` with what to do when the file is broken or others can read it.
 */
export async function openIdentity(input: {
  readonly stateDir: string
  readonly room: string
}): Promise<Identity> {
  const path = join(roomDirectory(input.stateDir, input.room), 'identity.pem')
  let pem = await readPrivate(path, true)
  if (pem === undefined) {
    await createPrivate(path, newKey())
    // Read back also what was just made: another daemon may have been faster.
    pem = await readPrivate(path, true)
  }
  return identityOf(keyIn(pem ?? '', path))
}

function newKey(): string {
  return generateKeyPairSync('ed25519', {
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey
}

function keyIn(pem: string, path: string): KeyObject {
  try {
    const key = createPrivateKey(pem)
    if (key.asymmetricKeyType === 'ed25519') return key
  } catch {
    // OpenSSL's words would tell an operator nothing; the error below does.
  }
  throw new PrivateFileError(
    `${path} is no Ed25519 private key: put it back from a copy, or remove it to get a new identity, which members will be warned about.`,
  )
}

function identityOf(key: KeyObject): Identity {
  const publicKey = createPublicKey(key).export({ format: 'jwk' }).x ?? ''
  const seed = Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url')
  return {
    id: idOf(publicKey),
    publicKey,
    sign: (bytes) => sign(null, bytes, key).toString('base64url'),
    secret: (purpose) => new Uint8Array(hkdfSync('sha256', seed, '', purpose, 32)),
  }
}
