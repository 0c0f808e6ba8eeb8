import { existsSync, openSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { AccountFile } from '../../src/ops/account-file.ts'
import { type AccountRecord, readAccount, writeAccount, writeDropped } from '../../src/ops/account-line.ts'
import { toWire } from '../../src/protocol/wire.ts'
import { freshDir } from '../e2e/daemon-process.ts'
import { quickHashing } from '../hashing.ts'

const certificates = ['0'.repeat(64)]
let verifiers: AccountRecord['verifiers']
beforeAll(async () => {
  verifiers = await quickHashing.derive('correct horse')
})

const account = (name: string, madeMs = 0): AccountRecord => ({
  name: toWire(name),
  verifiers,
  certificates,
  madeMs,
})

/** A file in a directory of its own, and what was said of it. */
function place() {
  const path = join(freshDir(), 'of', 'accounts')
  const said: string[] = []
  const open = (most = 10) => AccountFile.open({ path, most, note: (evt) => void said.push(evt) })
  const namesIn = async () => (await closed()).map(({ name, madeMs }) => `${name} ${madeMs}`)
  const closed = async () => {
    const { file, accounts } = await open()
    await file.close()
    return accounts
  }
  return { path, said, open, namesIn }
}

describe('a line of the file of accounts', () => {
  it('is one account, and is read as it was written', () => {
    const written = writeAccount(account('ünï', 7))
    expect(written).toMatch(/^\{.*"name":"ünï".*\}\n$/)
    expect(readAccount(written)).toEqual(account('ünï', 7))
  })

  it.each([
    ['', ''],
    ['"format":1', '"format":2'],
    ['"name":"ann"', '"name":"a n n"'],
    ['"name":"ann"', '"name":7'],
    ['"cost":2', '"cost":3'],
    ['"cost":2', '"cost":1073741824'],
    ['"blockSize":8', '"blockSize":0'],
    ['"iterations":4096', '"iterations":"4096"'],
    ['"hash":"', '"hash":"*'],
    ['"storedKey":"', '"storedKey":"*'],
    ['"certificates":["0', '"certificates":["X'],
    ['"madeMs":0', '"madeMs":null'],
  ])('is refused where %s is %s', (from, to) => {
    const line = writeAccount(account('ann'))
    expect(line).toContain(from)
    expect(readAccount(from === '' ? 'no JSON' : line.replace(from, to))).toBeUndefined()
  })
})

describe('the file of accounts', () => {
  it('is made at the first start, for its owner alone, and has what was kept at the next', async () => {
    const { path, open, namesIn, said } = place()
    const { file, accounts } = await open()
    expect([accounts, statSync(path).mode & 0o777]).toEqual([[], 0o600])
    file.keep(account('ann', 1))
    file.keep(account('bob', 2))
    file.keep(account('Ann', 3))
    await file.close()
    expect(await namesIn()).toEqual(['Ann 3', 'bob 2'])
    expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(3)
    expect(said).toEqual(['accounts.read', 'accounts.read'])
  })

  it('has an account before it is confirmed, also when the daemon is killed then', async () => {
    const { path, open } = place()
    const { file } = await open()
    file.keep(account('ann'))
    expect(readFileSync(path, 'utf8')).toBe(writeAccount(account('ann')))
    await file.close()
  })

  it('cut at any byte gives all that is whole, says what is torn, and takes more', async () => {
    const { path, open, said } = place()
    await (await open()).file.close()
    const lines = [...['ann', 'ünï'].map((name) => writeAccount(account(name))), writeDropped(toWire('ünï'))]
    const bytes = Buffer.from(lines.join(''))
    for (let cut = 0; cut <= bytes.length; cut++) {
      said.length = 0
      writeFileSync(path, bytes.subarray(0, cut))
      const { file, accounts } = await open()
      // A line is whole without its end, too: nothing of it is missing.
      const ends = lines.map((_, i) => Buffer.byteLength(lines.slice(0, i + 1).join('')) - 1)
      const whole = ends.filter((end) => cut >= end).length
      const left = whole === 3 ? 1 : whole
      expect(accounts.length).toBe(left)
      const isTorn = cut > 0 && !ends.includes(cut) && !ends.includes(cut - 1)
      expect(said).toEqual(isTorn ? ['accounts.torn', 'accounts.read'] : ['accounts.read'])
      file.keep(account('new'))
      expect(readFileSync(path, 'utf8')).toBe(
        [...lines.slice(0, left), writeAccount(account('new'))].join(''),
      )
      await file.close()
    }
  })

  it('has none that was dropped, also where it could not be written then', async () => {
    const { path, open, namesIn } = place()
    const { file } = await open()
    file.keep(account('ann', 1))
    file.keep(account('bob', 2))
    file.drop('ANN')
    await file.close()
    expect(readFileSync(path, 'utf8')).toContain('"dropped":true')
    expect(await namesIn()).toEqual(['bob 2'])
    expect(readFileSync(path, 'utf8')).not.toContain('dropped')
  })

  it('is refused where a line that is not the last is none, with its number', async () => {
    const { path, open } = place()
    await (await open()).file.close()
    const broken = `${writeAccount(account('ann'))}{"format":1\n${writeAccount(account('bob'))}`
    writeFileSync(path, broken)
    await expect(open()).rejects.toThrow(
      `${path}: line 2 is no account. Mend or remove that line, or name another file.`,
    )
    expect(readFileSync(path, 'utf8')).toBe(broken)
  })

  it('is refused where others can read it, and where it has more accounts than there may be', async () => {
    const { path, open } = place()
    const { file } = await open()
    file.keep(account('ann'))
    file.keep(account('bob'))
    await file.close()
    await expect(open(1)).rejects.toThrow(`${path} has 2 accounts; 1 are what a room has.`)
    rmSync(path)
    writeFileSync(path, '', { mode: 0o644 })
    await expect(open()).rejects.toThrow('run "chmod 600')
  })

  it.skipIf(!existsSync('/dev/full'))(
    'that cannot be written is said once and written when it can be, with all that came meanwhile',
    async () => {
      const { path, namesIn, said } = place()
      // What is written there fails as on a full disk.
      const places = ['/dev/full']
      const { file } = await AccountFile.open({
        path,
        most: 10,
        note: (evt) => void said.push(evt),
        openToAdd: () => openSync(places.shift() ?? path, 'a'),
      })
      file.keep(account('ann', 1))
      file.keep(account('bob', 2))
      expect(said).toEqual(['accounts.read', 'accounts.unwritten'])
      await file.close()
      expect(said.at(-1)).toBe('accounts.written')
      expect(await namesIn()).toEqual(['ann 1', 'bob 2'])
    },
  )
})
