#!/usr/bin/env node
import * as nodeModule from 'node:module'
import { quickHelp } from './quick-help.ts'

// Node 22.8 and newer keeps what it compiled, for everything that is imported after this.
if ('enableCompileCache' in nodeModule && typeof nodeModule.enableCompileCache === 'function') {
  nodeModule.enableCompileCache()
}
const args = process.argv.slice(2)
const help = quickHelp(args, process.stdout.columns)
if (help === undefined) {
  const { earshot } = await import('./earshot.ts')
  await earshot(args)
} else process.stdout.on('error', () => {}).write(help)
