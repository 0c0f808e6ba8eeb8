import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Certificate, openCertificate } from '../../src/ops/certificate.ts'
import { isPubliclyTrusted } from '../../src/ops/public-trust.ts'

const make = async (nowMs: number): Promise<Certificate> =>
  await openCertificate({
    stateDir: await mkdtemp(join(tmpdir(), 'earshot-certificate-')),
    room: 'Office',
    names: ['chat.example'],
    nowMs,
  })

let own: Certificate

beforeAll(async () => {
  own = await make(Date.now())
})

describe('a certificate is one that the public trusts', () => {
  it('when somebody trusted vouches for it, for that name', async () => {
    expect(await isPubliclyTrusted(own, 'chat.example', own.cert)).toBe(true)
  })

  it.each([
    ['of its own making', 'chat.example', () => undefined],
    ['for another name', 'other.example', () => own.cert],
    ['for an address', '127.0.0.1', () => own.cert],
    ['for nobody', '', () => own.cert],
    ['for what is no name', 'a b\0', () => own.cert],
    ['where who vouches for it is not known', 'chat.example', () => 'broken'],
  ])('and not %s', async (_why, name, ca) => {
    expect(await isPubliclyTrusted(own, name, ca())).toBe(false)
  })

  it('and not when it has expired', async () => {
    const old = await make(0)
    expect(await isPubliclyTrusted(old, 'chat.example', old.cert)).toBe(false)
  })

  it('and not when it is broken', async () => {
    expect(await isPubliclyTrusted({ cert: 'broken', key: own.key }, 'chat.example', own.cert)).toBe(false)
    expect(await isPubliclyTrusted({ cert: own.cert, key: 'broken' }, 'chat.example', own.cert)).toBe(false)
  })
})
