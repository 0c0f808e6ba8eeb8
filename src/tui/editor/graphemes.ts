const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** What a person takes for one letter, in order. */
export function* lettersOf(text: string): Iterable<string> {
  for (const { segment } of graphemes.segment(text)) yield segment
}

/** As much as any letter is long, and more: what is further away cannot change where it begins. */
const windowUnits = 64

/** Where the letter before this place begins. */
export function before(text: string, at: number): number {
  if (at <= 0) return 0
  const from = Math.max(0, at - windowUnits)
  let last = from
  for (const { index } of graphemes.segment(text.slice(from, at))) last = from + index
  return last
}

/** Where the letter at this place ends. */
export function behind(text: string, at: number): number {
  for (const { segment } of graphemes.segment(text.slice(at, at + windowUnits))) return at + segment.length
  return text.length
}

const isWord = (letter: string): boolean => /[\p{L}\p{N}\p{M}_]/u.test(letter)
const isSpace = (letter: string): boolean => /\s/u.test(letter)

/** Where the word before this place begins (Alt-B). */
export function wordStart(text: string, at: number, isPart: (letter: string) => boolean = isWord): number {
  let place = at
  const back = (isMeant: (letter: string) => boolean): void => {
    for (let to = before(text, place); place > 0 && isMeant(text.slice(to, place)); to = before(text, place))
      place = to
  }
  back((letter) => !isPart(letter))
  back(isPart)
  return place
}

/** Where the word before this place begins, when only blanks part words (Ctrl-W). */
export const blankWordStart = (text: string, at: number): number =>
  wordStart(text, at, (letter) => !isSpace(letter))

/** Where the word after this place ends (Alt-F). */
export function wordEnd(text: string, at: number): number {
  let place = at
  const on = (isMeant: (letter: string) => boolean): void => {
    for (
      let to = behind(text, place);
      place < text.length && isMeant(text.slice(place, to));
      to = behind(text, place)
    )
      place = to
  }
  on((letter) => !isWord(letter))
  on(isWord)
  return place
}

/** Where the line that this place is in begins, and where it ends. */
export const lineStart = (text: string, at: number): number => text.lastIndexOf('\n', at - 1) + 1
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at)
  return end === -1 ? text.length : end
}
