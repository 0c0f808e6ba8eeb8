import type { Model, Pending } from '../client/model.ts'
import type { Completion } from '../client/talk/complete.ts'
import type { Earlier } from '../client/talk/earlier.ts'
import type { Lines } from '../client/talk/line.ts'
import type { Typing } from '../client/talk/typing.ts'
import type { Said } from './editor/said.ts'
import type { NoticeForm } from './notice.ts'
import type { Editor } from './editor/editor.ts'

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
  /** What was said before this run. */
  readonly said: Said
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
  readonly lines: Lines
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
  readonly earlier: Earlier
  readonly typing: Typing
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
  /** How a terminal is asked to show on the desktop what is for us while nobody looks. */
  readonly notices: 'off' | NoticeForm
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
