import { fold } from './casemap.ts'
import { confusables } from './confusables.ts'
import { fromWire, isAscii, toWire } from './wire.ts'

/** What each character looks like: small letters and marks that look like nothing else. */
const prototypes = new Map(
  // A long row goes on in the next line.
  Array.from(
    confusables.replaceAll(/(?<=[=,])\n/g, '').matchAll(/(\S+)=(\S+)/g),
    ([, to = '', from = '']) => {
      const text = to.split('+').map(character).join('')
      return from.split(',').map((code) => [character(code), text] as const)
    },
  ).flat(),
)

/** The characters of ASCII that look like others of it; the rest of it is read as it is. */
const lookalikes = /["%01I`|]/

/**
 * What text looks like, in small letters: two that have the same skeleton are taken for one another (UTS #39 §4, with
 * `m` not as `rn`). Equal for what is canonically equal.
 */
export function skeleton(text: string): string {
  let shown = ''
  for (const one of text.normalize('NFD')) {
    const prototype = prototypes.get(one)
    if (prototype === undefined)
      for (const small of one.toLowerCase()) shown += prototypes.get(small) ?? small
    else shown += prototype
  }
  return shown.normalize('NFD')
}

/**
 * The skeletons of a nick, one or two: as it is written, and in small letters, since a nick's case is nobody's own. Two
 * nicks that have one in common may not both be there. All are wire strings.
 */
export function skeletonsOf(nick: string): readonly string[] {
  if (isAscii(nick) && !lookalikes.test(nick)) return [fold(nick)]
  const text = fromWire(nick)
  return [...new Set([skeleton(text), skeleton(text.toLowerCase())])].map(toWire)
}

function character(hex: string): string {
  return String.fromCodePoint(Number.parseInt(hex, 16))
}
