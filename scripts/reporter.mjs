// @ts-check
import { writeFileSync } from 'node:fs'

/**
 * What a run of the tests came to.
 * @typedef {{ passed: number, failed: number, skipped: string[] }} Result
 */

/** A reporter for vitest that writes the `Result` as JSON to the file $EARSHOT_TEST_RESULT. */
export default class Counter {
  /**
   * @param {ReadonlyArray<import('vitest/node').TestModule>} modules
   * @param {ReadonlyArray<unknown>} errors of no test in particular
   */
  onTestRunEnd(modules, errors) {
    /** @type {Result} */
    const result = { passed: 0, failed: errors.length, skipped: [] }
    for (const module of modules) {
      // A file that cannot be loaded has no tests that could fail.
      result.failed += module.errors().length
      for (const test of module.children.allTests()) {
        const { state } = test.result()
        if (state === 'passed') result.passed += 1
        else if (state === 'skipped') result.skipped.push(nameOf(module, test))
        else result.failed += 1
      }
    }
    writeFileSync(process.env['EARSHOT_TEST_RESULT'] ?? '/dev/null', JSON.stringify(result))
  }
}

/** @param {import('vitest/node').TestModule} module @param {import('vitest/node').TestCase} test */
function nameOf(module, test) {
  const result = test.result()
  const note = 'note' in result && typeof result.note === 'string' ? ` (${result.note})` : ''
  return `${module.relativeModuleId}: ${test.fullName}${note}`
}
