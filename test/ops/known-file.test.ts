import { mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readKnown, writeKnown } from '../../src/ops/known-file.ts'

const fresh = () => mkdtemp(join(tmpdir(), 'earshot-known-'))
const parse = (text: string) => (text === 'broken' ? undefined : text)

describe('the file of known rooms', () => {
  it('is none at first, and then what was written, for its owner alone', async () => {
    const stateDir = join(await fresh(), 'state')
    expect(await readKnown(stateDir, parse)).toBe(undefined)
    await writeKnown(stateDir, 'one')
    await writeKnown(stateDir, 'two')
    expect(await readKnown(stateDir, parse)).toBe('two')
    expect(await readdir(stateDir)).toEqual(['known_rooms.json'])
    expect((await stat(join(stateDir, 'known_rooms.json'))).mode & 0o777).toBe(0o600)
  })

  it('is refused when broken, with what to do, and not replaced', async () => {
    const stateDir = await fresh()
    await writeFile(join(stateDir, 'known_rooms.json'), 'broken')
    await expect(readKnown(stateDir, parse)).rejects.toThrow(/known_rooms\.json is broken, .* remove it/)
    expect(await readFile(join(stateDir, 'known_rooms.json'), 'utf8')).toBe('broken')
  })

  it('that is a directory is refused, not a crash', async () => {
    const stateDir = await fresh()
    await writeKnown(join(stateDir, 'known_rooms.json'), '')
    await expect(readKnown(stateDir, parse)).rejects.toThrow('cannot be read (EISDIR)')
  })
})
