import type { Display, Model, Pending } from '../client/model.ts'
import type { Completion } from './complete.ts'
import type { Editor } from './editor/editor.ts'
import type { Scrollback } from './scrollback.ts'

/** All that the screen is made from. Immutable: `update` makes the next one. All text is as it was sent, unsafe to show. */
export interface Tui {
  /** What is known of the room, as the session has it. */
  readonly room: Model
  readonly network: Network
  /** In the order in which they were opened. Never empty. */
  readonly buffers: readonly Buffer[]
  /** The key of the buffer that is shown. */
  readonly current: string
  readonly size: Size
  readonly overlay: Overlay
  readonly completion?: Completion | undefined
  readonly settings: Settings
  /** The terminal has the focus, as far as it says. */
  readonly isFocused: boolean
  /** ms since 1970. */
  readonly now: number
  /** When Ctrl-C was pressed on an empty line, or undefined: the second one leaves. */
  readonly leavingAt?: number | undefined
  /** When it was last told that we type, ms. */
  readonly typingAt?: number | undefined
  /** What was killed, newest last. */
  readonly killed: readonly string[]
}

/** Whether the room is there. */
export type Network =
  | { readonly is: 'here' }
  /** `retryAt`: when it is tried again, ms since 1970. */
  | {
      readonly is: 'away'
      readonly why: string
      readonly since: number
      readonly retryAt?: number | undefined
    }

/** What is shown of a channel, or of what was said with one person. */
export interface Buffer {
  /** The folded name. */
  readonly key: string
  readonly name: string
  readonly lines: Scrollback<Line>
  /** What the bottom row shows: the newest line, or row `row` of a line while somebody reads further up. */
  readonly scroll: Scroll
  /** When it was opened, as the room counts time: what was said before is not unread, ms. */
  readonly since: number
  /** The first line that was not seen: the ruler is before it. */
  readonly ruler?: number | undefined
  /** Messages that came while they could not be seen, and how many of them are for us. */
  readonly unread: number
  readonly mentions: number
  readonly editor: Editor
  readonly history: InputHistory
  /** Whether older messages can be asked for. */
  readonly earlier: 'unasked' | 'asking' | 'all'
  /** Who types, and when that was last told, ms. */
  readonly typing: ReadonlyMap<string, number>
  /** Who spoke, the latest last. */
  readonly speakers: readonly string[]
  /** The message that what is typed answers. */
  readonly answers?: Answered | undefined
}

export type Scroll =
  | { readonly at: 'end' }
  | { readonly at: 'line'; readonly line: number; readonly row: number }

export interface Answered {
  readonly id: string
  readonly nick: string
  readonly text: string
}

/** What was said from this buffer, oldest first; `at` is the one that is shown while somebody looks through it. */
export interface InputHistory {
  readonly said: readonly string[]
  readonly at?: number | undefined
  /** What was typed before somebody looked. */
  readonly draft: string
}

/** One line of a buffer. */
export type Line =
  | MessageLine
  /** Who came and went in a run, folded into one. */
  | { readonly is: 'comings'; readonly time: number; readonly comings: readonly Coming[] }
  | {
      readonly is: 'note'
      readonly time: number
      readonly tone: 'event' | 'talk' | 'error' | 'gap'
      readonly text: string
    }

export interface MessageLine {
  readonly is: 'message'
  readonly time: number
  readonly display: Display
  /** It is for us. */
  readonly isMention: boolean
  /** How often each reaction was given, by whom. */
  readonly reactions: ReadonlyMap<string, readonly string[]>
  /** Why it was taken back, by whom; undefined while it was not. */
  readonly redacted?: { readonly by: string; readonly why: string } | undefined
  /** What it answers, as far as that is here. */
  readonly quote?: { readonly nick: string; readonly text: string } | undefined
}

/** Most messages have none, and share it. */
export const noReactions: MessageLine['reactions'] = new Map()

export interface Coming {
  readonly how: 'in' | 'out' | 'renamed'
  readonly nick: string
  /** The new nick, or why they went. */
  readonly text: string
}

/** A message of ours that has no echo yet. */
export interface Waiting extends Pending {
  readonly label: string
}

/** What lies over the screen, or takes the keys. */
export type Overlay =
  | { readonly is: 'none' }
  | { readonly is: 'help'; readonly top: number }
  /** The log without columns, for copying. */
  | { readonly is: 'bare' }
  /** Ctrl-F. `line` is the match that is shown. */
  | {
      readonly is: 'find'
      readonly query: string
      readonly isTyping: boolean
      readonly line?: number | undefined
    }
  /** Ctrl-R: `back` counts the matches from the newest. */
  | { readonly is: 'recall'; readonly query: string; readonly back: number }
  | { readonly is: 'select'; readonly line: number }
  /** What is thought of a message, while it is typed. */
  | { readonly is: 'react'; readonly id: string; readonly typed: string }
  | { readonly is: 'confirm'; readonly question: string; readonly text: string }

export interface Settings {
  readonly theme: 'dark' | 'light' | 'mono'
  readonly time: 'off' | 'short' | 'seconds'
  readonly mouse: boolean
  readonly bell: boolean
  /** Others are told that we type. */
  readonly typing: boolean
  readonly names: boolean
  /** Words that are for us, besides our nick. */
  readonly highlight: readonly string[]
}

export interface Size {
  readonly columns: number
  readonly rows: number
}

/** The buffer that is shown. */
export function currentOf({ buffers, current }: Tui): Buffer {
  const found = buffers.find(({ key }) => key === current) ?? buffers[0]
  if (found === undefined) throw new Error('there is no buffer')
  return found
}

/** With this change to one buffer. */
export function withBuffer(tui: Tui, key: string, change: (buffer: Buffer) => Buffer): Tui {
  return { ...tui, buffers: tui.buffers.map((one) => (one.key === key ? change(one) : one)) }
}

/** With this change to the buffer that is shown. */
export function withCurrent(tui: Tui, change: (buffer: Buffer) => Buffer): Tui {
  return withBuffer(tui, currentOf(tui).key, change)
}
