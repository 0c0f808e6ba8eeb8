import { oldestOf } from '../client/talk/earlier.ts'
import { mostLines } from '../client/talk/scrollback.ts'
import { type TuiEffect, type Updated, done } from './events.ts'
import { type Buffer, type Tui, withBuffer } from './model.ts'

/** Asks for what was said before the oldest line, where somebody got there. */
export function askEarlier(tui: Tui, buffer: Buffer): Updated {
  const { earlier, lines, key, name } = buffer
  if (earlier !== 'unasked' || lines.size >= mostLines || tui.network.is === 'away') return done(tui)
  const asking = withBuffer(tui, key, (one) => ({ ...one, earlier: 'asking' }))
  const intent = { type: 'earlier', target: name, before: oldestOf(lines) ?? tui.now } as const
  const effect: TuiEffect = { do: 'want', intent }
  return done(asking, effect)
}
