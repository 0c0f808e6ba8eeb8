import { nextUnread, shownBuffer, turned } from './buffers.ts'
import { completed } from './complete.ts'
import { cuts, edited, edits, killed, yanked, yankedOlder } from './edit-actions.ts'
import { emptyEditor, typed, vertical } from './editor/editor.ts'
import { lineEnd } from './editor/graphemes.ts'
import { recalled } from './editor/history.ts'
import { type Key, type Updated, done } from './events.ts'
import { find } from './find.ts'
import { type Tui, currentOf, withCurrent } from './model.ts'
import { following, page, scrolled, toTop } from './scroll.ts'
import { selected } from './select.ts'
import { entered } from './send.ts'

/** What keys do, by name; `keys.ts` says which. */

type Act = (tui: Tui, key: Key) => Updated

/** How long a second Ctrl-C leaves, ms. */
export const leaveMs = 2_000

const acts = {
  send: entered,
  complete: (tui) => done(completed(tui, 1)),
  'complete-back': (tui) => done(completed(tui, -1)),
  up: (tui) => done(verticalOr(tui, -1)),
  down: (tui) => done(verticalOr(tui, 1)),
  recall: (tui) => done({ ...tui, overlay: { is: 'recall', query: '', back: 0 } }),
  yank: (tui) => done(yanked(tui)),
  'yank-older': (tui) => done(yankedOlder(tui)),
  'end-or-follow': (tui) => {
    const { text, at } = currentOf(tui).editor
    return done(at === lineEnd(text, at) ? following(tui) : edited(tui, edits['line-end']))
  },
  'page-up': (tui) => scrolled(tui, page(tui)),
  'page-down': (tui) => scrolled(tui, -page(tui)),
  top: toTop,
  follow: (tui) => done(following(tui)),
  find: (tui) => done(find(tui, '')),
  select: (tui) => done(selected(tui, -1)),
  escape: (tui) =>
    done({
      ...withCurrent(tui, (one) => ({ ...one, ruler: undefined, answers: undefined })),
      overlay: { is: 'none' },
    }),
  buffer: (tui, { name }) => {
    const chosen = tui.buffers[Number(name.at(-1)) - 1]
    return done(chosen === undefined ? tui : shownBuffer(tui, chosen.key))
  },
  'buffer-back': (tui) => done(turned(tui, -1)),
  'buffer-on': (tui) => done(turned(tui, 1)),
  unread: (tui) => done(nextUnread(tui)),
  help: (tui) => done({ ...tui, overlay: { is: 'help', top: 0 } }),
  bare: (tui) => done({ ...tui, overlay: { is: tui.overlay.is === 'bare' ? 'none' : 'bare' } }),
  names: (tui) => done({ ...tui, settings: { ...tui.settings, names: !tui.settings.names } }),
  redraw: (tui) => done(tui, { do: 'redraw' }),
  suspend: (tui) => done(tui, { do: 'suspend' }),
  cancel,
  end: (tui) =>
    currentOf(tui).editor.text === ''
      ? done(tui, { do: 'want', intent: { type: 'quit' } })
      : done(edited(tui, edits['erase-on'])),
} as const satisfies Record<string, Act>

export type Action = keyof typeof acts | keyof typeof edits | keyof typeof cuts

/** Does it. */
export function perform(tui: Tui, action: Action, key: Key): Updated {
  if (action in edits) return done(edited(tui, edits[asKey(edits, action)]))
  if (action in cuts) return done(killed(tui, cuts[asKey(cuts, action)]))
  return acts[asKey(acts, action)](tui, key)
}

function asKey<T extends object>(rows: T, name: string): keyof T {
  const isKey = (key: string): key is string & keyof T => Object.hasOwn(rows, key)
  if (!isKey(name)) throw new Error(`no such action: ${name}`)
  return name
}

/** Between the lines of what is typed, and past its ends through what was said. */
function verticalOr(tui: Tui, by: 1 | -1): Tui {
  const { editor, history } = currentOf(tui)
  const within = vertical(editor, by)
  if (within !== undefined) return edited(tui, () => within)
  const found = recalled(history, editor.text, by)
  if (found === undefined) return tui
  const [next, text] = found
  return withCurrent(tui, (one) => ({ ...one, history: next, editor: typed(one.editor, text) }))
}

/** Ctrl-C: what is typed goes, and can be undone; on an empty line the second one leaves. */
function cancel(tui: Tui): Updated {
  const { editor } = currentOf(tui)
  if (editor.text !== '') {
    return done(edited({ ...tui, leavingAt: undefined }, (e) => typed({ ...e, last: emptyEditor.last }, '')))
  }
  if (tui.leavingAt !== undefined && tui.now - tui.leavingAt < leaveMs) return done(tui, { do: 'interrupt' })
  return done({ ...tui, leavingAt: tui.now })
}
