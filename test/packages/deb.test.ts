import { execFile, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listening } from './listening.ts'

/*
 * The package for Debian, installed with dpkg into a root of its own, where there is neither systemd nor anything else; used
 * there, taken away and purged. Its scripts run, too.
 */

const run = promisify(execFile)
const scratch = mkdtempSync(join(tmpdir(), 'earshot-deb-'))
const root = join(scratch, 'root')
let deb = ''

/** dpkg is root's; who is not is root of a namespace. */
const [program, ...before] = process.getuid?.() === 0 ? ['dpkg'] : ['unshare', '--map-root-user', 'dpkg']

const dpkg = async (...args: string[]): Promise<unknown> =>
  await run(program ?? '', [
    ...before,
    `--root=${root}`,
    '--force-script-chrootless',
    '--force-depends',
    ...args,
  ])

/** What there is of earshot, but for what dpkg itself remembers. */
const left = (): string[] =>
  readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length))
    .filter((path) => path.includes('earshot') && !path.startsWith('/var/lib/dpkg/'))

beforeAll(async () => {
  const { stdout } = await run(process.execPath, ['scripts/deb.mjs', scratch])
  deb = stdout.trim()
  mkdirSync(join(root, 'var/lib/dpkg/info'), { recursive: true })
  mkdirSync(join(root, 'var/lib/dpkg/updates'))
  mkdirSync(join(root, 'etc'))
  writeFileSync(join(root, 'var/lib/dpkg/status'), '')
})
afterAll(() => rmSync(scratch, { recursive: true }))

describe('the package for Debian', () => {
  it('comes out the same each time', async () => {
    const again = join(scratch, 'again')
    const { stdout } = await run(process.execPath, ['scripts/deb.mjs', again])
    expect(readFileSync(stdout.trim()).equals(readFileSync(deb))).toBe(true)
  })

  it('is installed with its unit, its page of the manual, and the user it runs as', async () => {
    await dpkg('--install', deb)
    for (const path of [
      '/usr/bin/earshot',
      '/usr/lib/systemd/system/earshot.service',
      '/usr/lib/systemd/system/earshot.socket',
      '/usr/share/man/man1/earshot.1.gz',
      '/usr/share/doc/earshot/copyright',
      '/etc/earshot/config.toml',
    ])
      expect(left()).toContain(path)
    expect(readFileSync(join(root, 'etc/passwd'), 'utf8')).toMatch(/^earshot:/m)
  })

  it('is a room from there, which its own commands find and end', async () => {
    const earshot = join(root, 'usr/bin/earshot')
    const places = [`--state-dir=${join(scratch, 'state')}`]
    const options = ['--port=0', '--bind=127.0.0.1', '--name=Packed', '--no-discovery', ...places]
    const daemon = spawn(earshot, ['daemon', ...options], {
      stdio: ['ignore', 'ignore', 'pipe'],
      cwd: scratch,
    })
    try {
      const port = await listening(daemon)
      await run(earshot, [
        'send',
        '--nick=ann',
        `--host=127.0.0.1:${port}`,
        ...places,
        'hello from a package',
      ])
      const { stdout } = await run(earshot, ['status', '--json', ...places])
      expect(JSON.parse(stdout)).toMatchObject({ room: 'Packed', messages: 1 })
      expect(await (await fetch(`http://127.0.0.1:${port}/`)).text()).toContain('<title>')
      await run(earshot, ['stop', ...places])
    } finally {
      daemon.kill('SIGKILL')
    }
  })

  it('leaves its settings when it is removed, and nothing when it is purged', async () => {
    await dpkg('--remove', 'earshot')
    expect(left().sort()).toEqual(['/etc/earshot/config.toml', '/etc/ufw/applications.d/earshot'])
    mkdirSync(join(root, 'var/lib/earshot/rooms'), { recursive: true })
    await dpkg('--purge', 'earshot')
    expect(left()).toEqual([])
    expect(readdirSync(join(root, 'var/lib'))).not.toContain('earshot')
  })
})
