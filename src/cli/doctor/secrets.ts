import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Finding, fail, ok } from './finding.ts'

/** Files of a state directory that anybody may see. */
const isOpen = (name: string): boolean => name.endsWith('.crt')

/** Whether others on this computer can read, or put in another's place, what is a room's or a member's secret. */
export async function secretsFinding(stateDir: string): Promise<Finding> {
  if (process.platform === 'win32') return ok('not looked at: Windows has no such modes')
  const names = await readdir(stateDir, { recursive: true }).catch(() => [])
  const files = await Promise.all(
    names
      .filter((name) => !isOpen(name) && !/(^|\/)log(\/|$)/.test(name))
      .map(async (name) => {
        const path = join(stateDir, name)
        const { mode } = await lstat(path)
        return { path, mode: mode & 0o777, isDirectory: (mode & 0o170000) === 0o040000 }
      }),
  ).catch(() => [])
  const loose = files.filter(({ mode }) => (mode & 0o077) !== 0)
  if (loose.length > 0)
    return fail(
      `others on this computer can read ${loose.map(({ path }) => path).join(', ')}`,
      ...loose.map(({ path, isDirectory }) => `chmod ${isDirectory ? '700' : '600'} ${path}`),
    )
  return ok(names.length === 0 ? `none yet in ${stateDir}` : `${stateDir} is its owner’s alone`)
}
