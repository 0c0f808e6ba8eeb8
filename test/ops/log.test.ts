import { mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkLine } from '../../src/ops/log-line.ts'
import { openLog, type Log } from '../../src/ops/log.ts'

let dir: string
let log: Log | undefined

function open(level: 'debug' | 'info' = 'info'): Log {
  log = openLog({
    dir,
    level,
    boot: 'b00t',
    rotation: { fileBytes: 1_000_000, files: 3 },
    onProblem: (sentence) => expect.unreachable(sentence),
  })
  return log
}

function lines(name = 'earshot.log'): Record<string, unknown>[] {
  const text = readFileSync(join(dir, name), 'utf8')
  return text === '' ? [] : text.trimEnd().split('\n').map(toEntry)
}

function toEntry(line: string): Record<string, unknown> {
  expect(checkLine(line)).toEqual([])
  return JSON.parse(line)
}

beforeEach(() => {
  dir = join(mkdtempSync(join(tmpdir(), 'earshot-log-')), 'log')
})
afterEach(async () => {
  await log?.close()
  rmSync(join(dir, '..'), { recursive: true })
})

describe('the log', () => {
  it('makes its directory and file for its owner alone', () => {
    open()
    expect(statSync(dir).mode & 0o777).toBe(0o700)
    expect(statSync(join(dir, 'earshot.log')).mode & 0o777).toBe(0o600)
  })

  it('has an event in the file as soon as it is noted', () => {
    open().note('daemon.listening', { port: 16_667, bind: '0.0.0.0' })
    expect(lines()).toEqual([
      {
        level: 'info',
        time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        pid: process.pid,
        boot: 'b00t',
        evt: 'daemon.listening',
        port: 16_667,
        bind: '0.0.0.0',
      },
    ])
  })

  it('puts the fields of a child on each of its lines', () => {
    const note = open().child({ conn: 'c1', address: '192.0.2.1', port: 5 })
    note('conn.opened', { transport: 'tcp' })
    note('conn.named', { nick: 'ann' })
    const shared = { conn: 'c1', address: '192.0.2.1', port: 5 }
    expect(lines()).toMatchObject([
      { evt: 'conn.opened', ...shared },
      { evt: 'conn.named', ...shared },
    ])
  })

  it('leaves out what is below its level', () => {
    const { note } = open('info')
    note('discovery.announced', { interfaces: 2 })
    expect(lines()).toEqual([])
  })

  it('has who came and what they did in the audit, and nothing twice', () => {
    const { note } = open()
    note('conn.active', { conn: 1, nick: 'ann' })
    note('daemon.root')
    expect(lines('audit.log')).toMatchObject([{ evt: 'conn.active' }])
    expect(lines()).toMatchObject([{ evt: 'daemon.root' }])
  })

  it('can be told to say more or less while it runs, those of connections too; the audit says all', () => {
    const log = open()
    const child = log.child({ conn: 1 })
    log.level = 'error'
    child('conn.opened', { transport: 'tcp' })
    child('conn.active', { nick: 'ann' })
    log.level = 'debug'
    child('conn.named', { nick: 'bob' })
    expect(lines()).toMatchObject([{ evt: 'conn.named' }])
    expect(lines('audit.log')).toMatchObject([
      { evt: 'log.level', least: 'error' },
      { evt: 'conn.active' },
      { evt: 'log.level', least: 'debug' },
    ])
    expect(log.level).toBe('debug')
  })

  it('knows what it has said, also what its level left out, and the last warnings', () => {
    const { note, memory } = open()
    note('discovery.announced', { interfaces: 1 })
    note('daemon.root')
    expect(Object.fromEntries(memory.counts)).toEqual({ 'discovery.announced': 1, 'daemon.root': 1 })
    expect(memory.warnings).toMatchObject([{ level: 'warn', evt: 'daemon.root' }])
  })

  it('goes on in a new file when it is told that somebody has moved the old one', () => {
    const { note, reopen } = open()
    note('daemon.root')
    renameSync(join(dir, 'earshot.log'), join(dir, 'moved'))
    expect(reopen()).toEqual([])
    note('daemon.root')
    expect([lines('moved').length, lines().length]).toEqual([1, 1])
  })

  it('tells a fault as type, message, code and stack, and nothing that was hung on it', () => {
    const err = Object.assign(new TypeError('no'), { code: 'E_NO', socket: { secret: 1 } })
    open().note('daemon.failed', { err })
    expect(lines()[0]?.['err']).toEqual({ type: 'TypeError', message: 'no', code: 'E_NO', stack: err.stack })
  })

  it('goes on in a file that is there, on a line of its own', () => {
    open().note('daemon.root')
    const file = join(dir, 'earshot.log')
    writeFileSync(file, `${readFileSync(file, 'utf8')}{"half`)
    open().note('daemon.root')
    expect(readFileSync(file, 'utf8').split('\n')).toEqual([
      expect.stringContaining('daemon.root'),
      '{"half',
      expect.stringContaining('daemon.root'),
      '',
    ])
  })

  it('says what to do when it cannot be opened', () => {
    writeFileSync(dir, 'a file where the directory should be')
    expect(() => open()).toThrow(/^The log .*earshot\.log cannot be opened: .*--log-dir/)
  })

  it('takes lines after its end and writes none', async () => {
    const { note, close } = open()
    await close()
    note('daemon.root')
    expect(lines()).toEqual([])
    await close()
  })
})
