import { mkdtempSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hostNames, openTls, shownFingerprint } from '../../../src/cli/daemon/tls.ts'
import { makeCertificate } from '../../tls.ts'

function office() {
  const dir = mkdtempSync(join(tmpdir(), 'earshot-tls-'))
  const notes: unknown[] = []
  const note = (evt: string, fields?: object): void => void notes.push([evt, fields])
  const own = { port: 16_667, name: 'Office', stateDir: dir, allowedHost: [] }
  const files = { tlsCert: join(dir, 'cert.pem'), tlsKey: join(dir, 'key.pem') }
  const put = async (...names: string[]): Promise<string> => {
    const { cert, key, fingerprint } = await makeCertificate(...names)
    writeFileSync(files.tlsCert, cert)
    writeFileSync(files.tlsKey, key, { mode: 0o600 })
    return fingerprint
  }
  return { own, given: { ...own, ...files }, files, put, notes, note }
}

describe('the TLS of a daemon', () => {
  it('has a certificate of its own that outlives it', async () => {
    const { own, note, notes } = office()
    const first = await openTls(own, note, Date.now)
    const second = await openTls(own, note, Date.now)
    expect(second.certificate()).toEqual(first.certificate())
    expect(notes).toHaveLength(2)
    expect(notes[0]).toMatchObject([
      'tls.certificate',
      { fingerprint: shownFingerprint(first.certificate()) },
    ])
    for (const tls of [first, second]) tls.close()
  })

  it('has the operator’s, and takes another one when that was read and is kept', async () => {
    const { given, put, note, notes } = office()
    const first = await put()
    const tls = await openTls(given, note, Date.now)
    const context = tls.context()
    const second = await put()
    const { keep } = await tls.reread()
    expect([tls.certificate().fingerprint, tls.context()]).toEqual([first, context])
    keep()
    expect(tls.certificate().fingerprint).toBe(second)
    expect(tls.context()).not.toBe(context)
    keep()
    expect(notes).toHaveLength(2)
    tls.close()
  })

  it('keeps what it has where the other one is broken', async () => {
    const { given, files, put, note } = office()
    const first = await put()
    const tls = await openTls(given, note, Date.now)
    writeFileSync(files.tlsCert, 'no')
    await expect(tls.reread()).rejects.toThrow('no certificate that can be read')
    expect(tls.certificate().fingerprint).toBe(first)
    tls.close()
  })

  it('tells clients to use TLS only where the public trusts it by its name (IRCv3 sts)', async () => {
    const { own, given, put, note } = office()
    await put('irc.example.org')
    const sts = { sts: { seconds: 86_400 }, serverName: 'irc.example.org' }
    const tls = await openTls({ ...given, ...sts }, note, Date.now)
    await expect(tls.reread()).rejects.toThrow(
      'no public authority vouches for the certificate as that of irc.example.org',
    )
    const silent = await openTls(own, note, Date.now)
    expect((await silent.reread()).sts).toBeUndefined()
    for (const each of [tls, silent]) each.close()
  })
})

it('a computer is known by its own name and what it is called besides', () => {
  const own = hostname().toLowerCase()
  expect(hostNames({ serverName: 'IRC.Example.org', allowedHost: ['chat.lan'] })).toEqual(
    expect.arrayContaining(['localhost', own, `${own.split('.')[0]}.local`, 'irc.example.org', 'chat.lan']),
  )
})

it('a fingerprint is shown as openssl prints it', () => {
  const fingerprint = Buffer.alloc(32, 0xab).toString('base64url')
  expect(shownFingerprint({ fingerprint })).toBe(Array.from({ length: 32 }, () => 'AB').join(':'))
})
