import type { Message } from '../protocol/message.ts'
import type { Display, End, Model } from './model.ts'
import type { ScramQuestion } from './sasl/scram.ts'

export type Effect =
  | { readonly do: 'send'; readonly message: Message }
  | { readonly do: 'show'; readonly display: Display }
  /** The answer is hashed, which takes long, and told by a `proved`. */
  | { readonly do: 'prove'; readonly password: string; readonly question: ScramQuestion }
  | { readonly do: 'end'; readonly end: End }

export interface Step {
  readonly model: Model
  readonly effects: readonly Effect[]
}

/** What a line makes of the model; `at` is when it was heard, ms since 1970. */
export type Hear = (model: Model, message: Message, at: number) => Step

export const send = (command: string, ...params: string[]): Effect => ({
  do: 'send',
  message: { command, params },
})

export const show = (display: Display): Effect => ({ do: 'show', display })

export const step = (model: Model, ...effects: Effect[]): Step => ({ model, effects })

/** A step and then another one that begins where it ended. */
export function andThen(first: Step, next: (model: Model) => Step): Step {
  const { model, effects } = next(first.model)
  return { model, effects: [...first.effects, ...effects] }
}

/** A line of the server that is for the person, with its code. `time` in ms since 1970. */
export function status(time: number, code: string, text: string): Display {
  return { type: 'status', time, code, text, self: false }
}

/** The conversation is over; nothing follows. */
export function over(model: Model, cause: End['cause'], text: string, code?: string): Step {
  const end = { cause, text, ...(code === undefined ? {} : { code }) }
  return step({ ...model, phase: 'over' }, { do: 'end', end })
}
