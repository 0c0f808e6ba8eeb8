import { type Editor, insert, moved, removed, transposed, undo } from './editor/editor.ts'
import * as text from './editor/graphemes.ts'
import { type Tui, currentOf, withCurrent } from './model.ts'

/** What keys do to what is typed. */

type Edit = (editor: Editor) => Editor
/** From where to where something is cut. */
type Cut = (editor: Editor) => readonly [from: number, to: number]

const mostKilled = 60

export const edits = {
  'line-start': (e) => moved(e, text.lineStart(e.text, e.at)),
  'line-end': (e) => moved(e, text.lineEnd(e.text, e.at)),
  back: (e) => moved(e, text.before(e.text, e.at)),
  on: (e) => moved(e, text.behind(e.text, e.at)),
  'word-back': (e) => moved(e, text.wordStart(e.text, e.at)),
  'word-on': (e) => moved(e, text.wordEnd(e.text, e.at)),
  erase: (e) => removed(e, text.before(e.text, e.at), e.at),
  'erase-on': (e) => removed(e, e.at, text.behind(e.text, e.at)),
  newline: (e) => insert(e, '\n'),
  transpose: transposed,
  undo,
} as const satisfies Record<string, Edit>

export const cuts = {
  'kill-word-back': ({ text: t, at }) => [text.blankWordStart(t, at), at],
  'kill-part-back': ({ text: t, at }) => [text.wordStart(t, at), at],
  'kill-word': ({ text: t, at }) => [at, text.wordEnd(t, at)],
  'kill-back': ({ text: t, at }) => [text.lineStart(t, at), at],
  // At the end of a line, the line feed.
  kill: ({ text: t, at }) => [at, Math.max(text.lineEnd(t, at), t[at] === '\n' ? at + 1 : 0)],
} as const satisfies Record<string, Cut>

export function edited(tui: Tui, edit: Edit): Tui {
  return withCurrent(tui, (buffer) => ({ ...buffer, editor: edit(buffer.editor) }))
}

/** Cut in a row, pieces are one. */
export function killed(tui: Tui, cut: Cut): Tui {
  const { editor } = currentOf(tui)
  const [from, to] = cut(editor)
  const piece = editor.text.slice(from, to)
  const next = edited(tui, (e) => removed(e, from, to, 'kill'))
  if (piece === '') return next
  const last = tui.killed.at(-1) ?? ''
  const isMore = editor.last === 'kill'
  const joined = to === editor.at ? piece + last : last + piece
  const kept = isMore ? [...tui.killed.slice(0, -1), joined] : [...tui.killed, piece]
  return { ...next, killed: kept.slice(-mostKilled) }
}

/** Ctrl-Y */
export function yanked(tui: Tui): Tui {
  return edited(tui, (e) => ({ ...insert(e, tui.killed.at(-1) ?? ''), last: 'yank' }))
}

/** Alt-Y, after Ctrl-Y: the one before in its place. */
export function yankedOlder(tui: Tui): Tui {
  const { editor } = currentOf(tui)
  const last = tui.killed.at(-1)
  if (editor.last !== 'yank' || last === undefined) return tui
  const rest = [last, ...tui.killed.slice(0, -1)]
  const without = edited(tui, (e) => removed(e, e.at - last.length, e.at))
  return yanked({ ...without, killed: rest })
}
