import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeCheckout, type Checkout } from './checkout.ts'

let checkout: Checkout
beforeEach(() => {
  checkout = makeCheckout()
})
afterEach(() => checkout.dispose())

/** Runs the tests of the small checkout as npm test does. */
function runTests(ci: boolean, ...args: string[]) {
  const runner = pathToFileURL(resolve('scripts/vitest.mjs')).href
  const program = `
    const { runTests } = await import(${JSON.stringify(runner)})
    process.exitCode = await runTests(${JSON.stringify(['--root', checkout.root, ...args])})`
  const { CI: _, ...env } = process.env
  const { status, stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], {
    encoding: 'utf8',
    env: ci ? { ...env, CI: 'true' } : env,
  })
  return { status, stdout, last: stdout.trimEnd().split('\n').at(-1) }
}

const head = "import { expect, it } from 'vitest'\n"
const passes = "it('passes', () => {})\n"
const skips = "it('is left out', (test) => test.skip('no root here'))\n"
const fails = "it('fails', () => expect(1).toBe(2))\n"

describe('npm test', () => {
  it('closes with the counts, and names what was skipped and why', () => {
    checkout.write('a.test.ts', head + passes + skips)
    const { status, stdout, last } = runTests(false)
    expect(last).toBe('1 passed, 0 failed, 1 skipped')
    expect(stdout).toContain('a.test.ts: is left out (no root here)')
    expect(status).toBe(0)
  })

  it('takes a skipped test for a failed one where CI=true, and names it', () => {
    checkout.write('a.test.ts', head + passes + skips)
    const { status, stdout, last } = runTests(true)
    expect(last).toBe('1 passed, 1 failed, 0 skipped')
    expect(stdout).toMatch(/Skipped, which is a failure where CI=true:\n {2}a\.test\.ts: is left out/)
    expect(status).toBe(1)
  })

  it('takes what -t leaves out for nothing, even there', () => {
    checkout.write('a.test.ts', head + passes + skips)
    expect(runTests(true, '-t', 'passes')).toMatchObject({ status: 0, last: '1 passed, 0 failed, 1 skipped' })
  })

  it.each([
    ['a test that fails', head + passes + fails, '1 passed, 1 failed, 0 skipped'],
    ['a file that cannot be loaded', `${head}throw new Error('broken')\n`, '0 passed, 1 failed, 0 skipped'],
    [
      'an error of no test',
      `${head}${passes}setTimeout(() => { throw new Error('late') })\nit('waits', () => new Promise((r) => setTimeout(r, 50)))\n`,
      '2 passed, 1 failed, 0 skipped',
    ],
    ['no test at all', '', '0 passed, 1 failed, 0 skipped'],
  ])('fails with %s', (_, text, last) => {
    checkout.write('a.test.ts', text)
    expect(runTests(false)).toMatchObject({ status: 1, last })
  })
})
