import { leaveMs, perform } from './actions.ts'
import { seen } from './buffers.ts'
import { edited } from './edit-actions.ts'
import { insert } from './editor/editor.ts'
import { type Key, type TuiEffect, type TuiEvent, type Updated, done, andThen } from './events.ts'
import { heard } from './hear.ts'
import { actionOf } from './keys.ts'
import { type Tui, currentOf } from './model.ts'
import { overlayKey } from './overlay-keys.ts'
import { scrolled } from './scroll.ts'

/**
 * What one event makes of the screen, and what is then to be done. Pure: the same events give the same screens.
 */
export function update(tui: Tui, event: TuiEvent): Updated {
  switch (event.type) {
    case 'heard':
      return heard({ ...tui, room: event.room, now: event.at }, event.display)
    case 'room':
      return done(connected({ ...tui, room: event.room, network: event.network, now: event.at }, tui.network))
    case 'key':
      return keyed({ ...tui, now: event.at }, event)
    case 'paste':
      return pasted({ ...tui, now: event.at }, event.text)
    case 'wheel':
      return scrolled(tui, event.up)
    case 'focus': {
      const next = { ...tui, isFocused: event.isFocused, now: event.at }
      return done(event.isFocused ? seen(next) : next)
    }
    case 'resized':
      return done({ ...tui, size: event.size })
    default:
      return done(ticked(tui, event.at))
  }
}

/** Back again: what was asked for before is not answered any more. */
function connected(tui: Tui, before: Tui['network']): Tui {
  if (before.is === tui.network.is) return tui
  const buffers = tui.buffers.map((one) =>
    one.earlier === 'asking' ? ({ ...one, earlier: 'unasked' } as const) : one,
  )
  return { ...tui, buffers }
}

function keyed(tui: Tui, key: Key): Updated {
  const taken = overlayKey(tui, key)
  if (taken !== undefined) return taken
  const action = actionOf(key.name)
  const isComplete = action === 'complete' || action === 'complete-back'
  const ready = isComplete ? tui : { ...tui, completion: undefined }
  const fresh = action === 'cancel' ? ready : { ...ready, leavingAt: undefined }
  if (action !== undefined) return andThen(perform(fresh, action, key), (next) => emptied(next, tui))
  const { text } = key
  return text === undefined ? done(fresh) : typing(edited(fresh, (editor) => insert(editor, text)))
}

/** What is pasted is typed and never sent by itself. */
function pasted(tui: Tui, text: string): Updated {
  const clean = text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll('\t', '    ')
    .replaceAll(/[\0-\x09\x0b-\x1f\x7f]/g, '')
  const { overlay } = tui
  const single = clean.replaceAll('\n', ' ')
  const takesText =
    (overlay.is === 'find' && overlay.isTyping) || overlay.is === 'recall' || overlay.is === 'react'
  if (takesText) return keyed(tui, { name: 'paste', text: single })
  const ready: Tui = { ...tui, overlay: overlay.is === 'bare' ? overlay : { is: 'none' } }
  return typing(edited(ready, (editor) => ({ ...insert(editor, clean), last: 'other' })))
}

/** Others are told that we type, so often, ms (IRCv3 typing). */
const typingEveryMs = 3_000

function typing(tui: Tui): Updated {
  const { editor, name } = currentOf(tui)
  const isTold = tui.typingAt !== undefined && tui.now - tui.typingAt < typingEveryMs
  if (isTold || !tui.settings.typing || editor.text.startsWith('/') || tui.network.is === 'away')
    return done(tui)
  const effect: TuiEffect = { do: 'want', intent: { type: 'typing', target: name, state: 'active' } }
  return andThen(done({ ...tui, typingAt: tui.now }), (next) => done(next, effect))
}

/** Who takes back all that was typed no longer types (IRCv3 typing, `done`); who says it is not asked. */
function emptied(tui: Tui, before: Tui): Updated {
  const { editor, name, key } = currentOf(tui)
  const wasTyped = key === before.current && currentOf(before).editor.text !== ''
  if (tui.typingAt === undefined || editor.text !== '' || !wasTyped) return done(tui)
  return done(
    { ...tui, typingAt: undefined },
    { do: 'want', intent: { type: 'typing', target: name, state: 'done' } },
  )
}

function ticked(tui: Tui, at: number): Tui {
  const isLeaving = tui.leavingAt !== undefined && at - tui.leavingAt < leaveMs
  return { ...tui, now: at, leavingAt: isLeaving ? tui.leavingAt : undefined }
}
