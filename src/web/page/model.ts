import type { Model } from '../../client/model.ts'
import type { Earlier } from '../../client/talk/earlier.ts'
import type { Lines } from '../../client/talk/line.ts'
import type { Typing } from '../../client/talk/typing.ts'

/** All that the page shows. Immutable: a step makes the next one. All text is as it was sent, unsafe to show. */
export interface Page {
  readonly phase: Phase
  /** What is known of the room, as the session has it; undefined before the first line of it. */
  readonly room?: Model | undefined
  /** Why we are not connected at the moment, and when that is tried again, ms since 1970. */
  readonly away?: { readonly why: string; readonly retryAt?: number | undefined } | undefined
  /** In the order in which they were opened. */
  readonly buffers: readonly Buffer[]
  /** The key of the buffer that is shown. */
  readonly current: string
  /** Somebody looks at the page. */
  readonly isSeen: boolean
  /** ms since 1970, a second old at most. */
  readonly now: number
}

export type Phase =
  /** The nick is asked for; `wants` the room's password too, where it said that it has one, or the account's. */
  | {
      readonly is: 'outside'
      readonly problem?: string | undefined
      readonly wants: 'nick' | 'password' | 'login'
    }
  | { readonly is: 'entering' }
  | { readonly is: 'inside' }

/** What is shown of a channel, or of what was said with one person. */
export interface Buffer {
  /** The folded name. */
  readonly key: string
  readonly name: string
  readonly lines: Lines
  /** When it was opened, as the room counts time, ms: what was said before is not unread. */
  readonly since: number
  /** Its newest line is in sight, where the buffer is shown. */
  readonly isAtEnd: boolean
  /** The number of the first line that nobody saw. */
  readonly ruler?: number | undefined
  /** Messages that came while they could not be seen, and how many of them are for us. */
  readonly unread: number
  readonly mentions: number
  readonly earlier: Earlier
  readonly typing: Typing
  /** The message that is chosen, by number. */
  readonly chosen?: number | undefined
  /** The message that what is typed answers. */
  readonly answers?: Quote | undefined
}

export interface Quote {
  readonly id: string
  readonly nick: string
  readonly text: string
}

/** The page before anybody came in. */
export function emptyPage(now: number): Page {
  return { phase: { is: 'outside', wants: 'nick' }, buffers: [], current: '', isSeen: true, now }
}

/** The buffer that is shown. */
export function currentOf({ buffers, current }: Page): Buffer | undefined {
  return buffers.find(({ key }) => key === current) ?? buffers[0]
}

/** With this change to one buffer. */
export function withBuffer(page: Page, key: string, change: (buffer: Buffer) => Buffer): Page {
  return { ...page, buffers: page.buffers.map((one) => (one.key === key ? change(one) : one)) }
}
