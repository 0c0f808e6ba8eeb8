import type { Message } from './message.ts'

/** A line in its fullest form, with what other forms of it need besides. */
export interface FullLine extends Message {
  /** The nick of who is answered, for a standard reply that becomes a NOTICE. */
  readonly nick?: string | undefined
}

/** What becomes of a line for who does not hold a capability. */
export type Form = <Line extends FullLine>(line: Line) => Line

/** Of several prefixes in a row only the first, which is the highest rank's (IRCv3 multi-prefix). */
export function highestRank(at: number, ranks: RegExp): Form {
  return (line) => ({
    ...line,
    params: line.params.map((param, i) => (i === at ? param.replaceAll(ranks, '$1@') : param)),
  })
}

/** A standard reply for who did not ask for them: its text, with what it is about (IRCv3 standard-replies). */
export const asNotice: Form = (line) => {
  const [command = '*', ...rest] = line.params
  const text = rest.pop() ?? ''
  return {
    ...line,
    command: 'NOTICE',
    params: [line.nick ?? '*', `${command === '*' ? '' : `${command}: `}${text}`],
  }
}
