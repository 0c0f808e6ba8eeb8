import type { Intent } from '../client/intents.ts'
import type { Display, Model } from '../client/model.ts'
import type { Network, Size, Tui } from './model.ts'

/** What can happen to a screen. `at` is ms since 1970; it has no clock of its own. */
export type TuiEvent =
  | { readonly type: 'heard'; readonly display: Display; readonly room: Model; readonly at: number }
  /** The room changed, and perhaps nothing is to be shown of it. */
  | { readonly type: 'room'; readonly room: Model; readonly network: Network; readonly at: number }
  | ({ readonly type: 'key'; readonly at: number } & Key)
  | { readonly type: 'paste'; readonly text: string; readonly at: number }
  /** Rows up, or down where it is negative. */
  | { readonly type: 'wheel'; readonly up: number }
  | { readonly type: 'focus'; readonly isFocused: boolean; readonly at: number }
  | { readonly type: 'resized'; readonly size: Size }
  | { readonly type: 'tick'; readonly at: number }

/** A key by its name in `keys.ts`, such as `C-a`; with what it types, if anything. */
export interface Key {
  readonly name: string
  readonly text?: string
}

/** What is then to be done, in order. */
export type TuiEffect =
  | { readonly do: 'want'; readonly intent: Intent }
  /** Ends without waiting. */
  | { readonly do: 'interrupt' }
  /** Connects again now. */
  | { readonly do: 'retry' }
  | { readonly do: 'bell' }
  /** Somebody said something for us, and nobody looks. */
  | { readonly do: 'notify'; readonly display: Display }
  | { readonly do: 'suspend' }
  | { readonly do: 'redraw' }
  /** To the clipboard of the terminal. */
  | { readonly do: 'copy'; readonly text: string }
  | { readonly do: 'mouse'; readonly isOn: boolean }

export interface Updated {
  readonly tui: Tui
  readonly effects: readonly TuiEffect[]
}

export const done = (tui: Tui, ...effects: TuiEffect[]): Updated => ({ tui, effects })

/** One thing and then another one that begins where it ended. */
export function andThen(first: Updated, next: (tui: Tui) => Updated): Updated {
  const { tui, effects } = next(first.tui)
  return { tui, effects: [...first.effects, ...effects] }
}
