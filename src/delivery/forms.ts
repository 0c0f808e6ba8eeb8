import { type CapSet, has } from '../protocol/caps.ts'
import type { OutLine } from '../room/outcome.ts'

/*
 * Answers whose words depend on the capabilities of who gets them. The room writes the fullest form; here it becomes
 * the one that was asked for.
 */

/** Which parameter of a numeric has ranks, and before what: each name of 353 and 319, or within the flags of 352. */
const ranked: ReadonlyMap<string, { readonly at: number; readonly ranks: RegExp }> = new Map([
  ['353', { at: 3, ranks: /(^| )@\+/g }],
  ['319', { at: 2, ranks: /(^| )@\+/g }],
  ['352', { at: 6, ranks: /()@\+/g }],
])

/** An answer in the form for these capabilities. */
export function formFor(line: OutLine, caps: CapSet): OutLine {
  if (line.command === 'FAIL' && !has(caps, 'standard-replies')) return asNotice(line)
  const form = ranked.get(line.command)
  if (form === undefined || has(caps, 'multi-prefix')) return line
  const { at, ranks } = form
  return {
    ...line,
    params: line.params.map((param, i) => (i === at ? param.replaceAll(ranks, '$1@') : param)),
  }
}

/** A standard reply for who did not ask for them: its text, with what it is about (IRCv3 standard-replies). */
function asNotice(line: OutLine): OutLine {
  const [command = '*', ...rest] = line.params
  const text = rest.pop() ?? ''
  return {
    ...line,
    command: 'NOTICE',
    params: [line.nick ?? '*', `${command === '*' ? '' : `${command}: `}${text}`],
  }
}
