import { fold } from '../protocol/casemap.ts'
import { emptyEditor } from './editor/editor.ts'
import { nothingSaid } from './editor/history.ts'
import type { Said } from './editor/said.ts'
import type { Line, MessageLine } from '../client/talk/line.ts'
import { append, lastOf, noLines } from '../client/talk/scrollback.ts'
import { nobodyTypes, withoutTyping } from '../client/talk/typing.ts'
import { type Buffer, type Tui, currentOf, withBuffer } from './model.ts'

/** Buffers that can be open; what is said elsewhere then is shown where we are. */
const mostBuffers = 200

export function newBuffer(name: string, since: number, said: Said): Buffer {
  const key = fold(name)
  return {
    key,
    name,
    lines: noLines,
    scroll: { at: 'end' },
    since,
    unread: 0,
    mentions: 0,
    editor: emptyEditor,
    history: { ...nothingSaid, said: said.get(key) ?? [] },
    earlier: 'unasked',
    typing: nobodyTypes,
  }
}

/** With a buffer of this name, which may have been there. */
export function withOpened(tui: Tui, name: string, at: number): Tui {
  const key = fold(name)
  if (tui.buffers.some((one) => one.key === key) || tui.buffers.length >= mostBuffers) return tui
  return { ...tui, buffers: [...tui.buffers, newBuffer(name, at, tui.said)] }
}

/** The buffer that a line is for: the one of this name, else the one that is shown. */
export function bufferFor(tui: Tui, name: string | undefined): Buffer {
  const key = name === undefined ? undefined : fold(name)
  return tui.buffers.find((one) => one.key === key) ?? currentOf(tui)
}

/** Shows another buffer. What was not seen in the one before is marked from its end on the next time. */
export function shownBuffer(tui: Tui, key: string): Tui {
  if (!tui.buffers.some((one) => one.key === key)) return tui
  const left =
    key === tui.current ? tui : withBuffer(tui, tui.current, (one) => ({ ...one, ruler: undefined }))
  return seen({ ...left, current: key, overlay: { is: 'none' }, completion: undefined })
}

/** Another one, so many further on, around the ends. */
export function turned(tui: Tui, by: number): Tui {
  const { buffers } = tui
  const place = buffers.findIndex(({ key }) => key === tui.current)
  return shownBuffer(tui, buffers.at((place + by) % buffers.length)?.key ?? tui.current)
}

/** The next one with something unread, mentions first. */
export function nextUnread(tui: Tui): Tui {
  const place = tui.buffers.findIndex(({ key }) => key === tui.current)
  const others = [...tui.buffers.slice(place + 1), ...tui.buffers.slice(0, Math.max(place, 0))]
  const next = others.find(({ mentions }) => mentions > 0) ?? others.find(({ unread }) => unread > 0)
  return next === undefined ? tui : shownBuffer(tui, next.key)
}

/** Without this one; the last one stays. */
export function withoutBuffer(tui: Tui, key: string): Tui {
  if (tui.buffers.length < 2) return tui
  const place = tui.buffers.findIndex((one) => one.key === key)
  const buffers = tui.buffers.filter((one) => one.key !== key)
  const next = buffers[Math.max(0, place - 1)]
  if (next === undefined || place === -1) return tui
  return key === tui.current ? shownBuffer({ ...tui, buffers }, next.key) : { ...tui, buffers }
}

/** What the buffer that is shown has at its end was seen, where it is at its end. */
export function seen(tui: Tui): Tui {
  return withBuffer(tui, tui.current, (one) =>
    one.scroll.at === 'end' && one.unread + one.mentions > 0 ? { ...one, unread: 0, mentions: 0 } : one,
  )
}

/** Somebody looks at the end of this buffer. */
function isWatched(tui: Tui, { key, scroll }: Buffer): boolean {
  return key === tui.current && scroll.at === 'end' && tui.isFocused
}

/** With a line at its end that nobody need have read. */
export function withLine(tui: Tui, key: string, line: Line): Tui {
  return withBuffer(tui, key, (one) => ({ ...one, lines: append(one.lines, line) }))
}

/** What was said with one person goes on under their new nick: another one may have the old one by now. */
export function withRenamed(tui: Tui, nick: string, next: string): Tui {
  const [from, to] = [fold(nick), fold(next)]
  if (nick.startsWith('#') || tui.buffers.some(({ key }) => key === to)) return tui
  const buffers = tui.buffers.map((one) => (one.key === from ? { ...one, key: to, name: next } : one))
  return { ...tui, buffers, current: tui.current === from ? to : tui.current }
}

/** The line of the client itself where we are. */
export function told(tui: Tui, text: string, tone: 'talk' | 'error' = 'talk'): Tui {
  return withLine(tui, currentOf(tui).key, { is: 'note', time: tui.now, tone, text })
}

/** With a message at its end, which was not seen where nobody looks. */
export function withMessage(tui: Tui, key: string, line: MessageLine, isNew: boolean): Tui {
  const { display, isMention } = line
  return withBuffer(tui, key, (buffer) => {
    const lines = append(buffer.lines, line)
    const next = { ...buffer, lines, typing: withoutTyping(buffer.typing, display.nick ?? '') }
    if (!isNew || display.self || isWatched(tui, buffer)) return next
    const isHidden = key !== tui.current || buffer.scroll.at !== 'end'
    return {
      ...next,
      ruler: buffer.ruler ?? lastOf(lines),
      unread: buffer.unread + (isHidden ? 1 : 0),
      mentions: buffer.mentions + (isHidden && isMention ? 1 : 0),
    }
  })
}
