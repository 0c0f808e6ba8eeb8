import { before, behind, lineEnd, lineStart } from './graphemes.ts'

/** What is typed. `at` is where the cursor is, between letters, in UTF-16 units. Immutable. */
export interface Editor {
  readonly text: string
  readonly at: number
  /** What was there before, newest last. */
  readonly undone: readonly Typed[]
  /** What the last change was: letters that are typed in a row are undone together, kills in a row are one. */
  readonly last: 'insert' | 'kill' | 'yank' | 'other'
}

interface Typed {
  readonly text: string
  readonly at: number
}

/** Changes that can be undone, and UTF-16 units that can be typed. */
const mostUndone = 200
export const mostTyped = 65_536

export const emptyEditor: Editor = { text: '', at: 0, undone: [], last: 'other' }

/** With this text and the cursor at its end; what was there can be had back. */
export function typed(editor: Editor, text: string, at = text.length): Editor {
  return changed(editor, { text, at }, 'other')
}

/** Puts a text where the cursor is. What is too much is left out. */
export function insert(editor: Editor, text: string): Editor {
  const fits = text.slice(0, Math.max(0, mostTyped - editor.text.length))
  const next = editor.text.slice(0, editor.at) + fits + editor.text.slice(editor.at)
  return changed(
    editor,
    { text: next, at: editor.at + fits.length },
    'insert',
    editor.last === 'insert' && !/\s/.test(fits),
  )
}

/** Takes out what is between these places. */
export function removed(editor: Editor, from: number, to: number, last: Editor['last'] = 'other'): Editor {
  if (from >= to) return moved(editor, editor.at, last)
  return changed(editor, { text: editor.text.slice(0, from) + editor.text.slice(to), at: from }, last)
}

export function moved(editor: Editor, at: number, last: Editor['last'] = 'other'): Editor {
  return { ...editor, at: Math.max(0, Math.min(at, editor.text.length)), last }
}

/** Ctrl-_ */
export function undo(editor: Editor): Editor {
  const was = editor.undone.at(-1)
  return was === undefined ? editor : { ...was, undone: editor.undone.slice(0, -1), last: 'other' }
}

/** Ctrl-T: the letter before the cursor goes on; at the end of a line the last two change places. */
export function transposed(editor: Editor): Editor {
  const { text } = editor
  const middle = editor.at === lineEnd(text, editor.at) ? before(text, editor.at) : editor.at
  const from = before(text, middle)
  if (from === middle || from < lineStart(text, middle)) return editor
  const to = behind(text, middle)
  const swapped = text.slice(middle, to) + text.slice(from, middle)
  return changed(editor, { text: text.slice(0, from) + swapped + text.slice(to), at: to }, 'other')
}

/** A line up or down in a text of several; undefined where there is none. */
export function vertical(editor: Editor, by: 1 | -1): Editor | undefined {
  const { text, at } = editor
  const start = lineStart(text, at)
  const column = at - start
  if (by === -1) {
    if (start === 0) return undefined
    const above = lineStart(text, start - 1)
    return moved(editor, onBorder(text, Math.min(above + column, start - 1)))
  }
  const end = lineEnd(text, at)
  if (end === text.length) return undefined
  return moved(editor, onBorder(text, Math.min(end + 1 + column, lineEnd(text, end + 1))))
}

/** Not in the middle of a letter. */
function onBorder(text: string, at: number): number {
  const start = before(text, at)
  return behind(text, start) > at ? start : at
}

function changed(editor: Editor, next: Typed, last: Editor['last'], isMore = false): Editor {
  const { text, at, undone } = editor
  const kept = isMore ? undone : [...undone, { text, at }].slice(-mostUndone)
  return { ...next, undone: kept, last }
}
