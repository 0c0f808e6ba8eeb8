import type { Message } from './message.ts'

/** A line in its fullest form, with what other forms of it need besides. */
export interface FullLine extends Message {
  /** The nick of who is answered, for a standard reply that becomes a NOTICE. */
  readonly nick?: string | undefined
  /** Which parameter is the flags of a member, with its ranks. */
  readonly ranksAt?: number | undefined
  /** Its last parameter, when that is a list. */
  readonly words?: Words | undefined
}

/**
 * A last parameter that is a list: words in their fullest form, which go into as many lines as they need. How many
 * that are is known when the words have their form for a link.
 */
export interface Words {
  readonly list: readonly string[]
  /** How many bytes of them, with the spaces between, a line has room for. */
  readonly space: number
}

/** What becomes of a line for who does not hold a capability. */
export type Form = <Line extends FullLine>(line: Line) => Line

/** Every word of a list changed. */
export function eachWord(change: (word: string) => string): Form {
  return (line) =>
    line.words === undefined ? line : { ...line, words: { ...line.words, list: line.words.list.map(change) } }
}

/** In front of a name: of several ranks only the first, which is the highest (IRCv3 multi-prefix). */
export function highestRank(word: string): string {
  return word.replace(/^@\+/, '@')
}

/** The same within the flags of a member. */
export const highestRankInFlags: Form = (line) => ({
  ...line,
  params: line.params.map((param, i) => (i === line.ranksAt ? param.replace('@+', '@') : param)),
})

/** Without all that follows the first parameter. */
export const firstParam: Form = (line) => ({ ...line, params: line.params.slice(0, 1) })

/** `nick!user@host` without what follows the nick (IRCv3 userhost-in-names). */
export function nickAlone(word: string): string {
  const end = word.indexOf('!')
  return end === -1 ? word : word.slice(0, end)
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
