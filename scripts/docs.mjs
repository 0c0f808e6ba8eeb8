// @ts-check
import './node-version.mjs'

// npm run docs: writes the pages that are made from code; with --check, only says whether they are stale.
const { existsSync, readFileSync, writeFileSync } = await import('node:fs')
const { ready, root } = await import('./ready.mjs')
const { logEventsPage } = await import('./log-events.mjs')
await ready()
const { events } = await import(new URL('../dist/ops/events.js', import.meta.url).href)

const file = `${root}/docs/log-events.md`
const page = logEventsPage(events)
const isFresh = existsSync(file) && readFileSync(file, 'utf8') === page
if (!process.argv.includes('--check')) writeFileSync(file, page)
else if (!isFresh) {
  console.log('docs/log-events.md is stale: npm run docs')
  process.exitCode = 1
}
