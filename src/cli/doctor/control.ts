import { lstat } from 'node:fs/promises'
import { type Finding, fail, ok, warn } from './finding.ts'

/** Whether the control socket is there for its owner alone. @param answers a daemon answers on it */
export async function controlFinding(path: string, answers: boolean): Promise<Finding> {
  const stat = await lstat(path).catch(() => undefined)
  if (stat === undefined) return ok('no daemon of this user runs here')
  const mode = stat.mode & 0o777
  if ((mode & 0o077) !== 0)
    return fail(`others on this computer may use ${path} (mode ${mode.toString(8)})`, `chmod 600 ${path}`)
  if (!answers)
    return warn(
      `nobody answers on ${path}: a daemon was killed, or hangs`,
      'earshot daemon          takes its place',
    )
  return ok(`${path}, mode ${mode.toString(8)}`)
}
