import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withLock } from '../../scripts/lock.mjs'

let dir: string
let path: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-lock-'))
  path = join(dir, 'deep', 'lock')
})
afterEach(() => rmSync(dir, { recursive: true }))

/** Another process that does something while it holds the lock. */
function holder(work: string): ChildProcess {
  const lock = pathToFileURL(resolve('scripts/lock.mjs')).href
  const program = `
    import { appendFileSync, existsSync } from 'node:fs'
    import { setTimeout as sleep } from 'node:timers/promises'
    import { withLock } from ${JSON.stringify(lock)}
    const go = ${JSON.stringify(join(dir, 'go'))}
    const say = (word) => appendFileSync(${JSON.stringify(join(dir, 'said'))}, word + '\\n')
    await withLock(${JSON.stringify(path)}, () => {}, async () => { ${work} })`
  return spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

describe('withLock', () => {
  it('gives what the work gives, and leaves no file', async () => {
    expect(
      await withLock(
        path,
        () => expect.unreachable(),
        async () => 'done',
      ),
    ).toBe('done')
    expect(readdirSync(join(dir, 'deep'))).toEqual([])
  })

  it('is free again after work that failed', async () => {
    const fails = withLock(
      path,
      () => expect.unreachable(),
      () => Promise.reject(new Error('no')),
    )
    await expect(fails).rejects.toThrow('no')
    expect(existsSync(path)).toBe(false)
  })

  it('lets one process work at a time', async () => {
    const holders = Array.from({ length: 5 }, () => holder("say('in'); await sleep(20); say('out')"))
    await Promise.all(holders.map((child) => once(child, 'exit')))
    expect(readFileSync(join(dir, 'said'), 'utf8')).toBe('in\nout\n'.repeat(5))
  })

  it('waits for a living process and says for which', async () => {
    const child = holder("console.log('in'); while (!existsSync(go)) await sleep(5); say('out')")
    await once(child.stdout ?? expect.unreachable(), 'data')
    const waited: number[] = []
    const onWait = (pid: number) => {
      waited.push(pid)
      writeFileSync(join(dir, 'go'), '')
    }
    await withLock(path, onWait, async () => {
      expect(readFileSync(join(dir, 'said'), 'utf8')).toBe('out\n')
    })
    expect(waited).toEqual([child.pid])
  })

  it('does not wait for a process that was killed', async () => {
    const child = holder("console.log('in'); await sleep(100_000)")
    await once(child.stdout ?? expect.unreachable(), 'data')
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(existsSync(path)).toBe(true)
    await withLock(
      path,
      () => expect.unreachable(),
      async () => undefined,
    )
    expect(readdirSync(join(dir, 'deep'))).toEqual([])
  })

  it.skipIf(!existsSync('/proc/self/stat'))(
    'does not take another process for one that was killed (needs /proc)',
    async () => {
      await withLock(
        path,
        () => expect.unreachable(),
        async () => undefined,
      )
      writeFileSync(path, `${process.pid} 1`)
      await withLock(
        path,
        () => expect.unreachable(),
        async () => undefined,
      )
      expect(existsSync(path)).toBe(false)
    },
  )
})
