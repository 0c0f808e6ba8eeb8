import { chmod, mkdtemp, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openOperatorToken } from '../../src/ops/operator-token.ts'
import { roomDirectory } from '../../src/ops/room-directory.ts'

const fresh = () => mkdtemp(join(tmpdir(), 'earshot-token-'))

describe('the token of a room', () => {
  it('is made at the first start, for its owner alone, and kept', async () => {
    const stateDir = await fresh()
    const made = await openOperatorToken({ stateDir, room: 'Office' })
    expect(made.path).toBe(join(roomDirectory(stateDir, 'Office'), 'operator-token'))
    expect((await stat(made.path)).mode & 0o777).toBe(0o600)
    expect(await readFile(made.path, 'utf8')).toBe(`${made.token}\n`)
    // 160 bits in 6 bits a character.
    expect(made.token).toMatch(/^[\w-]{27}$/)
    expect(await openOperatorToken({ stateDir, room: 'Office' })).toEqual(made)
  })

  it('is one a room, whoever of many starts first', async () => {
    const stateDir = await fresh()
    const all = await Promise.all(
      Array.from({ length: 8 }, () => openOperatorToken({ stateDir, room: 'Office' })),
    )
    expect(new Set(all.map(({ token }) => token)).size).toBe(1)
    const other = await openOperatorToken({ stateDir, room: 'Kitchen' })
    expect(other.token).not.toBe(all[0]?.token)
  })

  it('that others can read is refused with what to do', async () => {
    const stateDir = await fresh()
    const { path } = await openOperatorToken({ stateDir, room: 'Office' })
    await chmod(path, 0o644)
    await expect(openOperatorToken({ stateDir, room: 'Office' })).rejects.toThrow(`chmod 600 ${path}`)
  })

  it.each(['', 'short', 'two words that are long enough for it'])(
    'that could be guessed is refused: %j',
    async (text) => {
      const stateDir = await fresh()
      const { path } = await openOperatorToken({ stateDir, room: 'Office' })
      await writeFile(path, text)
      await expect(openOperatorToken({ stateDir, room: 'Office' })).rejects.toThrow(`${path} is no token`)
    },
  )
})
