import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { listening } from './listening.ts'

/*
 * What `npm pack` makes, installed into an empty prefix by a user with an empty home, and used from there.
 */

const run = promisify(execFile)
const scratch = mkdtempSync(join(tmpdir(), 'earshot-npm-'))
const prefix = join(scratch, 'prefix')
const earshot = join(prefix, 'bin', 'earshot')
const places = [`--state-dir=${join(scratch, 'state')}`]
let packed: { filename: string; files: { path: string }[] }
let daemon: ChildProcess | undefined

beforeAll(async () => {
  const pack = ['pack', '--json', '--ignore-scripts', `--pack-destination=${scratch}`]
  const { stdout } = await run('npm', pack, { maxBuffer: 16 * 1_024 * 1_024 })
  ;[packed] = JSON.parse(stdout)
  const install = ['install', '--global', `--prefix=${prefix}`, '--prefer-offline', '--ignore-scripts']
  await run('npm', [...install, join(scratch, packed.filename)], { cwd: scratch })
})
afterAll(() => {
  daemon?.kill('SIGKILL')
  rmSync(scratch, { recursive: true })
})

describe('the package for npm', () => {
  it('holds what is run and read, and nothing that only we need', () => {
    const paths = packed.files.map(({ path }) => path)
    const wanted = ['LICENSE', 'README.md', 'dist/cli/main.js', 'dist/web/index.html', 'dist/third-party.txt']
    expect(paths).toEqual(expect.arrayContaining(wanted))
    expect(paths.filter((path) => /^(src|test|bench|scripts|docs)\/|\.ts$|\.built$/.test(path))).toEqual([])
  })

  it('installs nothing that runs at installing, and nothing for one kind of computer', () => {
    const modules = join(prefix, 'lib', 'node_modules', 'earshot', 'node_modules')
    const files = readdirSync(modules, { recursive: true }).map(String)
    expect(files.filter((file) => /\.node$|binding\.gyp$/.test(file))).toEqual([])
  })

  it('is a room that one can talk in', async () => {
    const options = ['--port=0', '--bind=127.0.0.1', '--name=Packed', '--no-discovery', ...places]
    daemon = spawn(earshot, ['daemon', ...options], { stdio: ['ignore', 'ignore', 'pipe'], cwd: scratch })
    const port = await listening(daemon)
    const host = [`--host=127.0.0.1:${port}`, ...places]
    const ear = spawn(earshot, ['listen', '--json', '--timeout=30s', '--count=1', '--nick=ear', ...host])
    const ended = once(ear, 'close')
    let heard = ''
    ear.stdout.setEncoding('utf8').on('data', (text: string) => void (heard += text))
    await vi.waitFor(() => expect(heard).toContain('joined'), { timeout: 30_000 })
    await run(earshot, ['send', '--nick=mouth', ...host, 'hello from a package'])
    await ended
    expect(heard).toContain('"text":"hello from a package"')
    const page = await fetch(`http://127.0.0.1:${port}/`)
    expect(await page.text()).toContain('<title>')
    await run(earshot, ['stop', ...places])
  })
})
