import { constants } from 'node:fs'
import { access, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { type Finding, fail, ok, warn } from './finding.ts'

/** Below the first a log will not last long, and below the second it will not last at all; bytes. */
const littleBytes = 500_000_000
const noneBytes = 20_000_000

/** Whether a daemon of this user can write its log there, and how long. */
export async function logFinding(dir: string): Promise<Finding> {
  const at = await nearestThere(dir)
  try {
    await access(at, constants.W_OK | constants.X_OK)
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    return fail(
      `${dir} cannot be written (${code})`,
      `ls -ld ${at}`,
      'earshot daemon --log-dir ANOTHER, or run it as its owner',
    )
  }
  const { bavail, bsize } = await statfs(at)
  return spaceFinding(dir, bavail * bsize)
}

/** Whether so much space is enough for a log. */
export function spaceFinding(dir: string, freeBytes: number): Finding {
  const says = `${dir}, ${Math.round(freeBytes / 1_000_000)} MB free`
  if (freeBytes >= littleBytes) return ok(says)
  const next = [`df -h ${dir}`, 'earshot daemon --log-size 5M --log-files 4 keeps less']
  return freeBytes < noneBytes ? fail(says, ...next) : warn(says, ...next)
}

/** The directory, or what is there of the way to it. */
async function nearestThere(dir: string): Promise<string> {
  for (let at = dir; ; at = dirname(at)) {
    const isThere = await access(at).then(
      () => true,
      () => false,
    )
    if (isThere || at === dirname(at)) return at
  }
}
