import type { Display } from '../model.ts'
import type { Scrollback } from './scrollback.ts'

/** What was said and what happened in a channel, or with one person, as every face shows it line by line. */
export type Lines = Scrollback<Line>

/** One line. All text is as it was sent, unsafe to show. */
export type Line = MessageLine | ComingsLine | NoteLine

export interface MessageLine {
  readonly is: 'message'
  /** ms since 1970. */
  readonly time: number
  readonly display: Display
  /** It names us. */
  readonly isMention: boolean
  /** Who gave each reaction. */
  readonly reactions: ReadonlyMap<string, readonly string[]>
  /** Why it was taken back, by whom; undefined while it was not. */
  readonly redacted?: { readonly by: string; readonly why: string } | undefined
  /** What it answers, as far as that is here. */
  readonly quote?: { readonly nick: string; readonly text: string } | undefined
}

/** Who came and went in a run, folded into one. */
export interface ComingsLine {
  readonly is: 'comings'
  readonly time: number
  readonly comings: readonly Coming[]
}

export interface Coming {
  readonly how: 'in' | 'out' | 'renamed'
  readonly nick: string
  /** The new nick, or why they went. */
  readonly text: string
}

/** What the room, or the client itself, has to say. */
export interface NoteLine {
  readonly is: 'note'
  readonly time: number
  readonly tone: 'event' | 'talk' | 'error' | 'gap'
  readonly text: string
}

/** Most messages have none, and share it. */
export const noReactions: MessageLine['reactions'] = new Map()

/** The line of a message that nothing has happened to yet. */
export function messageLine(display: Display, isMention: boolean, quote?: MessageLine['quote']): MessageLine {
  return { is: 'message', time: display.time, display, isMention, reactions: noReactions, quote }
}

export const isMessage = (line: Line): line is MessageLine => line.is === 'message'
