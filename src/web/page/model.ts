import type { Display, Model } from '../../client/model.ts'

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
  /** The nick is asked for; `wants` the room's password too, where it said that it has one. */
  | { readonly is: 'outside'; readonly problem?: string | undefined; readonly wants: 'nick' | 'password' }
  | { readonly is: 'entering' }
  | { readonly is: 'inside' }

/** What is shown of a channel, or of what was said with one person. */
export interface Buffer {
  /** The folded name. */
  readonly key: string
  readonly name: string
  /** Their numbers follow one another. */
  readonly lines: readonly Line[]
  /** When it was opened, as the room counts time, ms: what was said before is not unread. */
  readonly since: number
  /** Its newest line is in sight, where the buffer is shown. */
  readonly isAtEnd: boolean
  /** The number of the first line that nobody saw. */
  readonly ruler?: number | undefined
  /** Messages that came while they could not be seen, and how many of them are for us. */
  readonly unread: number
  readonly mentions: number
  /** Whether older messages can be asked for. */
  readonly earlier: 'unasked' | 'asking' | 'all'
  /** Who types, and until when that is believed, ms. */
  readonly typing: ReadonlyMap<string, number>
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

/** One line of a buffer. */
export type Line = MessageLine | ComingsLine | NoteLine

interface Numbered {
  readonly n: number
  /** ms since 1970. */
  readonly time: number
}

export interface MessageLine extends Numbered {
  readonly is: 'message'
  readonly display: Display
  /** It names us. */
  readonly isMention: boolean
  /** Who gave each reaction. */
  readonly reactions: ReadonlyMap<string, readonly string[]>
  /** It was taken back. */
  readonly redacted?: { readonly by: string; readonly why: string } | undefined
  /** What it answers, as far as that is here. */
  readonly quote?: Quote | undefined
}

/** Who came and went in a run, folded into one. */
export interface ComingsLine extends Numbered {
  readonly is: 'comings'
  readonly comings: readonly Coming[]
}

export interface NoteLine extends Numbered {
  readonly is: 'note'
  readonly tone: 'event' | 'talk' | 'error' | 'gap'
  readonly text: string
}

export interface Coming {
  readonly how: 'in' | 'out' | 'renamed'
  readonly nick: string
  /** The new nick, or why they went. */
  readonly text: string
}

/** Before its number is known. */
export type Unnumbered = Omit<MessageLine, 'n'> | Omit<ComingsLine, 'n'> | Omit<NoteLine, 'n'>

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
