import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, existsSync, openSync, rmSync, symlinkSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { Lan, Running, endAll, main, objects } from './cli-process.ts'

/** Fields that `docs/json.md` promises for `status --json`. */
const statusFields =
  'channels connections id logFile members page pid port room rssBytes uptimeMs version'.split(' ')

describe('a room that is there', () => {
  let lan: Lan

  beforeAll(async () => {
    lan = await Lan.open()
    await lan.room('Office')
  })

  afterAll(endAll)

  it('is found by discover, for people and for scripts', async () => {
    const listed = await lan.run(['discover', '--timeout', '2s'])
    expect(listed).toMatchObject({ code: 0, err: '' })
    expect(listed.out).toMatch(/^Office\t127\.0\.0\.1:\d+\t\S+\t\d+ ms\t(?:new|known)\t[a-z2-7]{26}\n$/)
    const { out } = await lan.run(['discover', '--json', '--timeout', '2s'])
    expect(JSON.parse(out)).toMatchObject({ room: 'Office', host: '127.0.0.1' })
  })

  it('hears what is sent, once, after it said that it listens', async () => {
    const listener = lan.start('listen', '--json', '--nick', 'ear')
    await listener.says('"joined"')
    const sent = await lan.run(['send', 'hello', 'world', '--nick', 'bob'])
    expect(sent).toEqual({ code: 0, out: '', err: '' })
    await listener.says('"quit"')
    listener.child.kill('SIGINT')
    expect((await listener.ended).code).toBe(130)
    const objects = listener.objects()
    expect(objects[0]).toMatchObject({ type: 'status', text: 'joined', server: 'Office', nick: 'ear' })
    expect(objects.map(({ type, nick, text }) => [type, nick, text]).slice(1)).toEqual([
      ['join', 'bob', ''],
      ['message', 'bob', 'hello world'],
      ['quit', 'bob', ''],
    ])
  })

  it('takes each line of stdin, in order, and gives the same ids to both sides', async () => {
    const lines = Array.from({ length: 40 }, (_, i) => `line ${i} – ${'ü'.repeat(i)}`)
    const listener = lan.start('listen', '--json', '--nick', 'ear', '--count', '40')
    await listener.says('"joined"')
    const sent = await lan.run(['send', '--json', '--nick', 'bob'], lines.join('\n'))
    expect(sent.code).toBe(0)
    const { code } = await listener.ended
    expect(code).toBe(0)
    const heard = listener.objects().filter(({ type }) => type === 'message')
    expect(heard.map(({ text }) => text)).toEqual(lines)
    const ids = objects(sent.out).map(({ id }) => id)
    expect(heard.map(({ id }) => id)).toEqual(ids)
  })

  it('takes all of stdin as one message with --block, and one too long for a line as one too', async () => {
    const listener = lan.start('listen', '--json', '--nick', 'ear', '--count', '2')
    await listener.says('"joined"')
    const sent = await lan.run(['send', '--block', '--json', '--nick', 'bob'], 'one\n\n  two\n')
    expect([sent.code, objects(sent.out)]).toEqual([0, [expect.objectContaining({ type: 'sent' })]])
    const long = 'wörter 👩‍👩‍👧 '.repeat(120).trim()
    expect((await lan.run(['send', '--nick', 'bob'], long)).code).toBe(0)
    await listener.ended
    const heard = listener.objects().filter(({ type }) => type === 'message')
    expect(heard.map(({ text }) => text)).toEqual(['one\n\n  two', long])
    expect(heard[0]?.['id']).toBe(objects(sent.out)[0]?.['id'])
  })

  it('takes a text that is too long for one message in several that are that text', async () => {
    const text = 'wörter 👩‍👩‍👧 '.repeat(700).trim()
    const listener = lan.start('listen', '--json', '--nick', 'ear')
    await listener.says('"joined"')
    expect((await lan.run(['send', '--nick', 'bob'], text)).code).toBe(0)
    await listener.says('"quit"')
    const pieces = listener.objects().filter(({ type }) => type === 'message')
    expect(pieces.length).toBeGreaterThan(3)
    expect(pieces.map((piece) => piece['text']).join('')).toBe(text)
  })

  it('is talked to by stdin, and left politely after the last echo', async () => {
    const talk = await lan.run(['--nick', 'ann'], 'hi\n/me waves\n//slash\n')
    expect(talk.out.replaceAll(/^\d\d:\d\d /gm, '')).toBe('ann: hi\n* ann waves\nann: /slash\n')
    expect(talk.err).toMatch(/^joined #lobby of "Office" at 127\.0\.0\.1:\d+ \(.*\) as ann - \/help\n$/)
    expect(talk.code).toBe(0)
  })

  it('tells a typing mistake and ends with 1', async () => {
    const talk = await lan.run(['--nick', 'ann'], '/nmaes\n')
    expect(talk).toMatchObject({ code: 1, out: '' })
    expect(talk.err).toContain('/nmaes is no command; did you mean /names?')
  })

  it('gives the next nick where one is taken, and it is said', async () => {
    const first = lan.start('--nick', 'eve')
    await first.says('as eve', 'err')
    const second = lan.start('--nick', 'eve')
    await second.says('as eve_', 'err')
    expect(second.err).toMatch(/eve: .*; trying eve_/)
  })

  it('takes in many sessions of one login name', async () => {
    for (let i = 0; i < 8; i++) await lan.start('crowd').says('joined #crowd', 'err')
  })

  it('is joined by who cannot write down its identity, and that is said', async () => {
    const nowhere = join(lan.state, 'nowhere')
    symlinkSync(join('not', 'there'), nowhere)
    const { code, err } = await lan.run(['send', 'hi', '--nick', 'walt', '--state-dir', nowhere])
    expect([code, err.split('\n').length]).toEqual([0, 2])
    expect(err).toMatch(
      /^The identity of this room is not kept, .* cannot be written .* choose another state directory\.$/m,
    )
    const trusting = ['send', 'hi', '--state-dir', nowhere, '--server', 'Office', '--trust']
    expect((await lan.run(trusting)).code).toBe(1)
  })

  it('hears others leave when they are ended by a signal', async () => {
    const listener = lan.start('listen', '--nick', 'ear')
    await listener.says('listening in #lobby of "Office" as ear', 'err')
    const talker = lan.start('--nick', 'kim')
    await listener.says('kim joined')
    talker.child.kill('SIGTERM')
    expect((await talker.ended).code).toBe(143)
    await listener.says('kim quit')
  })

  it('ends a listener with 124 when nothing was said', async () => {
    const { code, err } = await lan.run(['listen', '--timeout', '200ms', '-c', 'quiet', '--nick', 'ear'])
    expect([code, err]).toEqual([124, expect.stringContaining('Nothing was said within 0.2 s.')])
  })

  it('ends a listener quietly when its reader has enough', async () => {
    const listener = lan.start('listen', '--json', '--nick', 'ear')
    await listener.says('"joined"')
    listener.child.stdout?.destroy()
    await lan.run(['send', '--nick', 'bob', 'hi'])
    expect(await listener.ended).toMatchObject({ code: 0, err: '' })
  })

  it.runIf(existsSync('/dev/full'))('cannot be listed to a full disk: says so and ends with 1', async () => {
    const full = openSync('/dev/full', 'w')
    const args = [main, 'discover', '--json', '--timeout', '2s']
    const child = spawn(process.execPath, args, { env: lan.env('here'), stdio: ['ignore', full, 'pipe'] })
    closeSync(full)
    const { code, err } = await new Running(child).ended
    expect([code, err]).toEqual([1, expect.stringMatching(/^The output cannot be written: ENOSPC.*\.\n$/)])
  })

  it('does not let in what is no channel or nick', async () => {
    expect((await lan.run(['-c', 'x'])).code).toBe(2)
    expect((await lan.run(['a,b'])).code).toBe(2)
    expect((await lan.run(['--nick', '1st'])).code).toBe(2)
  })
})

describe('what a room is not', () => {
  afterEach(endAll)

  it('there: says who was asked and what to do, and ends with 3', async () => {
    const lan = await Lan.open()
    const { code, out, err } = await lan.run([])
    expect([code, out]).toEqual([3, ''])
    expect(err).toMatch(/^No earshot room answered on this network \(asked .* on UDP \d+, waited 1\.5 s\)\./)
    expect(err).toContain('start one here:      earshot daemon')
  })

  it('reachable: says what, why and what next', async () => {
    const lan = await Lan.open()
    const { code, err } = await lan.run(['--host', '127.0.0.1:1'])
    expect(code).toBe(3)
    expect(err).toMatch(
      /^Cannot reach 127\.0\.0\.1:1: nothing listens there \(ECONNREFUSED\)\.\n {2}is the daemon/,
    )
  })

  it('the only one: says which there are, and takes the one that is named', async () => {
    const lan = await Lan.open()
    await Promise.all([lan.room('Office'), lan.room('Den')])
    const asked = await lan.run([])
    expect(asked.code).toBe(2)
    expect(asked.err).toContain('--server Office')
    expect(asked.err).toContain('--server Den')
    const named = await lan.run(['--server', 'den', '--nick', 'ann'], 'hi\n')
    expect(named.err).toContain('of "Den"')
    expect(named.code).toBe(0)
  })

  it('the one that we know by its name: is not joined until a person says so', async () => {
    const lan = await Lan.open()
    const { running, state } = await lan.room('Office')
    expect((await lan.run(['send', 'hi'])).code).toBe(0)
    running.child.kill('SIGTERM')
    await running.ended
    rmSync(join(state, 'rooms'), { recursive: true })
    await lan.room('Office')
    const { code, out, err } = await lan.run(['send', 'hi again'])
    expect([code, out]).toEqual([4, ''])
    expect(err).toMatch(/^WARNING: "Office" at \S+ is NOT the room that you joined before/)
    const [, id = ''] = /earshot --server ([a-z2-7]{26}) --trust\n$/.exec(err) ?? []
    expect(err).toMatch(new RegExp(`was {3}[a-z2-7]{26}\n.*now it is {6}${id}\n`))
    expect((await lan.run(['send', '--trust', 'hi'])).code).toBe(2)
    expect((await lan.run(['send', '--server', id, '--trust', 'hi'])).code).toBe(0)
    expect((await lan.run(['send', 'hi'])).code).toBe(0)
  })

  it('willing to take our nick at all: says why at once and ends with 5', async () => {
    const lan = await Lan.open()
    const server = createServer((socket) => socket.end(':s 432 * ann :Erroneous nickname\r\n'))
    await once(server.listen(0, '127.0.0.1'), 'listening')
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : undefined
    const { code, err } = await lan.run(['--host', `127.0.0.1:${port}`, '--nick', 'ann'])
    server.close()
    expect([code, err]).toEqual([
      5,
      'The nick ann was refused (Erroneous nickname).\n  choose another one: earshot --nick NAME\n',
    ])
  })

  it('there for the next line of stdin: ends send with 6 and the reason, without another line', async () => {
    const lan = await Lan.open()
    const { running } = await lan.room('Office')
    const sender = lan.start('send', '--json', '--timeout', '2s')
    sender.type('one\n')
    await sender.says('"sent"')
    running.child.kill('SIGTERM')
    const { code, err } = await sender.ended
    expect(code).toBe(6)
    expect(err).toMatch(/was lost|closed the connection/)
  })

  it('told anything by an empty stdin: ends with 2 and what to type', async () => {
    const lan = await Lan.open()
    await lan.room('Office')
    for (const args of [['send'], ['send', '--block']]) {
      const { code, err } = await lan.run(args)
      expect([code, err]).toEqual([2, expect.stringContaining('earshot send hello everybody')])
    }
  })

  it('alive any more: says so and ends with 6', async () => {
    const lan = await Lan.open()
    const { running } = await lan.room('Office')
    const listener = lan.start('listen', '--no-reconnect')
    await listener.says('listening', 'err')
    running.child.kill('SIGKILL')
    const { code, err } = await listener.ended
    expect(code).toBe(6)
    expect(err).toMatch(/was lost|closed the connection/)
  })
})

describe('a daemon', () => {
  let lan: Lan
  const where = (name: string) => ['--state-dir', join(lan.state, name)]

  beforeAll(async () => {
    lan = await Lan.open()
  })

  afterEach(endAll)

  it('runs in the background, tells its status, and is gone after stop', async () => {
    const args = ['--port', '0', '--bind', '127.0.0.1', ...where('background')]
    const started = await lan.run(['daemon', '--detach', '--name', 'Rob’s room', ...args])
    expect(started.err).toBe('')
    expect(started.code).toBe(0)
    const pid = Number(/\(pid (\d+)\)/.exec(started.out)?.[1])
    try {
      const { out } = await lan.run(['status', '--json', ...where('background')])
      const [answer = {}] = objects(out)
      expect(answer).toMatchObject({ room: 'Rob’s room', pid })
      expect(Object.keys(answer)).toEqual(expect.arrayContaining(statusFields))
      expect((await lan.run(['status', ...where('background')])).out).toMatch(/^room +Rob’s room$/m)
    } finally {
      const stopped = await lan.run(['stop', ...where('background')])
      expect(stopped).toMatchObject({ code: 0, err: `stopped "Rob’s room" (pid ${pid})\n` })
    }
    expect(() => process.kill(pid, 0)).toThrow('ESRCH')
    expect((await lan.run(['status', ...where('background')])).code).toBe(3)
    expect((await lan.run(['stop', ...where('background')])).code).toBe(3)
  })

  it('that cannot write where it would live: says what, why and what to do', async () => {
    const fresh = await Lan.open()
    const nowhere = join(fresh.state, 'nowhere')
    symlinkSync(join('not', 'there'), nowhere)
    const { code, err } = await fresh.run(['daemon', '--detach', '--state-dir', nowhere])
    expect(code).toBe(1)
    expect(err).toMatch(
      /^The daemon cannot be started: .*daemon\.out cannot be written \(E[A-Z]+\)\.\n {2}make room/,
    )
  })

  it('ends with 7 where another one has the place or the port', async () => {
    const { port } = await lan.room('one')
    const samePlace = ['--port', '0', '--bind', '127.0.0.1', ...where('one')]
    expect((await lan.run(['daemon', '--name', 'one', ...samePlace])).code).toBe(7)
    const samePort = ['--port', String(port), '--bind', '127.0.0.1', ...where('two')]
    expect((await lan.run(['daemon', ...samePort])).code).toBe(7)
    const detached = await lan.run(['daemon', '--detach', ...samePort])
    expect(detached.code).toBe(7)
    expect(detached.err).toContain(String(port))
  })

  it('ends with 0 when it is asked to, by a signal', async () => {
    const { running } = await lan.room('signalled')
    running.child.kill('SIGTERM')
    expect((await running.ended).code).toBe(0)
  })
})
