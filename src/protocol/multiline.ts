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
