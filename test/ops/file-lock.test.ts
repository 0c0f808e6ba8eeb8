import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { FileHeldError, holdFile } from '../../src/ops/file-lock.ts'
import { freshDir } from '../e2e/daemon-process.ts'

describe('a file', () => {
  it('is held by one process, under whatever name its directory has', async () => {
    const dir = freshDir()
    const path = join(dir, 'accounts')
    const held = await holdFile(path)
    await expect(holdFile(path)).rejects.toThrow(new FileHeldError(path, process.pid))
    const other = join(freshDir(), 'link')
    symlinkSync(dir, other)
    await expect(holdFile(join(other, 'accounts'))).rejects.toBeInstanceOf(FileHeldError)
    await held.release()
    expect(existsSync(`${path}.lock`)).toBe(false)
    await (await holdFile(path)).release()
  })

  it('is held by nobody after its holder was killed', async () => {
    const path = join(freshDir(), 'accounts')
    const script = `require('net').createServer().listen(process.argv[1], () => console.log('listens'))`
    const child = spawn(process.execPath, ['-e', script, `${path}.lock`])
    await once(child.stdout, 'data')
    child.kill('SIGKILL')
    await once(child, 'close')
    expect(existsSync(`${path}.lock`)).toBe(true)
    await (await holdFile(path)).release()
  })

  it('of a path too long for a socket is held as well', async () => {
    const dir = join(freshDir(), 'x'.repeat(120))
    mkdirSync(dir)
    const held = await holdFile(join(dir, 'accounts'))
    await expect(holdFile(join(dir, 'accounts'))).rejects.toBeInstanceOf(FileHeldError)
    await held.release()
  })
})
