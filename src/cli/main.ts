#!/usr/bin/env node
import * as nodeModule from 'node:module'

// Node 22.8 and newer keeps what it compiled, for everything that is imported after this.
if ('enableCompileCache' in nodeModule && typeof nodeModule.enableCompileCache === 'function') {
  nodeModule.enableCompileCache()
}
const { earshot } = await import('./earshot.ts')
await earshot(process.argv.slice(2))
