import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { type TLSSocket, connect } from 'node:tls'
import { promisify } from 'node:util'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { Wire } from '../conformance/wire.ts'
import { whyNot } from '../tmux.ts'
import { Authority } from './authority.ts'
import { type DaemonProcess, earshot, endAll, freshDir, startDaemonProcess } from './daemon-process.ts'

const run = promisify(execFile)
const reason = whyNot('openssl', 'curl')
const soon = { timeout: 8_000, interval: 20 }
const children = new Set<ChildProcess>()
const sockets = new Set<TLSSocket>()

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  for (const socket of sockets) socket.destroy()
  children.clear()
  sockets.clear()
  await endAll()
})

/** `openssl s_client` as a person uses it: what is typed, and all that it shows. */
function sClient(port: number, ...options: string[]) {
  const child = spawn('openssl', ['s_client', '-connect', `127.0.0.1:${port}`, '-quiet', ...options])
  children.add(child)
  let shown = ''
  child.stdout.on('data', (chunk: Buffer) => void (shown += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => void (shown += chunk.toString()))
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve))
  return {
    type: (...lines: string[]) => void child.stdin.write(lines.map((line) => `${line}\r\n`).join('')),
    shown: () => shown,
    ended,
  }
}

/** What curl prints, and its exit code. */
async function curl(...args: string[]): Promise<{ code: number; stdout: string }> {
  return await run('curl', ['--silent', '--show-error', '--max-time', '10', ...args]).then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: { code: number; stdout: string }) => ({ code: error.code, stdout: error.stdout }),
  )
}

/** The fingerprint of the certificate that a new connection is shown. */
async function shownAt(port: number): Promise<string> {
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false })
  await new Promise((resolve) => socket.once('secureConnect', resolve))
  const { fingerprint256 } = socket.getPeerCertificate()
  socket.destroy()
  return fingerprint256
}

/** Lines over TLS. */
async function overTls(port: number) {
  const socket = connect({ port, host: '127.0.0.1', rejectUnauthorized: false })
  sockets.add(socket)
  socket.on('error', () => {})
  let heard = ''
  socket.on('data', (chunk: Buffer) => void (heard += chunk.toString()))
  await new Promise((resolve) => socket.once('secureConnect', resolve))
  return {
    say: (...lines: string[]) => void socket.write(lines.map((line) => `${line}\r\n`).join('')),
    heard: () => heard,
    isClosed: () => socket.destroyed,
  }
}

/** One that is free now: sts tells clients of a port for days, so it cannot be any. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}

async function operator(daemon: DaemonProcess): Promise<Wire> {
  const wire = await (await Wire.open(daemon.port)).register('root')
  const { operatorToken } = await daemon.status()
  wire.send(`OPER root ${readFileSync(String(operatorToken), 'utf8').trim()}`)
  await wire.skipTo(/ 381 /)
  return wire
}

describe.skipIf(reason !== undefined)(`TLS${reason === undefined ? '' : ` (${reason})`}`, () => {
  it.each(['-tls1_2', '-tls1_3'])('is spoken with openssl s_client %s, which chats', async (version) => {
    const daemon = await startDaemonProcess()
    const bob = await (await Wire.open(daemon.port)).register('bob')
    bob.send('JOIN #lobby')
    const client = sClient(daemon.port, version)
    client.type('NICK ann', 'USER ann 0 * :Ann', 'JOIN #lobby')
    await bob.skipTo(/:ann!\S+ JOIN #lobby/)
    bob.send('PRIVMSG #lobby :ünï 日本 🎉')
    await vi.waitUntil(() => client.shown().includes('PRIVMSG #lobby :ünï 日本 🎉'), soon)
    client.type('PRIVMSG #lobby :grüße', 'WHOIS ann', 'QUIT :bye')
    await bob.skipTo(/:ann!\S+ PRIVMSG #lobby :grüße/)
    await client.ended
    expect(client.shown()).toContain(' 671 ann ann :')
    expect(client.shown()).toContain('ERROR :')
  })

  it.each(['-tls1', '-tls1_1'])('is refused to %s', async (version) => {
    const daemon = await startDaemonProcess()
    const client = sClient(daemon.port, version, '-cipher', 'ALL:@SECLEVEL=0')
    expect(await client.ended).not.toBe(0)
    await vi.waitFor(() => {
      const refused = daemon.log().filter(({ evt }) => evt === 'conn.refused')
      expect(refused).toMatchObject([{ reason: expect.stringMatching(/^TLS handshake: ERR_SSL_/) }])
    }, soon)
  })

  it('knows a client by its certificate, with openssl s_client', async () => {
    const { cert, key } = await Authority.make()
    const daemon = await startDaemonProcess()
    const client = sClient(daemon.port, '-cert', cert, '-key', key)
    client.type('NICK ann', 'USER ann 0 * :Ann', 'WHOIS ann')
    const { stdout } = await run('openssl', ['x509', '-in', cert, '-noout', '-fingerprint', '-sha256'])
    const fingerprint = stdout.split('=')[1]?.trim().replaceAll(':', '').toLowerCase()
    await vi.waitUntil(
      () => client.shown().includes(` 276 ann ann :has client certificate fingerprint ${fingerprint}`),
      soon,
    )
  })

  it('is said by curl, as HTTP is: the page, health, and what is not there', async () => {
    const daemon = await startDaemonProcess()
    for (const scheme of ['http', 'https']) {
      const at = `${scheme}://localhost:${daemon.port}`
      const page = await curl('--insecure', '--compressed', '--include', `${at}/`)
      expect(page.stdout).toMatch(/^HTTP\/1\.1 200 OK\r\n/)
      expect(page.stdout).toContain('This is an earshot room')
      expect(await curl('--insecure', `${at}/healthz`)).toEqual({ code: 0, stdout: 'ok\n' })
      expect(await curl('--insecure', `${at}/readyz`)).toEqual({ code: 0, stdout: 'ready\n' })
      expect((await curl('--insecure', '--head', `${at}/`)).stdout).toMatch(/\r\nContent-Length: \d+\r\n/)
      expect((await curl('--insecure', '--fail', `${at}/none`)).code).toBe(22)
      const form = await curl('--insecure', '--include', '--data', 'NICK evil', `${at}/`)
      expect(form.stdout).toMatch(/^HTTP\/1\.1 405 /)
    }
    // Nobody vouches for the room's own certificate.
    expect((await curl(`https://localhost:${daemon.port}/`)).code).toBe(60)
  })

  it('goes on for who is here when its certificate is renewed by REHASH, and a broken one changes nothing', async () => {
    const authority = await Authority.make()
    const daemon = await startDaemonProcess(...authority.options)
    const first = await shownAt(daemon.port)
    expect((await daemon.status())['certificate']).toBe(first)
    const root = await operator(daemon)
    const stays = await overTls(daemon.port)
    stays.say('NICK stays', 'USER s 0 * :s')
    await vi.waitUntil(() => stays.heard().includes(' 422 '), soon)
    await authority.renew()
    root.send('REHASH')
    await root.skipTo(/ 382 /)
    await vi.waitFor(async () => expect(await shownAt(daemon.port)).not.toBe(first), soon)
    const second = await shownAt(daemon.port)
    expect((await daemon.status())['certificate']).toBe(second)
    for (const broken of ['no certificate', readFileSync(authority.ca, 'utf8')]) {
      writeFileSync(authority.cert, broken)
      root.send('REHASH')
      expect(await root.skipTo(/ NOTICE root :REHASH: /)).toContain(authority.cert)
    }
    expect(await shownAt(daemon.port)).toBe(second)
    stays.say('PING still')
    await vi.waitUntil(() => /PONG \S+ :?still\r\n/.test(stays.heard()), soon)
    expect(daemon.log().filter(({ evt }) => evt === 'config.refused')).toHaveLength(2)
  })

  it('is all that is spoken with --require-tls', async () => {
    const daemon = await startDaemonProcess('--require-tls')
    const plain = await Wire.open(daemon.port)
    plain.send('NICK ann', 'USER ann 0 * :Ann')
    expect(await plain.next()).toBe('ERROR :Closing link: (This room speaks TLS only: connect with TLS)')
    await plain.end()
    expect(plain.lines).toHaveLength(1)
    const at = `localhost:${daemon.port}`
    const redirect = await curl('--include', `http://${at}/page?x`)
    expect(redirect.stdout).toMatch(/^HTTP\/1\.1 308 /)
    expect(redirect.stdout).toContain(`\r\nLocation: https://${at}/page\r\n`)
    expect((await curl('--insecure', '--location', `http://${at}/healthz`)).stdout).toBe('ok\n')
    expect(
      (
        await curl(
          '--include',
          '--header',
          'Connection: Upgrade',
          '--header',
          'Upgrade: websocket',
          `http://${at}/`,
        )
      ).stdout,
    ).toMatch(/^HTTP\/1\.1 308 /)
    const tls = await overTls(daemon.port)
    tls.say('NICK ann', 'USER ann 0 * :Ann')
    await vi.waitUntil(() => tls.heard().includes(' 001 ann '), soon)
  })

  it('is insisted on (sts) for a certificate that the public trusts, and for no other', async () => {
    const port = await freePort()
    const self = await earshot(
      'daemon',
      `--port=${port}`,
      '--no-discovery',
      `--state-dir=${freshDir()}`,
      '--sts=30',
      '--server-name=chat.example.org',
    ).ended
    expect(self.code).toBe(2)
    expect(self.stderr).toContain('--sts: no public authority vouches for the certificate')
    const authority = await Authority.make()
    vi.stubEnv('NODE_EXTRA_CA_CERTS', authority.ca)
    try {
      const daemon = await startDaemonProcess(
        ...authority.options,
        `--port=${port}`,
        '--sts=30',
        '--server-name=chat.example.org',
      )
      const plain = await Wire.open(daemon.port)
      plain.send('CAP LS 302')
      const offer = await plain.skipTo(/ CAP \* LS :/)
      expect(offer).toMatch(new RegExp(`[ :]sts=port=${daemon.port}( |$)`))
      plain.send('CAP REQ sts')
      expect(await plain.next()).toContain(' NAK :sts')
      const tls = await overTls(daemon.port)
      tls.say('CAP LS 302', 'CAP REQ sts', 'CAP LIST')
      await vi.waitUntil(() => / CAP \* LIST :/.test(tls.heard()), soon)
      expect(tls.heard()).toMatch(/[ :]sts=duration=2592000( |\r\n)/)
      expect(tls.heard()).toContain(' NAK :sts')
      expect(tls.heard()).not.toMatch(/ LIST :.*sts/)
      const old = await Wire.open(daemon.port)
      old.send('CAP LS')
      expect(await old.next()).not.toContain('sts')
    } finally {
      vi.unstubAllEnvs()
    }
  })
})
