import { plainText } from '../client/safe-text.ts'
import type { Tui } from './model.ts'

/** What was typed, and what was sent and never confirmed, in lines that are safe to show: nothing of it is lost with the screen. */
export function unsaidIn({ buffers, room }: Tui): string[] {
  const pending = [...room.pending.values()].map(({ target, text }) => `to ${target}, not confirmed: ${text}`)
  const typed = buffers
    .filter(({ editor }) => editor.text.trim() !== '')
    .map(({ name, editor }) => `to ${name}, not sent: ${editor.text}`)
  return [...pending, ...typed].flatMap((text) => text.split('\n').map(plainText))
}
