import { generateKeyPairSync } from 'node:crypto'
import { chmod, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { readCertificate } from '../../src/ops/certificate-files.ts'
import { type Certificate, openCertificate } from '../../src/ops/certificate.ts'
import { OperatorFileError } from '../../src/ops/operator-files.ts'

const nowMs = Date.parse('2027-01-01T00:00:00Z')
const dayMs = 86_400_000
let own: Certificate
let other: Certificate

beforeAll(async () => {
  const make = async (room: string) =>
    await openCertificate({
      stateDir: await mkdtemp(join(tmpdir(), 'earshot-certificate-')),
      room,
      names: [],
      nowMs,
    })
  own = await make('Own')
  other = await make('Other')
})

/** Two files of an operator; the key's has the mode. */
async function files(cert: string, key: string, mode = 0o600) {
  const dir = await mkdtemp(join(tmpdir(), 'earshot-certificate-'))
  const [certFile, keyFile] = [join(dir, 'chain.pem'), join(dir, 'key.pem')]
  await writeFile(certFile, cert)
  await writeFile(keyFile, key)
  await chmod(keyFile, mode)
  return { certFile, keyFile, nowMs }
}

async function refusal(input: Parameters<typeof readCertificate>[0]): Promise<string> {
  const error: unknown = await readCertificate(input).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(OperatorFileError)
  return error instanceof Error ? error.message : ''
}

describe('the certificate of an operator', () => {
  it('is read with the chain and its key, whatever stands between them', async () => {
    const chain = `# mine\r\n${own.cert.replaceAll('\n', '\r\n')}and who vouches for it\n${other.cert}`
    const read = await readCertificate(await files(chain, own.key))
    expect(read).toEqual({ ...own, cert: own.cert + other.cert })
  })

  it('may be in one file with its key', async () => {
    const { keyFile } = await files('', own.cert + own.key)
    expect(await readCertificate({ certFile: keyFile, keyFile, nowMs })).toEqual(own)
  })

  it('is refused where a file is not there', async () => {
    const there = await files(own.cert, own.key)
    expect(await refusal({ ...there, certFile: '/nowhere/a.pem' })).toBe(
      '/nowhere/a.pem cannot be read (ENOENT).',
    )
    expect(await refusal({ ...there, keyFile: '/nowhere/b.pem' })).toBe(
      '/nowhere/b.pem cannot be read (ENOENT).',
    )
  })

  it.each([
    ['a chain without a certificate', () => own.key, () => own.key, /chain\.pem has no certificate/],
    [
      'a chain that is broken',
      () => own.cert.replace(/[A-Z]{3}/, 'AAA').slice(0, 200) + own.cert.slice(300),
      () => own.key,
      /chain\.pem has no certificate/,
    ],
    ['a file that is no key', () => own.cert, () => own.cert, /key\.pem has no private key/],
    [
      'a key with a passphrase',
      () => own.cert,
      () =>
        generateKeyPairSync('ec', {
          namedCurve: 'P-256',
          publicKeyEncoding: { type: 'spki', format: 'pem' },
          privateKeyEncoding: { type: 'pkcs8', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x' },
        }).privateKey,
      /key\.pem has a passphrase: take it off with "openssl pkey/,
    ],
    [
      'the key of another one',
      () => own.cert,
      () => other.key,
      /key\.pem has not the key of the first certificate in .*chain\.pem/,
    ],
    [
      'the chain upside down',
      () => other.cert + own.cert,
      () => own.key,
      /those that vouch for that one follow it/,
    ],
  ])('is refused for %s', async (_what, cert, key, words) => {
    expect(await refusal(await files(cert(), key()))).toMatch(words)
  })

  it('is refused where others can read the key', async () => {
    expect(await refusal(await files(own.cert, own.key, 0o644))).toMatch(/run "chmod 600 .*key\.pem"/)
  })

  it('is refused when it has expired, or is not valid yet, with the clock that says so', async () => {
    const there = await files(own.cert, own.key)
    expect(await refusal({ ...there, nowMs: own.notAfterMs })).toBe(
      `${there.certFile} expired at 2029-03-10T00:00:00.000Z (by this computer's clock, 2029-03-10T00:00:00.000Z): renew it.`,
    )
    expect(await refusal({ ...there, nowMs: nowMs - 2 * dayMs })).toMatch(
      /chain\.pem is not valid before 2026-12-31T00:00:00\.000Z .*: is the clock right\?$/,
    )
  })
})
