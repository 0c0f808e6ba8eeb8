import { createHash } from 'node:crypto'
import { chmodSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import type { TLSSocket } from 'node:tls'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { readable } from '../../src/client/fingerprint.ts'
import { openIdentity } from '../../src/ops/identity.ts'
import { defaultLimits } from '../../src/protocol/limits.ts'
import { type Beacon, openBeacon } from '../../src/transport/discovery/beacon.ts'
import { type Shown, certificate, closeServers, tlsServer } from '../client/tls-servers.ts'
import { counter } from '../transport/discovery/counter.ts'
import { Lan, endAll } from './cli-process.ts'

/** A room whose TLS ends before its daemon, in this process, so that it shows and announces what a test wants. */
let lan: Lan
let daemonPort: number
let own: Shown
let strange: Shown
let beacon: Beacon | undefined

beforeAll(async () => {
  lan = await Lan.open()
  daemonPort = (await lan.room('Inner', '--no-discovery')).port
  own = await certificate()
  strange = await certificate()
})
afterEach(async () => {
  closeServers()
  await beacon?.close(false)
  beacon = undefined
})
afterAll(endAll)

/** The certificates that clients showed. */
const shown: string[] = []

async function shows(one: Shown, options: object = {}): Promise<number> {
  const toDaemon = (near: TLSSocket): void => {
    const client = near.getPeerX509Certificate()
    if (client !== undefined) shown.push(createHash('sha256').update(client.raw).digest('base64url'))
    const far = connect(daemonPort, '127.0.0.1')
    far.on('error', () => undefined).on('close', () => near.destroy())
    near.on('close', () => far.destroy())
    near.pipe(far)
    far.pipe(near)
  }
  return await tlsServer(one, toDaemon, options)
}

/** The room of this name says that it is on that port, with that certificate or without TLS. */
async function announces(room: string, tcpPort: number, fingerprint?: string, by = 'outer'): Promise<string> {
  const identity = await openIdentity({ stateDir: join(lan.state, by), room })
  await beacon?.close(false)
  beacon = await openBeacon({
    port: lan.udpPort,
    identity,
    room,
    tcpPort,
    bootId: String(Date.now() % 100_000_000).padStart(8, '0'),
    nextSeq: counter(),
    version: '0.1.0',
    limits: defaultLimits,
    note: () => undefined,
    onFailed: (error) => {
      throw error
    },
    ...(fingerprint === undefined ? {} : { tlsFingerprint: () => fingerprint }),
  })
  return identity.id
}

const known = async (): Promise<unknown> =>
  JSON.parse(await readFile(join(lan.state, 'here', 'known_rooms.json'), 'utf8'))

describe('a room with TLS', () => {
  it('is found and joined over it, and never without again', async () => {
    const port = await shows(own)
    const id = await announces('Office', port, own.fingerprint)
    expect(await lan.run(['send', 'hi', '--server', 'Office'])).toEqual({ code: 0, out: '', err: '' })
    expect(await known()).toMatchObject({ rooms: [{ id, tls: true }], hosts: [] })
    expect((await lan.run(['send', 'hi', '--server', 'Office', '--no-tls'])).code).toBe(4)
    await announces('Office', daemonPort)
    const stripped = await lan.run(['send', 'hi', '--server', 'Office'])
    expect(stripped.code).toBe(4)
    expect(stripped.err).toContain(`"Office" (127.0.0.1:${daemonPort}) was joined over TLS before`)
    expect(stripped.err).toContain(`If it is to be without TLS:   earshot --server ${id} --trust`)
  })

  it('may be without it when a person says so, but not where TLS is insisted on', async () => {
    await announces('Office', daemonPort)
    expect((await lan.run(['send', 'hi', '--server', 'Office', '--trust'])).code).toBe(0)
    expect((await lan.run(['send', 'hi', '--server', 'Office'])).code).toBe(0)
    expect((await lan.run(['send', 'hi', '--server', 'Office', '--tls'])).code).toBe(4)
  })

  it('is refused with another certificate than it announces, which is shown to be compared', async () => {
    const port = await shows(strange)
    await announces('Swapped', port, own.fingerprint)
    const { code, out, err } = await lan.run(['send', 'hi', '--server', 'Swapped'])
    expect([code, out]).toEqual([4, ''])
    expect(err).toContain(readable(own.fingerprint))
    expect(err).toContain(readable(strange.fingerprint))
  })

  it('at an address says which room it is', async () => {
    const port = await shows(own)
    const id = await announces('Typed', port, own.fingerprint)
    const host = ['--host', `127.0.0.1:${port}`]
    expect(await lan.run(['send', 'hi', ...host])).toEqual({ code: 0, out: '', err: '' })
    const { rooms, hosts } = Object(await known())
    expect(rooms).toContainEqual(expect.objectContaining({ id, room: 'Typed', tls: true }))
    expect(hosts).toContainEqual(expect.objectContaining({ at: `127.0.0.1:${port}`, key: own.seen.key }))
    expect((await lan.run(['send', 'hi', ...host, '--server', 'typed'])).code).toBe(0)
    const other = await lan.run(['send', 'hi', ...host, '--server', 'Kitchen'])
    expect(other.code).toBe(4)
    expect(other.err).toBe(`The room at 127.0.0.1:${port} is not Kitchen: it is "Typed", ${id}.\n`)
  })

  it('at an address is refused where its name is that of another one that we know', async () => {
    const port = await shows(own)
    const id = await announces('Twin', port, own.fingerprint)
    expect((await lan.run(['send', 'hi', '--server', 'Twin'])).code).toBe(0)
    const other = await announces('Twin', port, own.fingerprint, 'evil')
    const host = ['--host', `127.0.0.1:${port}`]
    const refused = await lan.run(['send', 'hi', ...host])
    expect(refused.code).toBe(4)
    expect(refused.err).toContain(`its identity was   ${id}`)
    expect(refused.err).toContain(`and now it is      ${other}`)
    expect(refused.err).toContain(`If it is this one:   earshot ${host.join(' ')} --trust`)
    expect((await lan.run(['send', 'hi', ...host, '--trust'])).code).toBe(0)
    expect((await lan.run(['send', 'hi', ...host])).code).toBe(0)
  })

  it('at an address that nobody says anything of is known by its key', async () => {
    const port = await shows(own)
    const host = ['--host', `127.0.0.1:${port}`]
    expect(await lan.run(['send', 'hi', ...host])).toEqual({ code: 0, out: '', err: '' })
    expect((await lan.run(['send', 'hi', ...host, '--server', 'Office'])).code).toBe(4)
    closeServers()
    expect(await shows(strange, { port })).toBe(port)
    const refused = await lan.run(['send', 'hi', ...host])
    expect(refused.code).toBe(4)
    expect(refused.err).toContain(readable(own.seen.key))
    expect(refused.err).toContain(`If it is this one:   earshot ${host.join(' ')} --trust`)
    expect((await lan.run(['send', 'hi', ...host, '--trust'])).code).toBe(0)
    expect((await lan.run(['send', 'hi', ...host])).code).toBe(0)
  })

  it('that renews its certificate keeps who is in it', async () => {
    const port = await shows(own)
    await announces('Renewed', port, own.fingerprint)
    const listener = lan.start('listen', '--json', '--server', 'Renewed')
    await listener.says('"joined"')
    closeServers()
    await shows(strange, { port })
    await announces('Renewed', port, strange.fingerprint)
    await listener.says('"back"')
    expect(listener.err).not.toContain('WARNING')
  })

  it('whose certificate is swapped is not come back to, and that is said', async () => {
    const port = await shows(own)
    await announces('Stolen', port, own.fingerprint)
    const listener = lan.start('listen', '--json', '--server', 'Stolen')
    await listener.says('"joined"')
    closeServers()
    await shows(strange, { port })
    await listener.says('WARNING: who answers at', 'err')
    await listener.says(readable(strange.fingerprint), 'err')
    expect(listener.out).not.toContain('"back"')
  })

  it('is told who we are by a certificate that nobody else can read', async () => {
    const us = await certificate()
    const file = join(lan.state, 'us.pem')
    writeFileSync(file, us.cert + us.key, { mode: 0o644 })
    const port = await shows(own, { requestCert: true, rejectUnauthorized: false })
    await announces('Asking', port, own.fingerprint)
    const send = ['send', 'hi', '--server', 'Asking', '--client-cert', file]
    const refused = await lan.run(send)
    chmodSync(file, 0o600)
    expect((await lan.run(send)).code).toBe(0)
    expect(shown).toEqual([us.seen.fingerprint])
    expect([refused.code, refused.err]).toEqual([
      2,
      expect.stringMatching(/^--client-cert: .*us\.pem is a secret that others .*: run "chmod 600 /),
    ])
  })
})
