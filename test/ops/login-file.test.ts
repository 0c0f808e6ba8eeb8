import { chmod, mkdtemp, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readLoginFile, writeLoginFile } from '../../src/ops/login-file.ts'

const fresh = () => mkdtemp(join(tmpdir(), 'earshot-logins-'))
const parse = (text: string) => (text === 'broken' ? undefined : text)

describe('the file of logins', () => {
  it('is none at first, and then what was written, for its owner alone', async () => {
    const stateDir = join(await fresh(), 'state')
    expect(await readLoginFile(stateDir, parse)).toBe(undefined)
    const path = await writeLoginFile(stateDir, 'one')
    expect(await readLoginFile(stateDir, parse)).toBe('one')
    expect((await stat(path)).mode & 0o777).toBe(0o600)
  })

  it('is refused where others can read it, or it is broken, with what to do', async () => {
    const stateDir = await fresh()
    const path = await writeLoginFile(stateDir, 'one')
    await chmod(path, 0o644)
    await expect(readLoginFile(stateDir, parse)).rejects.toThrow(`chmod 600 ${path}`)
    await chmod(path, 0o600)
    await writeFile(path, 'broken')
    await expect(readLoginFile(stateDir, parse)).rejects.toThrow(/logins\.json is broken: remove it/)
  })
})
