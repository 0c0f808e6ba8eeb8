import {
  type Completion,
  channelsIn,
  choicesFor,
  completionAt,
  nicksIn,
  turnedTo,
  withChoice,
} from '../../client/talk/complete.ts'
import { slashes } from '../../client/slash.ts'
import type { Buffer, Page } from './model.ts'

/** What Tab made of what was typed. */
export interface Completed {
  readonly text: string
  /** Where the cursor is then. */
  readonly at: number
  readonly completion: Completion
}

/**
 * Tab, or Shift-Tab: the next thing that the word before the cursor may be the beginning of. Undefined where there is none, and
 * the key does what it always does on a page: it leads on.
 * @param before what it made the last time
 */
export function completed(
  page: Page,
  buffer: Buffer,
  typed: { readonly text: string; readonly at: number },
  by: 1 | -1,
  before: Completed | undefined,
): Completed | undefined {
  const isMore = before !== undefined && before.text === typed.text && before.at === typed.at
  if (!isMore && by === -1) return undefined
  const all = {
    commands: Object.keys(slashes),
    channels: channelsIn(page.buffers, page.room),
    nicks: () => nicksIn(buffer, page.room),
  }
  const completion = isMore
    ? turnedTo(before.completion, by)
    : completionAt(typed.text, typed.at, (word, start) => (word === '' ? [] : choicesFor(all, word, start)))
  const { length } = completion.choices
  if (length === 0 || (isMore && length === 1)) return undefined
  return { ...withChoice(typed.text, typed.at, completion), completion }
}
