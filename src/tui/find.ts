import type { Key } from './events.ts'
import type { Line } from '../client/talk/line.ts'
import { type Tui, currentOf } from './model.ts'
import { findBack, findOn, lastOf } from '../client/talk/scrollback.ts'
import { following, showing } from './scroll.ts'
import { before } from './editor/graphemes.ts'

/** Ctrl-F: what is here is looked through, the newest first. */

/** Looks for it from the newest line on. */
export function find(tui: Tui, query: string): Tui {
  const open: Tui = { ...tui, overlay: { is: 'find', query, isTyping: query === '' } }
  return query === '' ? open : shownMatch(open, query, lastOf(currentOf(tui).lines) + 1)
}

/** What keys do meanwhile; undefined for those that do what they always do. */
export function findKey(tui: Tui, { name, text }: Key): Tui | undefined {
  const { overlay } = tui
  if (overlay.is !== 'find') return undefined
  const { query, isTyping, line } = overlay
  if (name === 'escape' || name === 'C-c') return following({ ...tui, overlay: { is: 'none' } })
  if (!isTyping) {
    if (name === 'n') return shownMatch(tui, query, line ?? 0)
    if (name === 'N' || name === 'S-n') return newerMatch(tui, query, line)
    // Whatever else is typed is typed into the line.
    return undefined
  }
  if (name === 'return') return { ...tui, overlay: { ...overlay, isTyping: false } }
  if (name === 'C-f' || name === 'up') return shownMatch(tui, query, line ?? 0)
  if (name === 'down') return newerMatch(tui, query, line)
  const next =
    name === 'backspace'
      ? query.slice(0, before(query, query.length))
      : text === undefined
        ? undefined
        : query + text
  if (next === undefined) return tui
  const typing: Tui = { ...tui, overlay: { is: 'find', query: next, isTyping: true } }
  return shownMatch(typing, next, lastOf(currentOf(tui).lines) + 1)
}

function shownMatch(tui: Tui, query: string, below: number): Tui {
  const found = query === '' ? undefined : findBack(currentOf(tui).lines, isMatch(query), { below })
  return at(tui, query, found)
}

function newerMatch(tui: Tui, query: string, from: number | undefined): Tui {
  const { lines } = currentOf(tui)
  return at(tui, query, findOn(lines, isMatch(query), from ?? lastOf(lines)))
}

function at(tui: Tui, query: string, line: number | undefined): Tui {
  const { overlay } = tui
  if (overlay.is !== 'find') return tui
  if (line === undefined) return tui
  return { ...showing(tui, line), overlay: { ...overlay, query, line } }
}

function isMatch(query: string): (line: Line) => boolean {
  const wanted = query.toLowerCase()
  return (line) =>
    line.is === 'message' && `${line.display.nick ?? ''}: ${line.display.text}`.toLowerCase().includes(wanted)
}
