import { type CapSet, has } from '../protocol/caps.ts'
import type { OutLine } from '../room/outcome.ts'

/*
 * Answers whose words depend on the capabilities of who gets them. The room writes the fullest form; here it becomes
 * the one that was asked for.
 */

/** Which parameter of a numeric lists ranked names: 353 of NAMES, 319 of WHOIS; 352 of WHO has ranks in its flags. */
const rankedNames: ReadonlyMap<string, number> = new Map([
  ['353', 3],
  ['319', 2],
  ['352', 6],
])

/** An answer in the form for these capabilities. */
export function formFor(line: OutLine, caps: CapSet): OutLine {
  if (line.command === 'FAIL' && !has(caps, 'standard-replies')) return asNotice(line)
  const at = rankedNames.get(line.command)
  if (at === undefined || has(caps, 'multi-prefix')) return line
  return { ...line, params: line.params.map((param, i) => (i === at ? param.replaceAll('@+', '@') : param)) }
}

/** A standard reply for who did not ask for them: its text, with what it is about (IRCv3 standard-replies). */
function asNotice(line: OutLine): OutLine {
  const [command = '*', ...rest] = line.params
  const text = rest.pop() ?? ''
  return { ...line, command: 'NOTICE', params: ['*', `${command === '*' ? '' : `${command}: `}${text}`] }
}
