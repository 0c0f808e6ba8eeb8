import { X509Certificate, generateKeyPairSync } from 'node:crypto'
import type { SecureContext } from 'node:tls'
import type { Tls } from '../src/cli/daemon/tls.ts'
import { type Certificate, asPem } from '../src/ops/certificate.ts'
import { selfSigned } from '../src/ops/self-signed.ts'
import type { Site } from '../src/transport/http/site.ts'
import { tlsContext } from '../src/transport/tls.ts'

/** A certificate for these names, valid for a day. */
export async function makeCertificate(...names: string[]): Promise<Certificate> {
  const key = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
  const nowMs = Date.now()
  const notBefore = new Date(nowMs - 3_600_000)
  const notAfter = new Date(nowMs + 86_400_000)
  return asPem(new X509Certificate(await selfSigned({ key, room: 'Test', names, notBefore, notAfter })), key)
}

let certificate: Promise<Certificate> | undefined

/** The same one for all tests of a file. */
export async function testContext(): Promise<SecureContext> {
  certificate ??= makeCertificate()
  return tlsContext(await certificate)
}

/** For daemons whose certificate nobody looks at: there is none. */
export const noTls: Tls = {
  context: () => {
    throw new Error('this daemon has no certificate')
  },
  certificate: () => ({ cert: '', key: '', fingerprint: 'f'.repeat(43), notAfterMs: 0 }),
  told: async () => undefined,
  reread: async () => ({ sts: undefined, keep: () => {} }),
  close: () => {},
}

/** For daemons that no browser visits. */
export const noSite: Omit<Site, 'mostHeaders'> = {
  files: new Map(),
  hosts: new Set(['localhost']),
  origins: new Set(),
  isTlsOnly: false,
  readiness: () => 'ready',
}
