import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, utimesSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeCheckout, type Checkout } from './checkout.ts'

let checkout: Checkout

function start(...args: string[]) {
  const script = join(checkout.root, 'scripts', 'start.mjs')
  const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], { encoding: 'utf8' })
  return { status, stdout, stderr }
}

beforeEach(() => {
  checkout = makeCheckout()
  checkout.write(
    'src/cli/main.ts',
    'process.stdout.write(JSON.stringify(process.argv.slice(2)))\nprocess.exitCode = 3\n',
  )
})
afterEach(() => checkout.dispose())

describe('npm start', () => {
  it('builds once and says so on stderr; arguments, stdout and the exit code are the program’s', () => {
    const out = { status: 3, stdout: '["discover","--json"]' }
    expect(start('discover', '--json')).toEqual({ ...out, stderr: 'earshot: building\n' })
    expect(start('discover', '--json')).toEqual({ ...out, stderr: '' })
  })

  it('builds again when a source is changed, added or removed, and leaves nothing of a removed one', () => {
    start()
    checkout.write('src/cli/more.ts', 'export const more = 1\n')
    expect(start().stderr).toBe('earshot: building\n')
    utimesSync(join(checkout.root, 'src/cli/more.ts'), 1, 1)
    expect(start().stderr).toBe('earshot: building\n')
    checkout.remove('src/cli/more.ts')
    expect(start().stderr).toBe('earshot: building\n')
    expect(existsSync(join(checkout.root, 'dist/cli/more.js'))).toBe(false)
    checkout.remove('dist')
    expect(start().stderr).toBe('earshot: building\n')
  })

  it('does not run what cannot be built, keeps the last build, and says why', () => {
    start()
    const main = readFileSync(join(checkout.root, 'dist/cli/main.js'), 'utf8')
    checkout.write('src/cli/main.ts', 'const n: number = "one"\nprocess.exitCode = n\n')
    const { status, stdout, stderr } = start()
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toMatch(/building failed \(\d\):\n.*src\/cli\/main\.ts.*error TS2322/)
    expect(readFileSync(join(checkout.root, 'dist/cli/main.js'), 'utf8')).toBe(main)
  })

  it('clears away what a killed build has left', () => {
    mkdirSync(join(checkout.root, '.dist-1'))
    start()
    expect(existsSync(join(checkout.root, '.dist-1'))).toBe(false)
  })

  it('says in one sentence that Node is too old', () => {
    const old = "data:text/javascript,Object.defineProperty(process,'versions',{value:{node:'18.20.0'}})"
    const script = join(checkout.root, 'scripts', 'start.mjs')
    const { status, stderr } = spawnSync(process.execPath, ['--import', old, script], { encoding: 'utf8' })
    expect(status).toBe(1)
    expect(stderr).toMatch(/^earshot needs Node 20\.19 or newer, and this is 18\.20\.0\..*\n$/)
  })
})
