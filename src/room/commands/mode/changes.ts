/** One change of a mode string such as `+o-v`. */
export interface Change {
  readonly add: boolean
  readonly letter: string
}

/** A character of UTF-8 in a wire string: half of one cannot be given back to who sent it. */
const characters = /[\xc0-\xff][\x80-\xbf]*|[^]/g

/** The changes of a mode string in order; without a sign they add (Modern IRC, "MODE message"). */
export function readChanges(text: string): Change[] {
  const changes: Change[] = []
  let add = true
  for (const [letter] of text.matchAll(characters)) {
    if (letter === '+' || letter === '-') add = letter === '+'
    else changes.push({ add, letter })
  }
  return changes
}

/** The reverse: `+o-v` for changes that were made. */
export function writeChanges(changes: readonly Change[]): string {
  let text = ''
  let sign = ''
  for (const { add, letter } of changes) {
    const next = add ? '+' : '-'
    text += next === sign ? letter : next + letter
    sign = next
  }
  return text
}
