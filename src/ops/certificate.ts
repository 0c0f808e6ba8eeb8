import { X509Certificate, createHash, createPrivateKey, generateKeyPairSync } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { join } from 'node:path'
import { createPrivate, PrivateFileError, readPrivate, writePrivate } from './private-file.ts'
import { roomDirectory } from './room-directory.ts'

/** What a port speaks TLS with. */
export interface Certificate {
  /** PEM, its own certificate first. */
  readonly cert: string
  /** PEM. */
  readonly key: string
  /** SHA-256 of its own certificate (DER), base64url, 43 characters: what announcements carry. */
  readonly fingerprint: string
  /** ms since 1970. */
  readonly notAfterMs: number
}

const dayMs = 86_400_000
/** Apple's systems refuse more than 825 days. */
const validMs = 800 * dayMs
/** A daemon may run for long without being started anew, which is when it is renewed. */
const leastLeftMs = 60 * dayMs
/** For clocks that are behind ours. */
const backMs = dayMs

/**
 * The certificate that a room made for itself, at `<stateDir>/rooms/<room>/tls.crt` with its key in `tls.key`: made at
 * the first start, and made anew for the same key when 60 days are left, or our clock says that it is not valid yet.
 * @param input.names host names that stand in it
 * @throws {PrivateFileError} with what to do, when a file is broken, or the key is one that others can read
 */
export async function openCertificate(input: {
  readonly stateDir: string
  readonly room: string
  readonly names: readonly string[]
  /** ms since 1970. */
  readonly nowMs: number
}): Promise<Certificate> {
  const { nowMs } = input
  const directory = roomDirectory(input.stateDir, input.room)
  const keyPath = join(directory, 'tls.key')
  const path = join(directory, 'tls.crt')
  const key = keyIn(await kept(keyPath, true, async () => newKey()), keyPath)
  const make = async (): Promise<string> => {
    const { selfSigned } = await import('./self-signed.ts')
    const [notBefore, notAfter] = [new Date(nowMs - backMs), new Date(nowMs - backMs + validMs)]
    return await selfSigned({ ...input, key, notBefore, notAfter })
  }
  const certificate = certificateIn(await kept(path, false, make), path, key)
  const startsMs = Date.parse(certificate.validFrom)
  if (startsMs <= nowMs && Date.parse(certificate.validTo) - nowMs >= leastLeftMs)
    return asPem(certificate, key)
  const renewed = await make()
  await writePrivate(path, renewed)
  return asPem(certificateIn(renewed, path, key), key)
}

/** A certificate and its key as TLS takes them; `chain` is what is sent besides. */
export function asPem(
  leaf: X509Certificate,
  key: KeyObject,
  chain: readonly X509Certificate[] = [],
): Certificate {
  return {
    cert: [leaf, ...chain].map(String).join(''),
    key: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    fingerprint: createHash('sha256').update(leaf.raw).digest('base64url'),
    notAfterMs: Date.parse(leaf.validTo),
  }
}

/** The text of our file, which is made where there is none. */
async function kept(path: string, secret: boolean, make: () => Promise<string>): Promise<string> {
  const before = await readPrivate(path, secret)
  if (before !== undefined) return before
  await createPrivate(path, await make())
  // Read back also what was just made: another daemon may have been faster.
  return (await readPrivate(path, secret)) ?? ''
}

function newKey(): string {
  return generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).privateKey
}

function keyIn(pem: string, path: string): KeyObject {
  try {
    const key = createPrivateKey(pem)
    if (key.asymmetricKeyDetails?.namedCurve === 'prime256v1') return key
  } catch {
    // OpenSSL's words would tell an operator nothing; the error below does.
  }
  throw new PrivateFileError(
    `${path} is no ECDSA P-256 private key: put it back from a copy, or remove it and tls.crt beside it to get new ones.`,
  )
}

function certificateIn(pem: string, path: string, key: KeyObject): X509Certificate {
  try {
    const certificate = new X509Certificate(pem)
    if (certificate.checkPrivateKey(key)) return certificate
  } catch {
    // As above.
  }
  throw new PrivateFileError(
    `${path} is no certificate of the key in tls.key beside it: put it back from a copy, or remove it to get a new one.`,
  )
}
