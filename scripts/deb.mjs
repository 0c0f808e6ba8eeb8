// @ts-check
import './node-version.mjs'
import { resolve } from 'node:path'

// npm run deb [-- DIRECTORY]: a package for Debian and its kin, from dist/ as it is; its name is the last line of stdout.
const { ready, root } = await import('./ready.mjs')
const { buildDeb } = await import('./debian.mjs')
await ready()
try {
  console.log(await buildDeb(root, resolve(process.argv[2] ?? root)))
} catch (err) {
  process.stderr.write(`earshot: ${err instanceof Error ? err.message : String(err)}\n`)
  process.exitCode = 1
}
