import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { Wire } from '../conformance/wire.ts'
import { Tmux, whyNot } from '../tmux.ts'
import { Lan, endAll, main } from './cli-process.ts'

const tmux = new Tmux()
afterEach(endAll)
afterAll(() => tmux.close())

/** A room with the password `open sesame`; a file that has it, and one that has another. */
async function office(): Promise<{ lan: Lan; port: number; state: string; file: string; other: string }> {
  const lan = await Lan.open()
  const file = secret(lan, 'password', 'open sesame')
  const other = secret(lan, 'other', 'close sesame')
  const { port, state } = await lan.room('Office', '--password-file', file)
  return { lan, port, state, file, other }
}

function secret(lan: Lan, name: string, text: string, mode = 0o600): string {
  const path = join(lan.state, name)
  writeFileSync(path, `${text}\n`, { mode })
  return path
}

describe('a room with a password', () => {
  it('takes what is sent by who has it in a file, and says to who has not how to', async () => {
    const { lan, port, file, other } = await office()
    const say = ['send', '--host', `127.0.0.1:${port}`, 'hello']
    expect(await lan.run([...say, '--password-file', file])).toMatchObject({ code: 0 })
    const without = await lan.run(say)
    expect(without).toMatchObject({ code: 4 })
    expect(without.err).toContain('This room has a password')
    expect(without.err).toContain('--password-file FILE')
    const wrong = await lan.run([...say, '--password-file', other])
    expect(wrong).toMatchObject({ code: 4 })
    expect(wrong.err).toContain('Password incorrect.')
    expect(`${wrong.err}${without.err}`).not.toContain('sesame')
  })

  it('reads it again at REHASH, and throws nobody out', async () => {
    const { lan, port, file, state } = await office()
    const ann = await Wire.open(port)
    ann.send('PASS :open sesame')
    await ann.register('ann')
    const { out } = await lan.run(['status', '--json', '--state-dir', state])
    const token = /"operatorToken":"([^"]+)"/.exec(out)?.[1] ?? ''
    ann.send(`OPER ann ${readFileSync(token, 'utf8').trim()}`)
    await ann.skipTo(/ 381 /)
    writeFileSync(file, 'tea\n')
    ann.send('REHASH')
    await ann.skipTo(/ 382 /)
    await expect
      .poll(
        async () =>
          (await lan.run(['send', '--host', `127.0.0.1:${port}`, '--password-file', file, 'hi'])).code,
      )
      .toBe(0)
    const bob = await Wire.open(port)
    bob.send('PASS :open sesame', 'NICK bob', 'USER bob 0 * :Bob')
    expect(await bob.skipTo(/ 464 /)).toContain('Password incorrect')
    await bob.skipTo(/^ERROR /)
    await ann.sync()
  })

  it('is not opened with a file that others can read', async () => {
    const lan = await Lan.open()
    const file = secret(lan, 'password', 'open sesame', 0o644)
    const refused = await lan.run(['daemon', '--port', '0', '--no-discovery', '--password-file', file])
    expect(refused).toMatchObject({ code: 2 })
    expect(refused.err).toContain('chmod 600')
    const sent = await lan.run(['send', '--host', '127.0.0.1:1', '--password-file', file, 'hello'])
    expect(sent).toMatchObject({ code: 2 })
    expect(sent.err).toContain('chmod 600')
  })

  it.skipIf(whyNot('tmux') !== undefined)('asks for it on a terminal, and shows nothing of it', async () => {
    const { lan, port } = await office()
    const terminal = tmux.open({ command: ['sh'], env: { ...lan.env('ann'), PS1: '$ ' } })
    terminal.enter(
      `'${process.execPath}' '${main}' --nick ann --host 127.0.0.1:${port}; echo "[ended with $?]"`,
    )
    await terminal.shows('Password of the room:')
    terminal.enter('wrong')
    await terminal.shows('Password incorrect.')
    await terminal.shows('Password of the room:')
    terminal.enter('open sesame')
    await terminal.shows('joined #lobby')
    expect(terminal.screen().join('\n')).not.toMatch(/sesame|wrong/)
    terminal.enter('/quit')
    await terminal.shows('[ended with 0]')
  })
})
