import { readFileSync } from 'node:fs'

/** What is assumed where the system does not say: the usual limit of a login, and what macOS grants at least. */
export const assumedOpenFiles = 256

/**
 * The soft limit of open files in the text of /proc/self/limits: a number, `Infinity` when unlimited, or nothing
 * when the text does not say.
 */
export function parseOpenFiles(limits: string): number | undefined {
  const soft = /^Max open files +(\S+)/m.exec(limits)?.[1]
  if (soft === 'unlimited') return Infinity
  return soft !== undefined && /^\d+$/.test(soft) ? Number(soft) : undefined
}

/** How many files this process may have open at once; `assumedOpenFiles` where that cannot be read. */
export function openFilesLimit(): number {
  try {
    return parseOpenFiles(readFileSync('/proc/self/limits', 'utf8')) ?? assumedOpenFiles
  } catch {
    return assumedOpenFiles
  }
}
