// @ts-check
import './node-version.mjs'

// npm run bench: measures what dist/ costs; the arguments are those of bench/run.ts; `tui` is bench/tui/run.ts, `discovery` bench/discovery/run.ts. The bench is compiled first, since
// a server that is measured must not be one that is transpiled as it runs.
const { spawn } = await import('node:child_process')
const { ready, root } = await import('./ready.mjs')
const { run } = await import('./step.mjs')
await ready()
const tsc = `${root}/node_modules/typescript/bin/tsc`
const { code, said } = await run(process.execPath, [tsc, '-p', 'bench/tsconfig.json'], root)
if (code !== 0) {
  process.stderr.write(said)
  process.exit(1)
}
const [first, ...others] = process.argv.slice(2)
const program = ['tui', 'discovery'].includes(first ?? '')
  ? [`${first}/run.js`, ...others]
  : ['run.js', ...process.argv.slice(2)]
const bench = spawn(process.execPath, [`${root}/.cache/bench/bench/${program[0]}`, ...program.slice(1)], {
  cwd: root,
  stdio: 'inherit',
})
// Ctrl-C reaches it as well, and it ends what it has started.
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM']))
  process.on(signal, () => bench.kill(signal))
bench.once('close', (status) => {
  process.exitCode = status ?? 1
})
