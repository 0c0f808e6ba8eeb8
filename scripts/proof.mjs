// @ts-check
import './node-version.mjs'

// npm run proof: the same tests with the numbers of a release, as long as they take; arguments go to vitest.
const { ready } = await import('./ready.mjs')
await ready()
const { runTests } = await import('./vitest.mjs')
process.exitCode = await runTests(process.argv.slice(2), { EARSHOT_PROOF: '1' })
