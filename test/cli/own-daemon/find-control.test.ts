import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { findControl } from '../../../src/cli/own-daemon/find-control.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'earshot-find-'))
  vi.stubEnv('XDG_STATE_HOME', dir)
  vi.stubEnv('EARSHOT_CONFIG', join(dir, 'config.toml'))
})
afterEach(() => {
  vi.unstubAllEnvs()
  rmSync(dir, { recursive: true, force: true })
})

/** A control socket, as far as looking for it goes. */
function put(...path: string[]): string {
  const file = join(dir, ...path, 'control.sock')
  mkdirSync(join(dir, ...path), { recursive: true })
  writeFileSync(file, '')
  return file
}

it('the daemon is the one of the place that was named, whatever is elsewhere', async () => {
  put('earshot')
  expect(await findControl(join(dir, 'other'))).toBe(join(dir, 'other', 'control.sock'))
})

it('the daemon is ours where there is one, and otherwise the one that is configured', async () => {
  writeFileSync(join(dir, 'config.toml'), `[daemon]\nstate-dir = "configured"\n`)
  const ours = join(dir, 'earshot', 'control.sock')
  expect(await findControl(undefined)).toBe(ours)
  const configured = put('configured')
  expect(await findControl(undefined)).toBe(configured)
  put('earshot')
  expect(await findControl(undefined)).toBe(ours)
})

it('the daemon is found whatever is wrong with the configuration', async () => {
  writeFileSync(join(dir, 'config.toml'), '[daemon\n')
  expect(await findControl(undefined)).toBe(join(dir, 'earshot', 'control.sock'))
})
