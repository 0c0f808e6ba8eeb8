import type { Display } from '../model.ts'
import { type Lines, messageLine } from './line.ts'
import { lineAt, prepend } from './scrollback.ts'

/** What was said before the oldest line, asked for when somebody gets there. */

/** Whether older messages can be asked for. */
export type Earlier = 'unasked' | 'asking' | 'all'

/** What to ask for messages from before: the id of the oldest message of the room's, or when the oldest line is of. */
export function oldestOf(lines: Lines): string | number | undefined {
  for (let number = lines.first; number < lines.first + lines.size; number++) {
    const line = lineAt(lines, number)
    if (line?.is === 'message' && line.display.id !== undefined) return line.display.id
  }
  return lineAt(lines, lines.first)?.time
}

/** With one of them; they come from the newest to the oldest. */
export const withEarlier = (lines: Lines, display: Display): Lines =>
  prepend(lines, [messageLine(display, false)])

/** Whether there are more, as a status `earlier` tells at their end. */
export const afterEarlier = ({ text }: Display): Earlier => (text === '0' ? 'all' : 'unasked')
