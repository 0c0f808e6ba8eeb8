import { fold } from '../protocol/casemap.ts'

/** How many colours nicks have. */
const nickColours = 12

/** Which of them a nick has, from 0 on: the same in every face and for everybody, whatever its case. */
export function nickColour(nick: string): number {
  let hash = 0
  for (const letter of fold(nick)) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) >>> 0
  return hash % nickColours
}
