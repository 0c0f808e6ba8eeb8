import { fold } from '../../protocol/casemap.ts'

/** Whether a text has this nick as a word of its own. */
export function mentions(text: string, nick: string): boolean {
  const [where, what] = [fold(text), fold(nick)]
  if (what === '') return false
  for (let at = where.indexOf(what); at !== -1; at = where.indexOf(what, at + 1))
    if (!isOfWord(where.charAt(at - 1)) && !isOfWord(where.charAt(at + what.length))) return true
  return false
}

const isOfWord = (letter: string): boolean => /[\p{L}\p{N}_]/u.test(letter)
