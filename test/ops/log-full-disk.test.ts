import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkLine } from '../../src/ops/log-line.ts'
import { openLog } from '../../src/ops/log.ts'

const dir = mkdtempSync(join(tmpdir(), 'earshot-full-'))
const cannotMount = mountFault()

// A disk of 128 KiB, full but for a little: what a log must live through is decided by the kernel, not by a mock.
describe.skipIf(cannotMount !== undefined)(`a log on a full disk${cannotMount ?? ''}`, () => {
  let now = 0
  let problems: string[]
  const open = () =>
    openLog({
      dir,
      level: 'info',
      boot: 'b',
      rotation: { fileBytes: 20_000_000, files: 3 },
      onProblem: (sentence) => problems.push(sentence),
      now: () => now,
    })

  beforeEach(() => {
    now = 0
    problems = []
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'none', dir])
  })
  afterEach(() => {
    execFileSync('umount', [dir])
  })
  const fill = () => writeFileSync(join(dir, 'ballast'), Buffer.alloc(96 * 1024))
  const free = () => rmSync(join(dir, 'ballast'))
  const noteMany = (log: ReturnType<typeof open>, from: number, to: number) => {
    for (let i = from; i < to; i += 1) log.note('conn.named', { conn: `c${i}`, nick: 'n'.repeat(30) })
  }
  const entries = (): { evt: string; conn?: string; dropped?: number }[] =>
    readFileSync(join(dir, 'earshot.log'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => {
        expect(checkLine(line)).toEqual([])
        return JSON.parse(line)
      })

  it('loses nothing that fits into its memory, and goes on by itself when there is space again', async () => {
    fill()
    const log = open()
    noteMany(log, 0, 500)
    expect(problems).toEqual([expect.stringContaining('ENOSPC')])
    free()
    log.flushSync()
    noteMany(log, 500, 501)
    await log.close()
    expect(entries().filter(({ conn }) => conn !== undefined)).toHaveLength(501)
    expect(entries()).toContainEqual(expect.objectContaining({ evt: 'log.recovered', dropped: 0 }))
  })

  it('tries again without being asked', async () => {
    fill()
    const log = open()
    noteMany(log, 0, 500)
    free()
    await expect.poll(() => entries().at(-1)?.evt, { timeout: 10_000 }).toBe('log.recovered')
    await log.close()
  })

  it('drops what does not fit, keeps the oldest, and says how many are lost', async () => {
    fill()
    const log = open()
    const count = 20_000
    noteMany(log, 0, count)
    free()
    // 1 MiB was kept in memory: more than this disk can ever take, so it is grown as an operator would.
    execFileSync('mount', ['-o', 'remount,size=16m', dir])
    log.flushSync()
    await log.close()
    const written = entries()
    const conns = written.flatMap(({ conn }) => conn ?? [])
    expect(written.at(-1)).toMatchObject({ evt: 'log.recovered', dropped: count - conns.length })
    expect(conns.length).toBeGreaterThan(1_048_576 / 250)
    expect(conns.length).toBeLessThan(count)
    expect(conns).toEqual(Array.from(conns, (_, i) => `c${i}`))
  })

  it('complains once a minute, not once a line', async () => {
    fill()
    const log = open()
    noteMany(log, 0, 500)
    now = 59_999
    noteMany(log, 500, 600)
    expect(problems).toHaveLength(1)
    now = 60_000
    noteMany(log, 600, 700)
    expect(problems).toHaveLength(2)
    free()
    await log.close()
  })

  it('can be closed while the disk is full, and says what is missing', async () => {
    fill()
    const log = open()
    noteMany(log, 0, 500)
    log.note('daemon.failed', { err: new Error('the fatal level must not wait for the disk') })
    await log.close()
    expect(problems.at(-1)).toMatch(/lacks its last \d+ lines/)
    free()
  })
})

/** Why no file system can be mounted here; nothing when one can. */
function mountFault(): string | undefined {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'none', dir], { stdio: 'pipe' })
    execFileSync('umount', [dir])
    return undefined
  } catch {
    return ' (not run: mounting a small tmpfs needs root)'
  }
}
