import { randomBytes, webcrypto } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { isIP } from 'node:net'
import { domainToASCII } from 'node:url'
import * as asn1 from 'asn1js'
import * as pki from 'pkijs'
import { cleanRoom } from '../protocol/datagram/room-name.ts'

/** The only file that knows how a certificate is built; import it lazily, since a start with one on disk needs none of it. */

export interface SelfSignedInput {
  /** ECDSA P-256: of Ed25519, which the identity has, Chromium takes no certificates. */
  readonly key: KeyObject
  readonly room: string
  /** Host names; what is none, as an address, is left out. */
  readonly names: readonly string[]
  readonly notBefore: Date
  readonly notAfter: Date
}

/** RFC 5280 §4.1.2.2: positive, at most 20 bytes. */
const serialBytes = 16
/** Of a subject alternative name each; more makes every handshake longer for nobody. */
const mostNames = 16

const sha256 = 'SHA-256'
const oids = {
  commonName: '2.5.4.3',
  subjectAltName: '2.5.29.17',
  basicConstraints: '2.5.29.19',
  extKeyUsage: '2.5.29.37',
  serverAuth: '1.3.6.1.5.5.7.3.1',
} as const
/** RFC 5280 §4.2.1.6, the choices of a GeneralName. */
const dnsName = 2
const ipAddress = 7
const loopback4 = Uint8Array.of(127, 0, 0, 1)
const loopback6 = Uint8Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1)

/**
 * A certificate (RFC 5280) of that key over itself, PEM. It has no keyUsage on purpose: without the right to sign
 * certificates there, OpenSSL would not take it for self-signed, and who is given it as the one to trust would not.
 */
export async function selfSigned(input: SelfSignedInput): Promise<string> {
  const [signer, verifier] = await keysOf(input.key)
  const certificate = new pki.Certificate()
  certificate.version = 2
  certificate.serialNumber = new asn1.Integer({ valueHex: serial() })
  for (const name of [certificate.subject, certificate.issuer]) {
    const value = new asn1.Utf8String({ value: cleanRoom(input.room) || 'earshot' })
    name.typesAndValues.push(new pki.AttributeTypeAndValue({ type: oids.commonName, value }))
  }
  certificate.notBefore.value = input.notBefore
  certificate.notAfter.value = input.notAfter
  certificate.extensions = [
    extension(oids.basicConstraints, new pki.BasicConstraints({ cA: false }), true),
    extension(oids.extKeyUsage, new pki.ExtKeyUsage({ keyPurposes: [oids.serverAuth] })),
    extension(oids.subjectAltName, new pki.GeneralNames({ names: altNames(input.names) })),
  ]
  await certificate.subjectPublicKeyInfo.importKey(verifier)
  await certificate.sign(signer, sha256)
  const base64 = Buffer.from(certificate.toSchema(true).toBER()).toString('base64')
  const lines = base64.match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

/** The key as WebCrypto has it: for signing, and its public half. */
async function keysOf(key: KeyObject): Promise<readonly [webcrypto.CryptoKey, webcrypto.CryptoKey]> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256' }
  const jwk = key.export({ format: 'jwk' })
  const { d: _secret, ...open } = jwk
  return [
    await webcrypto.subtle.importKey('jwk', jwk, algorithm, false, ['sign']),
    await webcrypto.subtle.importKey('jwk', open, algorithm, true, ['verify']),
  ]
}

/** The first bit is 0, since an INTEGER has a sign, and the second 1, so that no leading byte is empty. */
function serial(): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(randomBytes(serialBytes))
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40
  return bytes
}

function altNames(names: readonly string[]): pki.GeneralName[] {
  const ascii = names.filter((name) => isIP(name) === 0).map((name) => domainToASCII(name))
  const hosts = new Set(['localhost', ...ascii.filter((name) => name !== '')])
  return [
    ...Array.from(hosts)
      .slice(0, mostNames)
      .map((value) => new pki.GeneralName({ type: dnsName, value })),
    ...[loopback4, loopback6].map(
      (valueHex) => new pki.GeneralName({ type: ipAddress, value: new asn1.OctetString({ valueHex }) }),
    ),
  ]
}

function extension(extnID: string, value: { toSchema(): asn1.AsnType }, critical = false): pki.Extension {
  return new pki.Extension({ extnID, critical, extnValue: value.toSchema().toBER() })
}
