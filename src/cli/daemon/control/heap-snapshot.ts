import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { writeHeapSnapshot } from 'node:v8'
import { verb } from './verb.ts'

export const heapSnapshot = verb({
  means: 'writes what is in memory to a file beside the log; everything waits meanwhile',
  takes: {},
  run: (life) => {
    const at = new Date().toISOString().replaceAll(/[:.]/g, '-')
    const file = join(life.given.options.logDir, `heap-${at}.heapsnapshot`)
    // It holds what was said, so nobody else is to read it. Synchronous, so no other file is made meanwhile.
    const umask = process.umask(0o077)
    try {
      return { file: writeHeapSnapshot(file) }
    } catch (error) {
      // Half of one is good for nothing, and keeps a full disk full.
      rmSync(file, { force: true })
      throw error
    } finally {
      process.umask(umask)
    }
  },
})
