import { chmod, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readHiddenCaps, readMotd, readPassword } from '../../src/ops/operator-files.ts'

async function file(content: string | Buffer, mode = 0o600): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'earshot-files-')), 'f')
  await writeFile(path, content)
  await chmod(path, mode)
  return path
}

describe('the file with the message of the day', () => {
  it('is its lines', async () => {
    expect(await readMotd(await file('hello\n\nworld\n'), 100)).toEqual(['hello', '', 'world'])
    expect(await readMotd(await file('\n'), 100)).toEqual([])
  })

  it.each([
    { it: 'too many lines', content: 'x\n'.repeat(201), why: 'has 201 lines; 200 are what is told' },
    { it: 'too many bytes', content: 'x'.repeat(16_385), why: 'has 16385 bytes; 16384 are what is read' },
    { it: 'what is not UTF-8', content: Buffer.from([0x68, 0xff]), why: 'is not UTF-8' },
  ])('with $it is refused', async ({ content, why }) => {
    const path = await file(content)
    await expect(readMotd(path, 100)).rejects.toThrow(`${path} ${why}.`)
  })

  it('that is missing, or no file, is refused', async () => {
    await expect(readMotd('/nowhere/motd', 100)).rejects.toThrow('/nowhere/motd cannot be read (ENOENT).')
    await expect(readMotd(tmpdir(), 100)).rejects.toThrow('is no file')
  })
})

describe('the file of hidden capabilities', () => {
  it('is their names, one a line, each once', async () => {
    const path = await file('setname\n\n# not yet\n  batch \nsetname\n')
    expect(await readHiddenCaps(path)).toEqual(['batch', 'setname'])
  })

  it('with a name that is none is refused', async () => {
    await expect(readHiddenCaps(await file('sasl-but-better\n'))).rejects.toThrow(
      '"sasl-but-better" is no capability of earshot',
    )
  })
})

describe('the file with an operator’s password', () => {
  it('is its one line', async () => {
    expect(await readPassword(await file('open sesame\n'))).toBe('open sesame')
    expect(await readPassword(await file('open sesame'))).toBe('open sesame')
  })

  it.each(['', '\n', 'one\ntwo\n', 'a\0b'])('with anything else is refused: %j', async (text) => {
    await expect(readPassword(await file(text))).rejects.toThrow('a password is one line that is not empty')
  })

  it('that others may read, or that is missing, is refused', async () => {
    const path = await file('open sesame\n', 0o640)
    await expect(readPassword(path)).rejects.toThrow(`chmod 600 ${path}`)
    await expect(readPassword('/nowhere/password')).rejects.toThrow('cannot be read')
  })
})
