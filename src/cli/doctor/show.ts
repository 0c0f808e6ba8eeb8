import { plainText } from '../../client/safe-text.ts'
import type { Finding } from './finding.ts'
import type { Here } from './here.ts'

/** A finding as lines: under what was found, what mends it. @param nameCells of the longest name */
export function findingLines(name: string, { level, says, next }: Finding, nameCells: number): string[] {
  const mends = next.map((one) => `      ${plainText(one)}`)
  return [`${level.padEnd(4)}  ${name.padEnd(nameCells)}  ${plainText(says)}`, ...mends]
}

/** Who and where, which is nobody's business who reads the report. */
type Named = Pick<Here, 'home' | 'user'> & { readonly host: string }

/**
 * A block for a report of a fault, in Markdown, without the names of who is here and of the computer. Addresses stay: what
 * they are is often the fault.
 */
export function report(system: string, lines: readonly string[], { home, user, host }: Named): string {
  const hidden: readonly (readonly [string, string])[] = [
    [home, '~'],
    [host, 'HOST'],
    [user, 'USER'],
  ]
  // The longest first, since one may be part of another. A name of two letters would be found everywhere, and root is nobody's.
  const text = hidden
    .filter(([name]) => name.length > 2 && name !== 'root')
    .sort(([one], [other]) => other.length - one.length)
    .reduce((said, [name, instead]) => said.split(name).join(instead), lines.join('\n'))
  return ['```', system, text, '```'].join('\n')
}
