// @ts-check
import './node-version.mjs'

// npm run build: dist/, unless it is what src/ says already.
const { ready } = await import('./ready.mjs')
await ready()
