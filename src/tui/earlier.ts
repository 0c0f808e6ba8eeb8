import type { Display } from '../client/model.ts'
import { fold } from '../protocol/casemap.ts'
import { type TuiEffect, type Updated, done } from './events.ts'
import { type Buffer, type MessageLine, type Tui, noReactions, withBuffer } from './model.ts'
import { lineAt, mostLines, prepend } from './scrollback.ts'

/** What was said before the oldest line: asked for when somebody gets there. */

export function askEarlier(tui: Tui, buffer: Buffer): Updated {
  const { earlier, lines, key, name } = buffer
  if (earlier !== 'unasked' || lines.size >= mostLines || tui.network.is === 'away') return done(tui)
  const asking = withBuffer(tui, key, (one) => ({ ...one, earlier: 'asking' }))
  const intent = { type: 'earlier', target: name, before: oldest(buffer) ?? tui.now } as const
  const effect: TuiEffect = { do: 'want', intent }
  return done(asking, effect)
}

/** The oldest message of the room's, or when the oldest line is of. */
function oldest({ lines }: Buffer): string | number | undefined {
  for (let number = lines.first; number < lines.first + lines.size; number++) {
    const line = lineAt(lines, number)
    if (line?.is === 'message' && line.display.id !== undefined) return line.display.id
  }
  return lineAt(lines, lines.first)?.time
}

/** One of those, from the newest to the oldest. */
export function hearEarlier(tui: Tui, display: Display): Tui {
  const line: MessageLine = {
    is: 'message',
    time: display.time,
    display,
    isMention: false,
    reactions: noReactions,
  }
  return withBuffer(tui, fold(display.channel ?? ''), (one) => ({
    ...one,
    lines: prepend(one.lines, [line]),
  }))
}

/** All of them are here. */
export function hearEarlierEnd(tui: Tui, { channel = '', text }: Display): Tui {
  const earlier = text === '0' ? 'all' : 'unasked'
  return withBuffer(tui, fold(channel), (one) => ({ ...one, earlier }))
}
