import { fold } from '../../protocol/casemap.ts'
import type { Display } from '../model.ts'
import type { Coming, Lines } from './line.ts'
import { append, lastOf, lineAt, replace } from './scrollback.ts'

/** Older runs of who came and went are not added to, ms. */
const runMs = 3_600_000
/** Of one run that many are told. */
const mostComings = 50

/** With somebody who came, went or goes by another name: runs of them are one line. */
export function withComing(lines: Lines, { time }: Display, coming: Coming): Lines {
  const number = lastOf(lines)
  const last = lineAt(lines, number)
  const isRun = last?.is === 'comings' && last.comings.length < mostComings && time - last.time < runMs
  if (!isRun) return append(lines, { is: 'comings', time, comings: [coming] })
  // Who went and came again, or came and went, in one run has their last step told alone.
  const others = last.comings.filter(({ how, nick }) => how === 'renamed' || fold(nick) !== fold(coming.nick))
  return replace(lines, number, { ...last, comings: [...others, coming] })
}

/** What a display of who comes and goes tells; undefined for every other one. */
export function comingOf({ type, nick = '', text }: Display): Coming | undefined {
  switch (type) {
    case 'join':
      return { how: 'in', nick, text: '' }
    case 'part':
    case 'quit':
      return { how: 'out', nick, text }
    case 'nick':
      return { how: 'renamed', nick, text }
    default:
      return undefined
  }
}
