// @ts-check
import './node-version.mjs'

// npm start: earshot itself, in this very process, with its arguments, terminal, signals and exit code.
const { ready } = await import('./ready.mjs')
await ready()
const main = new URL('../dist/cli/main.js', import.meta.url)
process.argv[1] = main.pathname
await import(main.href)
