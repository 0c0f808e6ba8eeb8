import { X509Certificate, createPrivateKey } from 'node:crypto'
import { chmod, mkdtemp, readFile, readdir, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openCertificate } from '../../src/ops/certificate.ts'
import { roomDirectory } from '../../src/ops/room-directory.ts'

const dayMs = 86_400_000
const nowMs = Date.parse('2027-01-01T00:00:00Z')
const fresh = () => mkdtemp(join(tmpdir(), 'earshot-certificate-'))
const fileOf = (stateDir: string, name: string) => join(roomDirectory(stateDir, 'Office'), name)
const modeOf = async (path: string) => (await stat(path)).mode & 0o777
const open = (stateDir: string, { room = 'Office', names = ['earshot.local'], at = nowMs } = {}) =>
  openCertificate({ stateDir, room, names, nowMs: at })
const leafOf = ({ cert }: { cert: string }) => new X509Certificate(cert)

describe('the certificate of a room', () => {
  it('is made at the first start, for its owner alone, and kept', async () => {
    const stateDir = await fresh()
    const made = await open(stateDir)
    expect((await readdir(roomDirectory(stateDir, 'Office'))).sort()).toEqual(['tls.crt', 'tls.key'])
    expect(await modeOf(fileOf(stateDir, 'tls.key'))).toBe(0o600)
    expect(await modeOf(fileOf(stateDir, 'tls.crt'))).toBe(0o600)
    expect(await open(stateDir, { at: nowMs + 30 * dayMs })).toEqual(made)
  })

  it('is one, whoever of many starts first', async () => {
    const stateDir = await fresh()
    const all = await Promise.all(Array.from({ length: 4 }, () => open(stateDir)))
    expect(new Set(all.map(({ fingerprint }) => fingerprint)).size).toBe(1)
  })

  it('is of P-256, signed by itself, for a server, and no authority', async () => {
    const made = await open(await fresh())
    const leaf = leafOf(made)
    expect(leaf.publicKey.asymmetricKeyDetails?.namedCurve).toBe('prime256v1')
    expect(leaf.checkPrivateKey(createPrivateKey(made.key))).toBe(true)
    expect(leaf.verify(leaf.publicKey)).toBe(true)
    expect(leaf.ca).toBe(false)
    expect(leaf.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
    expect(leaf.subject).toBe('CN=Office')
    expect(leaf.issuer).toBe('CN=Office')
    expect(leaf.serialNumber).toMatch(/^[4-7][\dA-F]{31}$/)
    expect(leafOf(await open(await fresh())).serialNumber).not.toBe(leaf.serialNumber)
  })

  it('gives its fingerprint as openssl prints it, in the letters of the announcement', async () => {
    const made = await open(await fresh())
    expect(made.fingerprint).toMatch(/^[\w-]{43}$/)
    expect(Buffer.from(made.fingerprint, 'base64url').toString('hex').toUpperCase()).toBe(
      leafOf(made).fingerprint256.replaceAll(':', ''),
    )
  })

  it('is for its names and this computer; what is no host name is left out', async () => {
    const names = ['earshot.local', 'bücher.example', '10.0.0.1', 'a b', '']
    expect(leafOf(await open(await fresh(), { names })).subjectAltName).toBe(
      'DNS:localhost, DNS:earshot.local, DNS:xn--bcher-kva.example, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1',
    )
  })

  it('has the name of the room without what cannot be seen', async () => {
    const made = await open(await fresh(), { room: 'Bü\u202Ero\n' })
    expect(leafOf(made).toLegacyObject().subject).toEqual({ CN: 'Büro' })
  })

  it('is valid for 800 days, from a day ago on', async () => {
    const made = await open(await fresh())
    expect(Date.parse(leafOf(made).validFrom)).toBe(nowMs - dayMs)
    expect(made.notAfterMs).toBe(nowMs + 799 * dayMs)
  })

  it.each([
    ['is kept', 'with 60 days left', 739 * dayMs, false],
    ['is renewed', 'with less', 739 * dayMs + 1, true],
    ['is renewed', 'after its end', 1_000 * dayMs, true],
    ['is renewed', 'where a clock that went back would not take it', -2 * dayMs, true],
  ])('%s %s, always for the same key', async (_is, _when, laterMs, isRenewed) => {
    const stateDir = await fresh()
    const before = await open(stateDir)
    const after = await open(stateDir, { at: nowMs + laterMs })
    expect(after.fingerprint !== before.fingerprint).toBe(isRenewed)
    expect(after.key).toBe(before.key)
    expect(await open(stateDir, { at: nowMs + laterMs })).toEqual(after)
  })

  it('is refused with what to do where others can read its key', async () => {
    const stateDir = await fresh()
    await open(stateDir)
    await chmod(fileOf(stateDir, 'tls.key'), 0o640)
    await expect(open(stateDir)).rejects.toThrow(/others .* \(mode 640\): run "chmod 600/)
  })

  it.each([
    ['tls.key', /tls\.key is no ECDSA P-256 private key: put it back from a copy, or remove it/],
    ['tls.crt', /tls\.crt is no certificate of the key in tls\.key beside it: put it back from a copy/],
  ])('is refused with what to do, and not replaced, where %s is broken', async (name, words) => {
    const stateDir = await fresh()
    await open(stateDir)
    await writeFile(fileOf(stateDir, name), 'broken')
    await expect(open(stateDir)).rejects.toThrow(words)
    expect(await readFile(fileOf(stateDir, name), 'utf8')).toBe('broken')
  })

  it('is refused where it belongs to another key', async () => {
    const [stateDir, other] = [await fresh(), await fresh()]
    await open(stateDir)
    await writeFile(fileOf(stateDir, 'tls.crt'), (await open(other)).cert)
    await expect(open(stateDir)).rejects.toThrow(/is no certificate of the key/)
  })
})
