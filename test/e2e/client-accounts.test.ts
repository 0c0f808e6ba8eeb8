import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { makeCertificate } from '../tls.ts'
import { Lan, endAll } from './cli-process.ts'

afterEach(endAll)

function secret(lan: Lan, name: string, text: string): string {
  const path = join(lan.state, name)
  writeFileSync(path, `${text}\n`, { mode: 0o600 })
  return path
}

/** A room, and files with a right and another password. */
async function office(
  ...args: string[]
): Promise<{ lan: Lan; port: number; right: string; other: string; state: string }> {
  const lan = await Lan.open()
  const { port, state } = await lan.room('Office', ...args)
  return {
    lan,
    port,
    state,
    right: secret(lan, 'right', 'correct horse'),
    other: secret(lan, 'other', 'battery staple'),
  }
}

const as = (file: string): string[] => ['--nick', 'ann', '--account-password-file', file]

describe('earshot register', () => {
  it('makes the nick ours, keeps who we are for us alone, and logs the other commands in', async () => {
    const { lan, right, state } = await office()
    expect(await lan.run(['register', ...as(right)])).toMatchObject({ code: 0 })
    const kept = join(lan.state, 'here', 'logins.json')
    expect(statSync(kept).mode & 0o777).toBe(0o600)
    const ann = lan.start('--json', '--nick', 'ann')
    await ann.says('joined', 'err')
    const sent = await lan.run(['send', 'hello'])
    expect(sent).toMatchObject({ code: 0 })
    await ann.says(/"nick":"ann_\d{4}".*"text":"hello"/)
    const log = readFileSync(join(state, 'log', 'audit.log'), 'utf8')
    expect(log.match(/"account.login".*"mechanism":"SCRAM-SHA-256"/g)).toHaveLength(2)
    expect(log).not.toContain('horse')
  })

  it('is refused for a nick of somebody else, who is told of earshot login', async () => {
    const { lan, right, other } = await office()
    await lan.run(['register', ...as(right)])
    const elsewhere = ['--state-dir', join(lan.state, 'elsewhere')]
    const second = await lan.run(['register', ...as(other), ...elsewhere])
    expect(second).toMatchObject({ code: 5 })
    expect(second.err).toContain('If it is an account of yours: earshot login')
    expect(existsSync(join(lan.state, 'elsewhere', 'logins.json'))).toBe(false)
  })

  it('needs a password, and never takes one from an argument', async () => {
    const { lan } = await office()
    const none = await lan.run(['register', '--nick', 'ann'])
    expect(none).toMatchObject({ code: 2 })
    expect(none.err).toContain('--account-password-file FILE')
    expect(await lan.run(['register', '--password', 'correct horse'])).toMatchObject({ code: 2 })
  })
})

describe('earshot login', () => {
  it('keeps what the room has taken, and nothing else; logout forgets it', async () => {
    const { lan, right, other, port } = await office()
    const elsewhere = ['--state-dir', join(lan.state, 'elsewhere'), '--host', `127.0.0.1:${port}`]
    await lan.run(['register', ...as(right)])
    const wrong = await lan.run(['login', ...as(other), ...elsewhere])
    expect(wrong).toMatchObject({ code: 4 })
    expect(wrong.err).toContain('did not log us in')
    expect(await lan.run(['logout', ...elsewhere])).toMatchObject({ code: 1 })
    expect(await lan.run(['login', ...as(right), ...elsewhere])).toMatchObject({ code: 0 })
    expect(await lan.run(['send', 'hello', ...elsewhere])).toMatchObject({ code: 0 })
    const out = await lan.run(['logout', ...elsewhere])
    expect([out.code, out.err]).toEqual([0, expect.stringContaining('forgotten: ann of')])
    const after = await lan.run(['send', '--nick', 'ann', 'hello', ...elsewhere])
    expect(after.err).toContain('trying ann_')
  })

  it('by certificate: one that is added by password logs in from then on', async () => {
    const { lan, right } = await office()
    const { cert, key } = await makeCertificate()
    const pem = secret(lan, 'ann.pem', `${cert}${key}`)
    await lan.run(['register', ...as(right)])
    await lan.run(['logout'])
    const early = await lan.run(['login', '--nick', 'ann', '--client-cert', pem])
    expect(early).toMatchObject({ code: 4 })
    const login = await lan.run(['login', ...as(right), '--client-cert', pem])
    expect(login).toMatchObject({ code: 0 })
    expect(readFileSync(join(lan.state, 'here', 'logins.json'), 'utf8')).not.toContain('horse')
    expect(await lan.run(['send', '--nick', 'ann', 'hello'])).toMatchObject({ code: 0, err: '' })
  })
})

describe('earshot passwd', () => {
  it('changes the password, and keeps the new one', async () => {
    const { lan, right, other } = await office()
    await lan.run(['register', ...as(right)])
    expect(await lan.run(['passwd', '--new-password-file', other])).toMatchObject({ code: 0 })
    expect(await lan.run(['send', 'hello'])).toMatchObject({ code: 0, err: '' })
    expect(await lan.run(['send', ...as(other), 'hello'])).toMatchObject({ code: 0, err: '' })
    expect(await lan.run(['send', ...as(right), 'hello'])).toMatchObject({ code: 4 })
  })
})

describe('earshot unregister', () => {
  it('ends the account by its password, and forgets who we were', async () => {
    const { lan, right, other } = await office()
    await lan.run(['register', ...as(right)])
    expect(await lan.run(['unregister', ...as(other)])).toMatchObject({ code: 4 })
    // Who we are is kept, and need not be said again.
    const ended = await lan.run(['unregister', '--account-password-file', right])
    expect([ended.code, ended.err]).toEqual([
      0,
      expect.stringContaining('there is no account ann in "Office" any more'),
    ])
    expect(await lan.run(['logout'])).toMatchObject({ code: 1 })
    expect(await lan.run(['send', '--nick', 'ann', 'hello'])).toMatchObject({ code: 0, err: '' })
  })
})

describe('two clients of one account under one nick', () => {
  it('do not fight: the first one ends, and says why', async () => {
    const { lan, right } = await office()
    await lan.run(['register', ...as(right)])
    const first = lan.start('--json', '--nick', 'ann')
    await first.says('joined', 'err')
    const second = lan.start('--json', '--nick', 'ann')
    const { code, err } = await first.ended
    expect([code, err]).toEqual([6, expect.stringMatching(/elsewhere .*\(Replaced\)[^]*earshot --nick NAME/)])
    await second.says('joined', 'err')
    second.child.stdin?.end()
    expect(await second.ended).toMatchObject({ code: 0 })
  })
})
