import { mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LogFile } from '../../src/ops/log-file.ts'

let root: string
let dir: string
let nowMs: number
let problems: string[]
let recovered: number[]
let failing: string[]
let replaced: number
let log: LogFile

const path = (name = 'a.log') => join(dir, name)
const text = (name = 'a.log') => readFileSync(path(name), 'utf8')
const open = (fileBytes = 1_000_000, files = 3) =>
  (log = new LogFile({
    file: path(),
    rotation: { fileBytes, files },
    onProblem: (sentence) => problems.push(sentence),
    onFailing: (why) => failing.push(why),
    onRecovered: (dropped) => recovered.push(dropped),
    onReplaced: () => replaced++,
    now: () => nowMs,
  }))

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'earshot-logfile-'))
  dir = join(root, 'log')
  nowMs = 0
  problems = []
  recovered = []
  failing = []
  replaced = 0
})
afterEach(() => {
  log.close()
  rmSync(root, { recursive: true })
})

describe('a log file that grows', () => {
  it('is rotated when it is large enough, and so many are kept', () => {
    open(4, 3)
    for (const line of ['one\n', 'two\n', 'three\n', 'four\n']) log.write(line)
    expect(readdirSync(dir).sort()).toEqual(['a.log', 'a.log.1', 'a.log.2'])
    expect([text(), text('a.log.1'), text('a.log.2')]).toEqual(['', 'four\n', 'three\n'])
  })

  it('starts anew where only one is kept', () => {
    open(4, 1)
    for (const line of ['one\n', 'two\n']) log.write(line)
    expect([readdirSync(dir), text()]).toEqual([['a.log'], ''])
  })

  it('counts what was in it before', () => {
    mkdirSync(dir)
    writeFileSync(path(), 'old\n')
    open(8)
    log.write('new\n')
    expect(text('a.log.1')).toBe('old\nnew\n')
  })

  it('grows on where it cannot be rotated, says so once, and tries again a minute later', () => {
    open(4)
    mkdirSync(path('a.log.new'))
    for (const line of ['one\n', 'two\n']) log.write(line)
    expect(text()).toBe('one\ntwo\n')
    expect(problems).toEqual([expect.stringMatching(/cannot be rotated .*a\.log$/)])
    rmSync(path('a.log.new'), { recursive: true })
    nowMs = 60_000
    log.write('three\n')
    expect([text('a.log.1'), text()]).toEqual(['one\ntwo\nthree\n', ''])
  })
})

describe('a log file that is not where it was', () => {
  it('is made again, with its directory, by who writes a line a second later', () => {
    open()
    rmSync(dir, { recursive: true })
    log.write('lost\n')
    nowMs = 1_000
    log.write('found\n')
    expect([text(), replaced, problems]).toEqual(['found\n', 1, []])
  })

  it('is not followed to where somebody has moved it', () => {
    open()
    renameSync(path(), path('a.log.1'))
    nowMs = 1_000
    log.write('new\n')
    expect([text(), text('a.log.1')]).toEqual(['new\n', ''])
  })

  it('has its lines kept while its place cannot be made again', () => {
    open()
    rmSync(dir, { recursive: true })
    writeFileSync(dir, 'a file where the directory should be')
    nowMs = 1_000
    log.write('one\n')
    log.write('two\n')
    expect(problems).toEqual([`the log cannot be written (its place is gone); 0 lines lost: ${path()}`])
    log.flushSync()
    rmSync(dir)
    log.flushSync()
    expect([text(), failing, recovered]).toEqual(['one\ntwo\n', ['its place is gone'], [0]])
  })

  it('says what is lost when it is closed before that', () => {
    open()
    rmSync(dir, { recursive: true })
    writeFileSync(dir, '')
    nowMs = 1_000
    log.write('one\n')
    log.close()
    expect(problems.at(-1)).toBe(`the log lacks its last 1 lines: ${path()}`)
  })

  it('goes on with the old one where it cannot be opened anew', () => {
    open()
    renameSync(path(), path('a.log.1'))
    mkdirSync(path())
    expect(log.reopen()).toMatch(/cannot be opened anew .*a\.log$/)
    log.write('one\n')
    expect(text('a.log.1')).toBe('one\n')
  })
})
