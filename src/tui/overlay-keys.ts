import { reactIntent } from '../client/talk/on-messages.ts'
import { emojiOf } from './emoji.ts'
import { edited } from './edit-actions.ts'
import { typed } from './editor/editor.ts'
import { before } from './editor/graphemes.ts'
import { searched } from './editor/history.ts'
import { type Key, type Updated, done } from './events.ts'
import { findKey } from './find.ts'
import { type Overlay, type Tui, currentOf } from './model.ts'
import { selectKey } from './select.ts'
import { said } from './send.ts'
import { helpRows } from './view/help.ts'
import { layoutOf } from './view/layout.ts'

/** What keys do while something lies over the screen; undefined for those that do what they always do. */
export function overlayKey(tui: Tui, key: Key): Updated | undefined {
  return takers[tui.overlay.is](tui, key)
}

type Take = (tui: Tui, key: Key) => Updated | undefined

const closed = (tui: Tui): Tui => ({ ...tui, overlay: { is: 'none' } })

const takers: Readonly<Record<Overlay['is'], Take>> = {
  none: () => undefined,
  bare: (tui, { name }) => (name === 'escape' ? done(closed(tui)) : undefined),
  help: helpKey,
  find: (tui, key) => {
    const next = findKey(tui, key)
    return next && done(next)
  },
  recall: recallKey,
  select: selectKey,
  react: reactKey,
  confirm: (tui, { name, text }) => {
    const { overlay } = tui
    if (overlay.is !== 'confirm') return undefined
    if (text?.toLowerCase() === 'y') return said(closed(tui), overlay.text)
    // Enter is no: it was perhaps pasted.
    return name === 'tick' ? undefined : done(closed(tui))
  },
}

function helpKey(tui: Tui, { name }: Key): Updated {
  const { overlay } = tui
  const rows = layoutOf(tui).log.rows
  const by = { pageup: -rows, pagedown: rows, up: -1, down: 1 }[name]
  if (by === undefined || overlay.is !== 'help') return done(closed(tui))
  const most = Math.max(0, helpRows(tui.size.columns).length - rows)
  return done({ ...tui, overlay: { is: 'help', top: Math.max(0, Math.min(most, overlay.top + by)) } })
}

/** What is thought of a message: an emoji, or its name. */
function reactKey(tui: Tui, { name, text }: Key): Updated | undefined {
  const { overlay } = tui
  if (overlay.is !== 'react') return undefined
  const { typed: said, id } = overlay
  const with_ = (next: string): Updated => done({ ...tui, overlay: { ...overlay, typed: next } })
  if (name === 'backspace') return with_(said.slice(0, before(said, said.length)))
  if (text !== undefined) return with_(said + text)
  if (name !== 'return' || said.trim() === '') return done(closed(tui))
  const { lines, name: target } = currentOf(tui)
  const intent = reactIntent(lines, id, target, emojiOf(said.trim()), tui.room.nick)
  return done(closed(tui), { do: 'want', intent })
}

/** Ctrl-R: what is found is taken by Enter, to be changed or said. */
function recallKey(tui: Tui, { name, text }: Key): Updated | undefined {
  const { overlay } = tui
  if (overlay.is !== 'recall') return undefined
  const { query, back } = overlay
  const { history } = currentOf(tui)
  if (name === 'escape' || name === 'C-c' || name === 'C-g') return done(closed(tui))
  if (name === 'C-r' || name === 'up') {
    const isMore = searched(history, query, back + 1) !== undefined
    return done({ ...tui, overlay: { ...overlay, back: isMore ? back + 1 : back } })
  }
  if (name === 'backspace')
    return done({
      ...tui,
      overlay: { is: 'recall', query: query.slice(0, before(query, query.length)), back: 0 },
    })
  if (text !== undefined) return done({ ...tui, overlay: { is: 'recall', query: query + text, back: 0 } })
  const found = searched(history, query, back)
  return done(found === undefined ? closed(tui) : edited(closed(tui), (editor) => typed(editor, found)))
}
