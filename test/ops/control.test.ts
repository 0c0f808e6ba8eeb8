import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { askControl } from '../../src/ops/control-client.ts'
import { openControl, type Control } from '../../src/ops/control-server.ts'
import { verbFor, type Verbs } from '../../src/ops/control-verb.ts'

const verb = verbFor<object>()
const asking = (run: () => Promise<object> | object) => verb({ means: 'for a test', takes: {}, run })

const verbs: Verbs<object> = {
  status: verb({ means: 'for a test', takes: {}, isLook: true, run: () => ({ pid: 7 }) }),
  slow: asking(() => new Promise((resolve) => setTimeout(resolve, 20, { slow: true }))),
  fails: asking(() => {
    throw new Error('not now')
  }),
  unsayable: asking(() => ({ big: 1n })),
  kick: verb({
    means: 'for a test',
    takes: {
      nick: { kind: 'text', means: 'who is to go' },
      after: { kind: 'count', means: 'when', isOptional: true },
      how: { kind: ['gently', 'at once'], means: 'how', isOptional: true },
      words: { kind: 'text', means: 'what is said', isOptional: true, isUnlogged: true },
    },
    run: (_, asked) => asked,
  }),
}

let home: string
let path: string
let noted: unknown[][]
let opened: Control[]

async function open(given: Verbs<object> = verbs): Promise<Control> {
  const control = await openControl({
    path,
    verbs: given,
    desk: {},
    note: (...line) => noted.push(line),
    onFailed: (err) => expect.unreachable(err.message),
  })
  opened.push(control)
  return control
}

/** What the daemon answers to these bytes, to the end of the connection. */
async function said(bytes: string, after?: (socket: Socket) => void): Promise<string> {
  const socket = connect(path)
  socket.write(bytes)
  after?.(socket)
  return text(socket)
}

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'earshot-control-'))
  path = join(home, 'state', 'control.sock')
  noted = []
  opened = []
})
afterEach(async () => {
  await Promise.all(opened.map((control) => control.close()))
  rmSync(home, { recursive: true })
})

describe('a control socket', () => {
  it('is its owner’s alone, and so is its directory', async () => {
    await open()
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(join(home, 'state')).mode & 0o777).toBe(0o700)
  })

  it('leaves the umask as it was', async () => {
    const before = process.umask()
    await open()
    expect(process.umask()).toBe(before)
  })

  it('answers a command with what its handler gives, and notes it: for the audit, unless it only looks', async () => {
    await open()
    expect(await askControl(path, { command: 'status' }, 5_000)).toEqual({ pid: 7 })
    expect(await askControl(path, { command: 'slow' }, 5_000)).toEqual({ slow: true })
    expect(noted).toEqual([
      ['control.look', { command: 'status' }],
      ['control.request', { command: 'slow' }],
    ])
  })

  it('notes the arguments of a command, but what is said to others, and what was refused', async () => {
    await open()
    const asked = { nick: 'ann', after: 0, how: 'at once', words: 'a secret' }
    expect(await askControl(path, { command: 'kick', ...asked }, 5_000)).toEqual(asked)
    await said('{"command":"kick","nick":0}\n')
    await said('{"command":"nope"}\n')
    expect(noted).toEqual([
      ['control.request', { command: 'kick', arguments: { nick: 'ann', after: 0, how: 'at once' } }],
      ['control.refused', { command: 'kick', why: '"nick" of "kick" is text on one line, and not empty' }],
      ['control.refused', { why: expect.stringMatching(/^unknown command/) }],
    ])
  })

  it('lets go of who does not take its answer', async () => {
    const big = 'x'.repeat(4_000_000)
    const control = await open({ ...verbs, big: asking(() => ({ big })) })
    const socket = connect(path).pause()
    socket.write('{"command":"big"}\n')
    await once(socket, 'connect')
    expect(await askControl(path, { command: 'status' }, 5_000)).toEqual({ pid: 7 })
    socket.destroy()
    await control.close()
  })

  it('answers in one line to whoever has nothing more to ask', async () => {
    await open()
    const answer = await said('{"command":"slow"}\n', (socket) => socket.end())
    expect(answer).toBe('{"ok":true,"result":{"slow":true}}\n')
  })

  it.each([
    ['an unknown command', '{"command":"nope"}\n', /unknown command; known are status, slow/],
    ['a missing argument', '{"command":"kick"}\n', /\\"kick\\" needs \\"nick\\": who is to go/],
    ['a mistyped one', '{"command":"kick","nik":"ann"}\n', /no argument \\"nik\\"; it takes nick, after/],
    ['an argument of none', '{"command":"status","all":1}\n', /no argument .*all.*; it takes none/],
    ['a number for text', '{"command":"kick","nick":7}\n', /is text on one line, and not empty/],
    ['empty text', '{"command":"kick","nick":""}\n', /is text on one line, and not empty/],
    ['two lines of text', '{"command":"kick","nick":"a\\nb"}\n', /is text on one line, and not empty/],
    ['text for a number', '{"command":"kick","nick":"a","after":"1"}\n', /is a whole number from 0 on/],
    ['another word', '{"command":"kick","nick":"a","how":"x"}\n', /is one of gently, at once/],
    ['a prototype', '{"command":"kick","nick":"a","__proto__":{}}\n', /no argument .*__proto__/],
    ['a name that every object has', '{"command":"toString"}\n', /unknown command/],
    ['a line without a command', '{"cmd":1}\n', /expected one line like/],
    ['a line that is no JSON', 'status\n', /expected one line like/],
    ['a handler that throws', '{"command":"fails"}\n', /"not now"/],
    ['a result that is no JSON', '{"command":"unsayable"}\n', /BigInt/],
    ['a line that is too long', `{"command":"${'x'.repeat(70_000)}"}\n`, /65536 bytes at most/],
    ['a long text without end', 'x'.repeat(70_000), /65536 bytes at most/],
  ])('refuses %s and goes on', async (_, line, error) => {
    await open()
    const answer = await said(line)
    expect(answer).toMatch(/^\{"ok":false,"error":/)
    expect(answer).toMatch(error)
    expect(await askControl(path, { command: 'status' }, 5_000)).toEqual({ pid: 7 })
  })

  it('is not blocked by clients that say nothing, and takes no more than 16', async () => {
    const control = await open()
    const silent = Array.from({ length: 15 }, () => connect(path))
    await Promise.all(silent.map((socket) => once(socket, 'connect')))
    expect(await askControl(path, { command: 'status' }, 5_000)).toEqual({ pid: 7 })
    const more = Array.from({ length: 5 }, () => connect(path).on('error', () => undefined))
    await Promise.all(more.slice(1).map((socket) => once(socket, 'close')))
    await control.close()
  })

  it('answers what is under way when it closes, and hangs up on who has not asked', async () => {
    let finish: (result: object) => void = () => expect.unreachable()
    let asked: () => void
    const isAsked = new Promise<void>((resolve) => (asked = resolve))
    const control = await open({
      stop: asking(() => {
        asked()
        return new Promise((resolve) => (finish = resolve))
      }),
    })
    const idle = connect(path)
    const answer = askControl(path, { command: 'stop' }, 5_000)
    await isAsked
    const closed = control.close()
    await once(idle.resume(), 'close')
    finish({ stopped: true })
    expect(await answer).toEqual({ stopped: true })
    await closed
    expect(statSync(path, { throwIfNoEntry: false })).toBeUndefined()
  })
})

describe('a second daemon', () => {
  it('is told that one is running, with its answer', async () => {
    await open()
    await expect(open()).rejects.toMatchObject({ fault: 'already-running', answer: { pid: 7 } })
    expect(await askControl(path, { command: 'status' }, 5_000)).toEqual({ pid: 7 })
  })

  it('is told so even when the first answers in another way', async () => {
    mkdirSync(join(home, 'state'), { mode: 0o700 })
    const other = createServer((socket) => socket.end('hello\n')).listen(path)
    await once(other, 'listening')
    await expect(open()).rejects.toMatchObject({ fault: 'already-running', answer: undefined })
    other.close()
  })

  it('is one of two that start at once', async () => {
    const both = await Promise.allSettled([open(), open()])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await askControl(path, { command: 'status' }, 5_000)).toEqual({ pid: 7 })
  })

  it('takes the place of one that was killed', async () => {
    await leaveBehind()
    await open()
    expect(await askControl(path, { command: 'status' }, 5_000)).toEqual({ pid: 7 })
  })

  it('that does not listen yet is asked again', async () => {
    await leaveBehind()
    const answer = askControl(path, { command: 'status' }, 5_000)
    rmSync(path)
    const late = createServer((socket) => socket.end('{"ok":true,"result":{"late":true}}\n')).listen(path)
    expect(await answer).toEqual({ late: true })
    late.close()
  })

  /** A socket that nobody listens on. */
  async function leaveBehind(): Promise<void> {
    mkdirSync(join(home, 'state'), { mode: 0o700 })
    const program = `require('node:net').createServer().listen(${JSON.stringify(path)}, () => console.log('up'))`
    const killed = spawn(process.execPath, ['-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
    await once(killed.stdout, 'data')
    killed.kill('SIGKILL')
    await once(killed, 'exit')
    expect(statSync(path).isSocket()).toBe(true)
  }
})

describe('what stands in the way of a control socket', () => {
  beforeEach(() => mkdirSync(join(home, 'state'), { mode: 0o700 }))

  it('is left alone when it is a file', async () => {
    writeFileSync(path, 'precious')
    await expect(open()).rejects.toMatchObject({ fault: 'not-ours' })
    expect(statSync(path).isFile()).toBe(true)
  })

  it('is left alone when it is a symlink, even to a socket', async () => {
    const target = join(home, 'other.sock')
    const other = createServer().listen(target)
    await once(other, 'listening')
    symlinkSync(target, path)
    await expect(open()).rejects.toMatchObject({ fault: 'not-ours' })
    await expect(askControl(path, { command: 'status' }, 100)).rejects.toMatchObject({ fault: 'not-ours' })
    other.close()
  })

  it.skipIf(process.getuid?.() !== 0)('is left alone when it is another user’s (needs root)', async () => {
    const other = createServer().listen(path)
    await once(other, 'listening')
    chownSync(path, 65_534, 65_534)
    await expect(open()).rejects.toMatchObject({ fault: 'not-ours' })
    other.close()
  })

  it('is a directory that others may write to', async () => {
    chmodSync(join(home, 'state'), 0o777)
    await expect(open()).rejects.toMatchObject({
      fault: 'not-ours',
      message: expect.stringContaining('chmod'),
    })
  })

  it('is a file where the directory should be', async () => {
    path = join(path, 'control.sock')
    writeFileSync(join(home, 'state', 'control.sock'), '')
    await expect(open()).rejects.toMatchObject({ fault: 'cannot-open' })
  })
})

describe('asking', () => {
  it('says what to do when no daemon runs', async () => {
    await expect(askControl(path, { command: 'status' }, 100)).rejects.toMatchObject({
      fault: 'no-daemon',
      message: expect.stringMatching(/No earshot daemon runs here.*earshot daemon/),
    })
  })

  it.each([
    ['that answers otherwise', (socket: Socket) => socket.end('hello\n'), 'bad-answer'],
    ['that answers without end', (socket: Socket) => socket.write('x'.repeat(100_000)), 'bad-answer'],
    ['that hangs up', (socket: Socket) => socket.end(), 'no-answer'],
    ['that says nothing', () => undefined, 'no-answer'],
    ['that refuses', (socket: Socket) => socket.end('{"ok":false,"error":"no"}\n'), 'refused'],
  ])('somebody %s ends with an error', async (_, behave, fault) => {
    mkdirSync(join(home, 'state'), { mode: 0o700 })
    const other = createServer((socket) => void behave(socket.on('error', () => undefined))).listen(path)
    await once(other, 'listening')
    await expect(askControl(path, { command: 'status' }, 200)).rejects.toMatchObject({ fault })
    other.close()
  })
})
