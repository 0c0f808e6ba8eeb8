// @ts-check
import './node-version.mjs'

// npm test: all tests but the long runs; arguments go to vitest.
const { ready } = await import('./ready.mjs')
await ready()
const { runTests } = await import('./vitest.mjs')
process.exitCode = await runTests(process.argv.slice(2))
