import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from 'irc-framework'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Wire } from '../conformance/wire.ts'
import { type DaemonProcess, endAll, freshDir, startDaemonProcess } from '../e2e/daemon-process.ts'
import { openTls } from '../tls-wire.ts'
import { makeCertificate } from '../tls.ts'
import { Tmux, whyNot } from '../tmux.ts'
import { until } from './until.ts'

const mechanisms = ['PLAIN', 'SCRAM-SHA-256', 'EXTERNAL'] as const
type Mechanism = (typeof mechanisms)[number]
const password = 'correct-horse'

let daemon: DaemonProcess
let certificate: { readonly cert: string; readonly key: string }
/** Certificate and key in one file, as weechat and irssi have them. */
let pem: string

/** alice has an account, and a certificate that logs in to it. */
beforeAll(async () => {
  daemon = await startDaemonProcess('--name=Office', '--no-limits')
  certificate = await makeCertificate()
  pem = join(freshDir(), 'alice.pem')
  writeFileSync(pem, certificate.cert + certificate.key, { mode: 0o600 })
  const alice = await openTls(daemon.port, certificate)
  alice.send('NICK alice', 'USER alice 0 * :Alice', `REGISTER * * ${password}`, 'NS CERT ADD', 'QUIT')
  await alice.hears(/The certificate [0-9a-f]+ logs in/)
  await alice.hears(/ERROR/)
  alice.close()
})
afterAll(endAll)

/** It has logged in by this mechanism, before it became a member under its own nick; then it is gone. */
async function hasLoggedIn(from: number, mechanism: Mechanism, leave: () => void): Promise<void> {
  const said = () =>
    daemon
      .log()
      .slice(from)
      .filter(({ evt }) => ['account.login', 'account.refused', 'conn.active'].includes(String(evt)))
      .map(({ evt, nick, account, mechanism }) => [evt, account ?? nick, mechanism].filter(Boolean).join(' '))
  const hoped = [`account.login alice ${mechanism}`, 'conn.active alice']
  const came = await until(said, (lines) => lines.join() === hoped.join(), 12_000)
  const bob = await (await Wire.open(daemon.port)).register('bob')
  bob.send('WHOIS alice')
  const account = came.length === hoped.length ? await bob.skipTo(/ 330 bob alice alice /) : undefined
  bob.close()
  leave()
  expect(came).toEqual(hoped)
  expect(account).toBeDefined()
}

describe('irc-framework logs in by', () => {
  it.each(['PLAIN', 'EXTERNAL'] as const)('%s', async (mechanism) => {
    const from = daemon.log().length
    const alice = new Client()
    alice.connect({
      host: '127.0.0.1',
      port: daemon.port,
      nick: 'alice',
      username: 'alice',
      gecos: 'Alice',
      auto_reconnect: false,
      enable_chghost: true,
      enable_echomessage: true,
      enable_setname: true,
      sasl_mechanism: mechanism,
      ...(mechanism === 'EXTERNAL'
        ? {
            tls: true,
            rejectUnauthorized: false,
            account: {},
            client_certificate: { private_key: certificate.key, certificate: certificate.cert },
          }
        : { account: { account: 'alice', password } }),
    })
    await hasLoggedIn(from, mechanism, () => alice.quit())
    alice.removeAllListeners()
  })
})

const weechat = (mechanism: Mechanism, home: string): string[] => {
  const tls = mechanism === 'EXTERNAL'
  const options = [
    'nicks alice',
    `sasl_mechanism ${mechanism.toLowerCase()}`,
    ...(tls ? ['ssl_verify off', `ssl_cert ${pem}`] : ['sasl_username alice', `sasl_password ${password}`]),
  ]
  const commands = [
    `/server add office 127.0.0.1/${daemon.port}${tls ? ' -ssl' : ''}`,
    ...options.map((option) => `/set irc.server.office.${option}`),
    '/connect office',
  ]
  return ['weechat', '--dir', home, ...commands.flatMap((command) => ['--run-command', command])]
}

const irssi = (mechanism: Mechanism, home: string): string[] => {
  const tls = mechanism === 'EXTERNAL'
  const login = tls ? '' : ` -sasl_username alice -sasl_password ${password}`
  const commands = [
    '/set nick alice',
    '/set user_name alice',
    `/network add -sasl_mechanism ${mechanism}${login} office`,
    `/server add -network office${tls ? ` -tls -notls_verify -tls_cert ${pem}` : ''} 127.0.0.1 ${daemon.port}`,
    '/connect office',
  ]
  writeFileSync(join(home, 'startup'), `${commands.join('\n')}\n`)
  return ['irssi', `--home=${home}`]
}

/** irssi 1.4 has no SCRAM. */
const programs = [
  { program: 'weechat', command: weechat, mechanisms },
  { program: 'irssi', command: irssi, mechanisms: ['PLAIN', 'EXTERNAL'] },
] as const

for (const { program, command, mechanisms } of programs) {
  const reason = whyNot('tmux', program)
  const skipped = reason === undefined ? '' : ` (skipped: ${reason})`
  describe.skipIf(reason !== undefined)(`${program} logs in by${skipped}`, () => {
    let tmux: Tmux
    afterEach(() => tmux?.close())

    it.each(mechanisms)('%s', async (mechanism) => {
      const from = daemon.log().length
      tmux = new Tmux()
      const home = tmux.home()
      const size = { columns: 160, rows: 50 }
      const env = { PATH: process.env['PATH'], HOME: home }
      const terminal = tmux.open({ command: command(mechanism, home), env, size })
      await hasLoggedIn(from, mechanism, () => terminal.enter('/quit')).catch((error: unknown) => {
        throw new Error(`${String(error)}\n${terminal.everything()}`, { cause: error })
      })
      await until(
        () => daemon.log().slice(from),
        (lines) => lines.some(({ evt, nick }) => evt === 'conn.left' && nick === 'alice'),
      )
    })
  })
}
