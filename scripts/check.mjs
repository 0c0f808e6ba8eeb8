// @ts-check
import './node-version.mjs'

// npm run check: everything that can be said about the code without running it. All of it runs even if some fails.
const { ready, root } = await import('./ready.mjs')
const { run } = await import('./step.mjs')
await ready()

/**
 * A name and a command each; the slow ones first, because two run at a time.
 * @type {readonly (readonly [string, string, ...string[]])[]}
 */
const checks = [
  ['lint and rings', 'oxlint', '--type-aware', '--deny-warnings'],
  ['dead code', 'knip'],
  ['types', 'tsc', '--noEmit'],
  ['package', 'publint', '--strict'],
  ['format', 'oxfmt', '--check', '.'],
  ['docs', 'node', 'scripts/docs.mjs', '--check'],
]
const waiting = [...checks]
/** @type {string[]} */
const failed = []

async function work() {
  for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
    const [name, program, ...args] = check
    const started = performance.now()
    const file = program === 'node' ? process.execPath : `${root}/node_modules/.bin/${program}`
    const { code, said } = await run(file, args, root)
    const seconds = ((performance.now() - started) / 1000).toFixed(1)
    console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`)
    if (code === 0) continue
    failed.push(name)
    console.log(said.trim().replace(/^/gm, '  '))
  }
}

await Promise.all([work(), work()])
const isFine = failed.length === 0
console.log(isFine ? `all ${checks.length} checks are ok` : `${failed.length} failed: ${failed.join(', ')}`)
process.exitCode = isFine ? 0 : 1
