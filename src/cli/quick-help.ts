import { readFileSync } from 'node:fs'

/** How wide a help is at most. */
export const helpColumns = 100

/**
 * The answer to `earshot --help` as the build wrote it down: yargs alone takes longer to load than Node to start.
 * Undefined where something else is asked, or the terminal is too narrow for it, or nothing is built.
 */
export function quickHelp(args: readonly string[], columns = helpColumns): string | undefined {
  const [asked, ...more] = args
  if (more.length > 0 || (asked !== '--help' && asked !== '-h') || columns < helpColumns) return undefined
  try {
    return readFileSync(new URL('../help.txt', import.meta.url), 'utf8')
  } catch {
    return undefined
  }
}
