import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Log, openLog } from '../../src/ops/log.ts'

let dir: string
let log: Log | undefined

const file = () => join(dir, 'said', 'messages.log')
const open = (messages?: string): Log =>
  (log = openLog({
    dir: join(dir, 'log'),
    level: 'info',
    boot: 'b',
    rotation: { fileBytes: 1_000_000, files: 3 },
    messages,
    onProblem: (sentence) => expect.unreachable(sentence),
  }))
const heard = {
  time: '2026-11-28T08:00:00.000Z',
  id: 'b-1',
  nick: 'ann',
  account: undefined,
  to: '#a',
  kind: 'PRIVMSG',
  text: 'hi\n\u001b[2J\u202e',
} as const

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-messages-'))
})
afterEach(async () => {
  await log?.close()
  rmSync(dir, { recursive: true })
})

describe('what people say', () => {
  it('is written down nowhere, unless a file for it is named', () => {
    expect(open().heard).toBeUndefined()
  })

  it('is a line each in that file alone, which is its owner’s, and can do nothing to a terminal', () => {
    open(file()).heard?.(heard)
    expect(statSync(file()).mode & 0o777).toBe(0o600)
    const text = readFileSync(file(), 'utf8')
    expect(text).not.toMatch(/(?!\n)[\u0000-\u001f\u202e]/)
    expect(text.split('\n')).toHaveLength(2)
    expect(JSON.parse(text)).toEqual({ ...heard, account: undefined })
    expect(readFileSync(join(dir, 'log', 'audit.log'), 'utf8')).toBe('')
  })

  it('is not put into a file that others can read', async () => {
    await open(file()).close()
    writeFileSync(join(dir, 'open.log'), '', { mode: 0o644 })
    expect(() => open(join(dir, 'open.log'))).toThrow(/others on this host can read it: run "chmod 600/)
  })
})
