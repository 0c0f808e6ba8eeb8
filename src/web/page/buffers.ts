import { fold } from '../../protocol/casemap.ts'
import type { Line } from '../../client/talk/line.ts'
import { append, lastOf, noLines } from '../../client/talk/scrollback.ts'
import { nobodyTypes } from '../../client/talk/typing.ts'
import { type Buffer, type Page, currentOf, withBuffer } from './model.ts'

/** Buffers that can be open; what is said elsewhere then is shown where we are. */
const mostBuffers = 200

/** With a buffer of this name, which may have been there. */
export function withOpened(page: Page, name: string, since: number): Page {
  const key = fold(name)
  if (page.buffers.some((one) => one.key === key) || page.buffers.length >= mostBuffers) return page
  const buffer: Buffer = {
    key,
    name,
    lines: noLines,
    since,
    isAtEnd: true,
    unread: 0,
    mentions: 0,
    earlier: 'unasked',
    typing: nobodyTypes,
  }
  return { ...page, buffers: [...page.buffers, buffer] }
}

/** The buffer that a line is for: the one of this name, else the one that is shown. */
export function bufferFor(page: Page, name: string | undefined): Buffer | undefined {
  const key = name === undefined ? undefined : fold(name)
  return page.buffers.find((one) => one.key === key) ?? currentOf(page)
}

/** Shows another buffer. What was seen in the one before has no ruler any more. */
export function shown(page: Page, name: string): Page {
  const key = fold(name)
  if (key === page.current || !page.buffers.some((one) => one.key === key)) return page
  const left = withBuffer(page, page.current, (one) => ({ ...one, ruler: undefined, chosen: undefined }))
  return seen({ ...left, current: key })
}

/** Without this one. */
export function withoutBuffer(page: Page, name: string): Page {
  const key = fold(name)
  const place = page.buffers.findIndex((one) => one.key === key)
  const buffers = page.buffers.filter((one) => one.key !== key)
  const next = buffers[Math.max(0, place - 1)]
  return seen({ ...page, buffers, current: key === page.current ? (next?.key ?? '') : page.current })
}

/** Whether the newest lines of this buffer are in sight. */
function isWatched(page: Page, { key, isAtEnd }: Buffer): boolean {
  return page.isSeen && key === page.current && isAtEnd
}

/** What is in sight is unread no more. */
export function seen(page: Page): Page {
  const buffer = page.buffers.find(({ key }) => key === page.current)
  if (buffer === undefined || buffer.unread === 0 || !isWatched(page, buffer)) return page
  return withBuffer(page, page.current, (one) => ({ ...one, unread: 0, mentions: 0 }))
}

/** With one more line; `isNew` where somebody has to read it. */
export function withLine(
  page: Page,
  key: string,
  line: Line,
  isNew: 'no' | 'message' | 'mention' = 'no',
): Page {
  return withBuffer(page, key, (one) => {
    const next = { ...one, lines: append(one.lines, line) }
    if (isNew === 'no' || isWatched(page, one)) return next
    return {
      ...next,
      unread: one.unread + 1,
      mentions: one.mentions + (isNew === 'mention' ? 1 : 0),
      ruler: one.unread === 0 ? lastOf(next.lines) : one.ruler,
    }
  })
}

/** A line of the page's own. */
export function told(page: Page, text: string, tone: 'talk' | 'error'): Page {
  return withLine(page, currentOf(page)?.key ?? '', { is: 'note', time: page.now, tone, text })
}
