import { chmodSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { checkLine } from '../../src/ops/log-line.ts'
import { Wire } from '../conformance/wire.ts'
import { earshot, endAll, freshDir, logLines, startDaemonProcess } from './daemon-process.ts'

afterEach(endAll)

const enter = async (port: number, nick: string): Promise<Wire> => (await Wire.open(port)).register(nick)

describe('the operator of a daemon', () => {
  it('is who can read the token in its state directory, and can end a connection', async () => {
    const daemon = await startDaemonProcess()
    const { operatorToken } = await daemon.status()
    const path = String(operatorToken)
    expect(path.startsWith(daemon.stateDir)).toBe(true)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    const token = readFileSync(path, 'utf8').trim()
    const ann = await enter(daemon.port, 'ann')
    const bob = await enter(daemon.port, 'bob')
    ann.send('OPER ann wrong-password', `OPER ann ${token}`, 'KILL bob :enough')
    expect(await ann.skipTo(/ 464 /)).toContain(' 464 ann :')
    expect(await ann.skipTo(/ 381 /)).toContain(' 381 ann :')
    expect(await bob.skipTo(/^ERROR /)).toContain('Killed (ann (enough))')
    await bob.end()
    await ann.sync()
    expect(await daemon.status()).toMatchObject({ members: 1 })
    const log = logLines(daemon.stateDir)
    expect(log.flatMap(checkLine)).toEqual([])
    expect(log.join('\n')).not.toMatch(new RegExp(`${token}|wrong-password|enough`))
    const events = daemon.log().map(({ evt }) => evt)
    expect(events).toEqual(expect.arrayContaining(['oper.refused', 'oper.granted', 'oper.used']))
  })

  it('changes the message of the day and what is offered with REHASH, and a broken file changes nothing', async () => {
    const dir = freshDir()
    const [motd, caps, password] = ['motd', 'caps', 'password'].map((name) => join(dir, name))
    writeFileSync(motd ?? '', 'good morning\n')
    writeFileSync(caps ?? '', '')
    writeFileSync(password ?? '', 'open sesame\n')
    chmodSync(password ?? '', 0o600)
    const daemon = await startDaemonProcess(
      '--server-name=irc.example.org',
      '--admin-info=Ann',
      '--operator=root',
      `--operator-password-file=${password}`,
      `--motd-file=${motd}`,
      `--hidden-caps-file=${caps}`,
    )
    const ann = await enter(daemon.port, 'ann')
    expect(ann.lines).toContain(':irc.example.org 372 ann :- good morning')
    writeFileSync(motd ?? '', 'good evening\n')
    writeFileSync(caps ?? '', 'setname\n')
    ann.send('OPER root :open sesame', 'CAP REQ cap-notify', 'REHASH')
    await ann.skipTo(/ CAP ann DEL :.*setname/)
    ann.send('MOTD', 'ADMIN')
    expect(await ann.skipTo(/ 372 /)).toBe(':irc.example.org 372 ann :- good evening')
    expect(await ann.skipTo(/ 257 /)).toBe(':irc.example.org 257 ann :Ann')
    writeFileSync(motd ?? '', Buffer.from([0xff]))
    ann.send('REHASH')
    expect(await ann.skipTo(/ NOTICE ann :REHASH: /)).toContain(`${motd} is not UTF-8.`)
    ann.send('MOTD')
    expect(await ann.skipTo(/ 372 /)).toBe(':irc.example.org 372 ann :- good evening')
    expect(logLines(daemon.stateDir).flatMap(checkLine)).toEqual([])
  })

  it.each([
    ['--motd-file=/nowhere/motd', '/nowhere/motd cannot be read (ENOENT).'],
    ['--server-name=irc', 'such as irc.example.org'],
    ['--operator=root', 'go together'],
  ])('who writes %s is told what is wrong, with code 2', async (option, sentence) => {
    const { code, stderr } = await earshot(
      'daemon',
      '--port=0',
      '--no-discovery',
      `--state-dir=${freshDir()}`,
      option,
    ).ended
    expect(code).toBe(2)
    expect(stderr).toContain(sentence)
    expect(stderr).not.toContain('    at ')
  })
})
