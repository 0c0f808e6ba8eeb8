import { chmod, mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openIdentity } from '../../src/ops/identity.ts'
import { roomDirectory } from '../../src/ops/room-directory.ts'
import { idOf, isSignedBy } from '../../src/ops/signatures.ts'

const fresh = () => mkdtemp(join(tmpdir(), 'earshot-identity-'))
const fileOf = (stateDir: string, room: string) => join(roomDirectory(stateDir, room), 'identity.pem')
const modeOf = async (path: string) => (await stat(path)).mode & 0o777

describe('the identity of a room', () => {
  it('is made at the first start, for its owner alone, and kept', async () => {
    const stateDir = await fresh()
    const made = await openIdentity({ stateDir, room: 'Office' })
    const path = fileOf(stateDir, 'Office')
    expect(await modeOf(path)).toBe(0o600)
    expect(await modeOf(dirname(path))).toBe(0o700)
    expect(await readdir(dirname(path))).toEqual(['identity.pem'])
    const kept = await openIdentity({ stateDir, room: 'Office' })
    expect(kept.id).toBe(made.id)
    expect(kept.publicKey).toBe(made.publicKey)
  })

  it('is one, whoever of many starts first', async () => {
    const stateDir = await fresh()
    const all = await Promise.all(Array.from({ length: 8 }, () => openIdentity({ stateDir, room: 'Office' })))
    expect(new Set(all.map(({ id }) => id)).size).toBe(1)
  })

  it('signs what its public key verifies, and nothing else', async () => {
    const one = await openIdentity({ stateDir: await fresh(), room: 'Office' })
    const other = await openIdentity({ stateDir: await fresh(), room: 'Office' })
    const bytes = Buffer.from('here')
    const signature = one.sign(bytes)
    expect(signature).toMatch(/^[\w-]{86}$/)
    expect(one.publicKey).toMatch(/^[\w-]{43}$/)
    expect(one.id).toMatch(/^[a-z2-7]{26}$/)
    expect(idOf(one.publicKey)).toBe(one.id)
    expect(isSignedBy(one.publicKey, bytes, signature)).toBe(true)
    expect(isSignedBy(one.publicKey, Buffer.from('gone'), signature)).toBe(false)
    expect(isSignedBy(other.publicKey, bytes, signature)).toBe(false)
    expect(isSignedBy('k', bytes, signature)).toBe(false)
    expect(isSignedBy(one.publicKey, bytes, '')).toBe(false)
  })

  it('has one spelling of its key', async () => {
    const identity = await openIdentity({ stateDir: await fresh(), room: 'Office' })
    const bytes = Buffer.from('here')
    const signature = identity.sign(bytes)
    const respelled = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')
      .map((last) => identity.publicKey.slice(0, -1) + last)
      .filter((key) => isSignedBy(key, bytes, signature))
    expect(respelled).toEqual([identity.publicKey])
  })

  it('that others can read is refused with what to do', async () => {
    const stateDir = await fresh()
    await openIdentity({ stateDir, room: 'Office' })
    await chmod(fileOf(stateDir, 'Office'), 0o644)
    await expect(openIdentity({ stateDir, room: 'Office' })).rejects.toThrow(
      /others .* \(mode 644\): run "chmod 600/,
    )
  })

  it('that is broken is refused, and not replaced', async () => {
    const stateDir = await fresh()
    await openIdentity({ stateDir, room: 'Office' })
    await writeFile(fileOf(stateDir, 'Office'), 'broken')
    await expect(openIdentity({ stateDir, room: 'Office' })).rejects.toThrow(
      /is no Ed25519 private key: put it back/,
    )
    expect(await readFile(fileOf(stateDir, 'Office'), 'utf8')).toBe('broken')
  })

  it('that cannot be written is said so', async () => {
    const stateDir = join(await fresh(), 'file')
    await writeFile(stateDir, '')
    await expect(openIdentity({ stateDir, room: 'Office' })).rejects.toThrow(
      /cannot be (read|written) \(ENOTDIR\)/,
    )
  })
})
