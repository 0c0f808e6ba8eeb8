// @ts-check
import './node-version.mjs'

// npm run check: everything that can be said about the code without running it. All of it runs even if some fails.
const { ready, root } = await import('./ready.mjs')
const { run } = await import('./step.mjs')
await ready({ dist: false })

/** @typedef {readonly [name: string, program: string, ...args: string[]]} Check */

/** @type {Check} */
const build = ['build', 'node', 'scripts/build.mjs']
/** The slow ones first, because two run at a time. @type {readonly Check[]} */
const ofSource = [
  ['lint and rings', 'oxlint', '--type-aware', '--deny-warnings'],
  ['dead code', 'knip', '--no-progress'],
  ['types', 'tsc', '--noEmit'],
  ['types of the page', 'tsc', '--noEmit', '-p', 'src/web'],
  ['format', 'oxfmt', '--check', '.'],
  ['look-alikes', 'node', 'scripts/confusables.mjs', '--check'],
  ['emoji', 'node', 'scripts/emoji.mjs', '--check'],
]
/** @type {readonly Check[]} */
const ofBuild = [
  ['package', 'publint', '--strict'],
  ['docs', 'node', 'scripts/docs.mjs', '--check'],
]
/** @type {string[]} */
const failed = []

/** @param {Check} check */
async function passes([name, program, ...args]) {
  const started = performance.now()
  const file = program === 'node' ? process.execPath : `${root}/node_modules/.bin/${program}`
  const { code, said } = await run(file, args, root)
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${name} (${seconds} s)`)
  if (code === 0) return true
  failed.push(name)
  console.log(said.trim().replace(/^/gm, '  '))
  return false
}

/** @param {Check[]} waiting */
async function runAll(waiting) {
  const work = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) await passes(check)
  }
  await Promise.all([work(), work()])
}

if (await passes(build)) await runAll([...ofSource, ...ofBuild])
else {
  await runAll([...ofSource])
  for (const [name] of ofBuild) console.log(`FAILED ${name} (needs the build)`)
  failed.push(...ofBuild.map(([name]) => name))
}
console.log(failed.length === 0 ? 'all checks are ok' : `${failed.length} failed: ${failed.join(', ')}`)
process.exitCode = failed.length === 0 ? 0 : 1
