// @ts-check
import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './ready.mjs'

/**
 * Runs the tests and closes with the line `N passed, N failed, N skipped`. Where CI=true, everything that tests need
 * is there, so a skipped test is a failed one.
 * @param {readonly string[]} args for vitest
 * @param {Readonly<Record<string, string>>} [env]
 * @returns {Promise<number>} the exit code
 */
export async function runTests(args, env = {}) {
  const dir = mkdtempSync(join(tmpdir(), 'earshot-tests-'))
  const file = join(dir, 'result.json')
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const reporters = ['--reporter=default', `--reporter=${join(root, 'scripts', 'reporter.mjs')}`]
  const child = spawn(process.execPath, [vitest, 'run', ...reporters, ...args], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env, EARSHOT_TEST_RESULT: file },
  })
  // Ctrl-C reaches vitest as well; what it came to is still to be said.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
    process.on(signal, () => child.kill(signal))
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(1))
    child.once('close', (status) => resolve(status ?? 1))
  })
  const result = resultIn(file)
  rmSync(dir, { recursive: true, force: true })
  const isNarrowed = args.some((arg) => arg.startsWith('-t') || arg.startsWith('--testNamePattern'))
  return close(code, result, process.env['CI'] === 'true' && !isNarrowed)
}

/**
 * @param {number} code
 * @param {import('./reporter.mjs').Result | undefined} result
 * @param {boolean} mustRunAll
 */
function close(code, result, mustRunAll) {
  const { passed, failed, skipped } = result ?? { passed: 0, failed: 0, skipped: [] }
  if (skipped.length > 0) console.log(mustRunAll ? 'Skipped, which is a failure where CI=true:' : 'Skipped:')
  for (const name of skipped) console.log(`  ${name}`)
  let failures = failed + (mustRunAll ? skipped.length : 0)
  // Whatever else went wrong (no test found, vitest itself) must not look like success.
  if (code !== 0 && failures === 0) {
    console.log(`vitest ended with ${code} though no test failed`)
    failures = 1
  }
  console.log(`${passed} passed, ${failures} failed, ${mustRunAll ? 0 : skipped.length} skipped`)
  return failures > 0 ? code || 1 : 0
}

/**
 * @param {string} file
 * @returns {import('./reporter.mjs').Result | undefined}
 */
function resultIn(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
