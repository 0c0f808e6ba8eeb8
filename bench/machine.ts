import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { cpus, loadavg, release, totalmem } from 'node:os'

/** How many wanted a CPU in the last minute: more than there are cores says that the bench was not alone. */
export function loadNow(): string {
  return loadavg()[0]?.toFixed(1) ?? '?'
}

/** How many thousand connections the limit of open files allows, in the server and in the generator, with some to spare. */
export function thousandsAllowed(): number {
  const limit = /^Max open files +(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8'))?.[1]
  return limit === undefined ? Infinity : Math.floor((Number(limit) - 500) / 1_000)
}

/** What was measured, and on what kind of machine. */
export function whatAndWhere(root: string): string[] {
  const models = new Set(cpus().map(({ model }) => model))
  return [
    `earshot: commit ${commitOf(root)}`,
    `machine: ${cpus().length} cores (${[...models].join(', ')}), ${Math.round(totalmem() / 2 ** 30)} GB, Linux ${release()}`,
    `Node ${process.versions.node}, V8 ${process.versions.v8}`,
  ]
}

function commitOf(root: string): string {
  const git = (...args: string[]): string =>
    execFileSync('git', ['-C', root, ...args], { encoding: 'utf8' }).trim()
  try {
    const changed = git('status', '--porcelain', '--', 'src', 'package-lock.json')
    return `${git('rev-parse', '--short=12', 'HEAD')}${changed === '' ? '' : ', and changes that are not committed'}`
  } catch {
    return 'unknown (no git)'
  }
}
