import { X509Certificate, createPrivateKey } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { asPem } from './certificate.ts'
import type { Certificate } from './certificate.ts'
import { OperatorFileError, readSecret, readText } from './operator-files.ts'

/**
 * The certificate that somebody has from elsewhere: a PEM chain, its own first, and its key. One file may have both.
 * @throws {OperatorFileError} what, why, what to do: unreadable, no PEM, another's key, expired or not valid yet, or a
 *   key that others can read
 */
export async function readCertificate(input: {
  readonly certFile: string
  readonly keyFile: string
  /** ms since 1970. */
  readonly nowMs: number
}): Promise<Certificate> {
  const { certFile, keyFile, nowMs } = input
  const [leaf, ...chain] = chainIn(await readText(certFile), certFile)
  const key = keyIn(await readSecret(keyFile), keyFile)
  if (!leaf.checkPrivateKey(key)) {
    throw new OperatorFileError(
      `${keyFile} has not the key of the first certificate in ${certFile}; those that vouch for that one follow it.`,
    )
  }
  const clock = `by this computer's clock, ${new Date(nowMs).toISOString()}`
  if (Date.parse(leaf.validTo) <= nowMs) {
    throw new OperatorFileError(`${certFile} expired at ${dateOf(leaf.validTo)} (${clock}): renew it.`)
  }
  if (Date.parse(leaf.validFrom) > nowMs) {
    throw new OperatorFileError(
      `${certFile} is not valid before ${dateOf(leaf.validFrom)} (${clock}): is the clock right?`,
    )
  }
  return asPem(leaf, key, chain)
}

const block = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g

function chainIn(pem: string, path: string): readonly [X509Certificate, ...X509Certificate[]] {
  try {
    const [leaf, ...chain] = Array.from(pem.matchAll(block), ([text]) => new X509Certificate(text))
    if (leaf !== undefined) return [leaf, ...chain]
  } catch {
    // OpenSSL's words would tell an operator nothing; the error below does.
  }
  throw new OperatorFileError(
    `${path} has no certificate that can be read: it must be PEM, with lines -----BEGIN CERTIFICATE-----.`,
  )
}

function keyIn(pem: string, path: string): KeyObject {
  try {
    return createPrivateKey(pem)
  } catch (error) {
    // A daemon in the background has nobody to ask for the words.
    const isLocked = pem.includes('ENCRYPTED')
    throw new OperatorFileError(
      isLocked
        ? `${path} has a passphrase: take it off with "openssl pkey -in ${path} -out FILE", of mode 600.`
        : `${path} has no private key that can be read: it must be PEM, with a line -----BEGIN PRIVATE KEY-----.`,
      { cause: error },
    )
  }
}

const dateOf = (text: string): string => new Date(text).toISOString()
