import { type CapSet, capSet } from './caps.ts'

/** One line of a message that has several (IRCv3 multiline). */
export interface Part {
  /** Empty for a blank line. */
  readonly text: string
  /** It goes on where the part before it ends; else on a new line. */
  readonly isConcat: boolean
}

/** The type of batch that such a message stands in. */
export const multilineType = 'draft/multiline'

/** What marks a part that goes on where the one before it ends. */
export const concatTag = 'draft/multiline-concat'

/** Who holds these is sent it as one message, and may send one (multiline, "Dependencies"). */
export const multilineCaps: CapSet = capSet(['draft/multiline', 'batch'])

/** Whether a set has all of them. */
export function holdsMultiline(caps: CapSet): boolean {
  return (caps & multilineCaps) === multilineCaps
}
