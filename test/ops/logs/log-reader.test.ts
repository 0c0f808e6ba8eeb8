import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { array, assert, constantFrom, integer, property, string, tuple } from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LogReader } from '../../../src/ops/logs/log-reader.ts'
import { rotate } from '../../../src/ops/log-rotation.ts'

let dir: string
let path: string
let reader: LogReader | undefined

const open = (): LogReader => (reader = new LogReader(path))
const back = (): string[] => [...open().back()]
const append = (text: string): void => appendFileSync(path, text)

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-reader-'))
  path = join(dir, 'a.log')
})
afterEach(() => {
  reader?.close()
  rmSync(dir, { recursive: true })
})

describe('a log that is read back', () => {
  it('gives its lines from the last to the first, through the files that it was in before', () => {
    writeFileSync(`${path}.2`, 'one\ntwo\n')
    writeFileSync(`${path}.1`, 'three\n')
    writeFileSync(path, 'four\n\nfive')
    expect(back()).toEqual(['five', '', 'four', 'three', 'two', 'one'])
  })

  it('may be missing, or empty', () => {
    expect([open().exists, back()]).toEqual([false, []])
    writeFileSync(path, '')
    expect([open().exists, back()]).toEqual([true, []])
  })

  it('is not there where something else has its name', () => {
    mkdirSync(path)
    expect([open().exists, back()]).toEqual([false, []])
  })

  it('gives a line that is longer than any of ours as an empty one', () => {
    writeFileSync(path, `one\n${'x'.repeat(1_100_000)}\ntwo\n`)
    expect(back()).toEqual(['two', '', 'one'])
  })

  it('gives the lines that were written, wherever blocks of it begin', () => {
    const line = tuple(constantFrom('é', 'x', '東'), integer({ min: 0, max: 70_000 })).map(
      ([letter, count]) => letter.repeat(count),
    )
    assert(
      property(array(line, { maxLength: 6 }), (lines) => {
        writeFileSync(path, lines.map((line) => `${line}\n`).join(''))
        expect(back()).toEqual(lines.toReversed())
        reader?.close()
      }),
      { numRuns: 30 },
    )
  })
})

describe('a log that is followed', () => {
  it('gives what was written meanwhile, and a line when it is whole', () => {
    append('before\n')
    const log = open()
    append('one\ntw')
    expect([...log.news()]).toEqual(['one'])
    append('o\n')
    expect([...log.news()]).toEqual(['two'])
    expect([...log.news()]).toEqual([])
  })

  it('goes on through any number of rotations', () => {
    append('before\n')
    const log = open()
    append('one\n')
    rotate(path, 5)
    append('two\n')
    rotate(path, 5)
    append('three\n')
    expect([...log.news()]).toEqual(['one', 'two', 'three'])
    rotate(path, 5)
    append('four\n')
    expect([...log.news()]).toEqual(['four'])
  })

  it('goes on with what is left where its file was rotated away', () => {
    append('before\n')
    const log = open()
    for (const line of ['one\n', 'two\n', 'three\n']) {
      append(line)
      rotate(path, 2)
    }
    append('four\n')
    expect([...log.news()]).toEqual(['one', 'three', 'four'])
  })

  it('waits for a file that is not there yet, or was moved away', () => {
    const log = open()
    expect([...log.news()]).toEqual([])
    append('one\n')
    expect([...log.news()]).toEqual(['one'])
    renameSync(path, join(dir, 'elsewhere'))
    expect([...log.news()]).toEqual([])
    append('two\n')
    expect([...log.news()]).toEqual(['two'])
  })

  it('starts anew where the file was emptied in its place', () => {
    append('before\n')
    const log = open()
    truncateSync(path)
    append('one\n')
    expect([...log.news()]).toEqual(['one'])
  })

  it('gives every line once, however it is cut', () => {
    assert(
      property(
        array(string({ unit: constantFrom('a', 'b', '\n'), maxLength: 20 }), { maxLength: 8 }),
        (parts) => {
          writeFileSync(path, '')
          const log = open()
          const heard = parts.flatMap((part) => (append(part), [...log.news()]))
          log.close()
          expect(heard).toEqual(parts.join('').split('\n').slice(0, -1))
        },
      ),
      { numRuns: 100 },
    )
  })
})
