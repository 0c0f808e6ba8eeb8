import { execFileSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { freshDir, startDaemonProcess } from '../e2e/daemon-process.ts'
import { Siege, endSiege, patience, whyNoSiege } from './siege.ts'

const reason = whyNoSiege ?? mountFault()
const skipped = reason === undefined ? '' : ` (skipped: ${reason})`

let siege: Siege
/** The disk that the log is on, which takes 128 KiB. */
let disk: string | undefined
/** What the daemon said on stderr. */
let said = ''

afterEach(async () => {
  // Taken out under who still writes to it.
  if (disk !== undefined) execFileSync('umount', ['--lazy', disk])
  disk = undefined
  await endSiege()
})

async function layOnSmallDisk(...options: string[]): Promise<void> {
  const stateDir = freshDir()
  const dir = join(stateDir, 'log')
  mkdirSync(dir)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=128k,mode=700', 'none', dir])
  disk = dir
  const daemon = await startDaemonProcess(`--state-dir=${stateDir}`, ...options)
  said = ''
  daemon.child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()))
  siege = await Siege.lay(daemon)
}

const ballast = (): string => join(disk ?? '', 'ballast')
const fill = (): void => writeFileSync(ballast(), Buffer.alloc(96 * 1_024))
const free = (): void => rmSync(ballast())
const noticed = (): Promise<void> =>
  vi.waitFor(() => expect(said).toContain('the log cannot be written (ENOSPC'), patience)

/** Members who come and go. */
async function visits(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const guest = await siege.member(`guest${i}`)
    guest.send('QUIT')
    await guest.end()
  }
}

describe.skipIf(reason !== undefined)(`a full disk under the log${skipped}`, () => {
  it('is noticed by nobody who talks; nothing is lost of what fits into memory', async () => {
    await layOnSmallDisk()
    fill()
    await visits(100)
    await noticed()
    expect(await siege.daemon.status()).toMatchObject({ members: 5 })
    free()
    await vi.waitFor(() => expect(siege.said()['log.recovered']).toBe(2), patience)
    await visits(10)
    await siege.says({
      'conn.opened': 110,
      'conn.named': 110,
      'conn.active': 110,
      'conn.left: Quit': 110,
      'log.unwritten': 2,
      'log.recovered': 2,
    })
    const recovered = siege.daemon.log().filter(({ evt }) => evt === 'log.recovered')
    expect(new Set(recovered.map(({ file }) => file))).toEqual(new Set(['audit.log', 'earshot.log']))
    expect(recovered.map(({ dropped }) => dropped)).toEqual([0, 0])
    expect(said.trimEnd().split('\n')).toHaveLength(2)
    await siege.lift({ connections: 6 })
  })

  it('costs the lines that do not fit, and their number is said', async () => {
    await layOnSmallDisk('--no-limits')
    fill()
    const names = 10_000
    const guest = await siege.member('guest')
    for (let i = 0; i < names; i++) guest.send(`NICK guest${i}`)
    await guest.sync()
    await noticed()
    // What is kept in memory is more than this disk can take: it is grown, as an operator would.
    free()
    execFileSync('mount', ['-o', 'remount,size=16m', disk ?? ''])
    await vi.waitFor(() => expect(siege.said()['log.recovered']).toBe(1), patience)
    const dropped = Number(siege.daemon.log().find(({ evt }) => evt === 'log.recovered')?.['dropped'])
    expect(dropped).toBeGreaterThan(0)
    await siege.says({
      'conn.opened': 1,
      'conn.named': 1,
      'conn.active': 1,
      'conn.renamed': names - dropped,
      'log.unwritten': 1,
      'log.recovered': 1,
    })
    await siege.lift({ connections: 6 })
  })
})

/** Why no small disk can be had here; undefined when one can. */
function mountFault(): string | undefined {
  const dir = freshDir()
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'none', dir], { stdio: 'pipe' })
    execFileSync('umount', [dir])
    return undefined
  } catch {
    return 'mounting a small tmpfs needs root'
  } finally {
    rmSync(dir, { recursive: true })
  }
}
