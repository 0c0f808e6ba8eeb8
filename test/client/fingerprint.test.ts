import { X509Certificate } from 'node:crypto'
import { expect, it } from 'vitest'
import { readable } from '../../src/client/fingerprint.ts'
import { certificate } from './tls-servers.ts'

it('a fingerprint is shown as openssl prints it', async () => {
  const { cert, fingerprint } = await certificate()
  expect(readable(fingerprint)).toBe(new X509Certificate(cert).fingerprint256)
  expect(readable('-_' + 'A'.repeat(41))).toMatch(/^FB:F0:00(?::00){29}$/)
})
