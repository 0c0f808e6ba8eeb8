import { type Key, type Updated, done } from './events.ts'
import { type MessageLine, isMessage } from '../client/talk/line.ts'
import { type Tui, currentOf, withCurrent } from './model.ts'
import { findBack, findOn, lastOf, lineAt } from '../client/talk/scrollback.ts'
import { following, showing } from './scroll.ts'

/** Alt-Up: a message is chosen, and then something is done about it. */

/** The newest one, where none is chosen. */
export function selected(tui: Tui, by: 1 | -1): Tui {
  const { lines } = currentOf(tui)
  const from = tui.overlay.is === 'select' ? tui.overlay.line : lastOf(lines) + 1
  const number = by === -1 ? findBack(lines, isMessage, { below: from }) : findOn(lines, isMessage, from)
  if (number === undefined) return by === -1 ? tui : following({ ...tui, overlay: { is: 'none' } })
  return { ...showing(tui, number), overlay: { is: 'select', line: number } }
}

/** What keys do meanwhile; undefined for those that do what they always do. */
export function selectKey(tui: Tui, { name }: Key): Updated | undefined {
  if (tui.overlay.is !== 'select') return undefined
  const line = lineAt(currentOf(tui).lines, tui.overlay.line)
  const closed = following({ ...tui, overlay: { is: 'none' } })
  if (name === 'M-up' || name === 'up' || name === 'M-k') return done(selected(tui, -1))
  if (name === 'M-down' || name === 'down') return done(selected(tui, 1))
  if (line?.is !== 'message') return done(closed)
  const act = Object.hasOwn(acts, name) ? acts[name] : undefined
  return act === undefined ? done(closed) : act(closed, line)
}

const acts: Readonly<Record<string, (tui: Tui, line: MessageLine) => Updated>> = {
  r: answer,
  return: answer,
  e: (tui, { display: { id } }) =>
    done(id === undefined ? tui : { ...tui, overlay: { is: 'react', id, typed: '' } }),
  d: (tui, { display: { id } }) =>
    id === undefined
      ? done(tui)
      : done(tui, { do: 'want', intent: { type: 'redact', target: currentOf(tui).name, id } }),
  c: (tui, { display }) => done(tui, { do: 'copy', text: display.text }),
}

function answer(tui: Tui, { display: { id, nick = '', text } }: MessageLine): Updated {
  if (id === undefined) return done(tui)
  return done(withCurrent(tui, (one) => ({ ...one, answers: { id, nick, text } })))
}
