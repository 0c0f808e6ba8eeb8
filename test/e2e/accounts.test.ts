import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { Wire } from '../conformance/wire.ts'
import { makeCertificate } from '../tls.ts'
import { openTls } from '../tls-wire.ts'
import { earshot, endAll, freshDir, startDaemonProcess } from './daemon-process.ts'

afterEach(endAll)

const base64 = (text: string): string => Buffer.from(text).toString('base64')
const plain = ['AUTHENTICATE PLAIN', `AUTHENTICATE ${base64('\0ann\0correct horse')}`]

describe('a daemon with --accounts', () => {
  it('has them after kill -9, and not a password in any file', async () => {
    const accounts = join(freshDir(), 'accounts')
    const first = await startDaemonProcess(`--accounts=${accounts}`)
    const ann = await (await Wire.open(first.port)).register('ann')
    ann.send('REGISTER * * :correct horse')
    await ann.skipTo(/ 900 ann /)
    first.child.kill('SIGKILL')
    await first.ended
    // What it wrote last may be torn.
    writeFileSync(accounts, `${readFileSync(accounts, 'utf8')}{"format":1,"na`)
    const second = await startDaemonProcess(`--accounts=${accounts}`, `--state-dir=${first.stateDir}`)
    const again = await (await Wire.open(second.port)).register('other')
    again.send('CAP REQ :sasl', ...plain, 'NICK ann')
    await again.skipTo(/^:other!\S+ NICK ann$/)
    expect(second.log().map(({ evt }) => evt)).toEqual(
      expect.arrayContaining(['accounts.torn', 'account.login']),
    )
    expect(readFileSync(accounts, 'utf8') + JSON.stringify(second.log())).not.toMatch(/horse|Y29ycmVjd/)
  })

  it('is not started with the file of another one, and says whose it is', async () => {
    const accounts = join(freshDir(), 'accounts')
    const first = await startDaemonProcess(`--accounts=${accounts}`)
    const second = await earshot('daemon', '--port=0', `--state-dir=${freshDir()}`, `--accounts=${accounts}`)
      .ended
    expect(second.code).toBe(7)
    expect(second.stderr).toContain(`${accounts} is in use by another process, pid ${first.child.pid}.`)
  })

  it('is not started with a broken file, and says which line', async () => {
    const accounts = join(freshDir(), 'accounts')
    writeFileSync(accounts, 'nonsense\n\n', { mode: 0o600 })
    const { code, stderr } = await earshot(
      'daemon',
      '--port=0',
      `--state-dir=${freshDir()}`,
      `--accounts=${accounts}`,
    ).ended
    expect([code, stderr]).toEqual([2, expect.stringContaining(`${accounts}: line 1 is no account.`)])
  })
})

describe('a client certificate', () => {
  it('logs in by EXTERNAL when its owner has added it, over TLS alone', async () => {
    const daemon = await startDaemonProcess()
    const certificate = await makeCertificate()
    const first = await openTls(daemon.port, certificate)
    first.send('CAP LS 302', 'NICK ann', 'USER ann 0 * :Ann', 'CAP REQ :sasl')
    await first.hears(/ sasl=PLAIN,EXTERNAL,SCRAM-SHA-256 /)
    first.send('REGISTER * * :correct horse', 'CAP END', 'NS CERT ADD')
    await first.hears(/NS: The certificate [0-9a-f]{64} logs in to your account/)
    const second = await openTls(daemon.port, certificate)
    second.send('CAP LS 302', 'NICK ann', 'USER ann 0 * :Ann', 'CAP REQ :sasl')
    second.send('AUTHENTICATE EXTERNAL', 'AUTHENTICATE +', 'CAP END')
    await second.hears(/ 903 ann /)
    await second.hears(/ 001 ann /)
    await first.hears(/ERROR .*Replaced/)
    expect(daemon.log().filter(({ evt }) => evt === 'account.login')).toMatchObject([
      { mechanism: 'EXTERNAL', account: 'ann' },
    ])
    first.close()
    second.close()
  })
})
