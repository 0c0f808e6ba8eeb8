import { describe } from '../describe.ts'
import type { Display } from '../model.ts'
import type { NoteLine } from './line.ts'

/** What the room says of itself, as a line; undefined for what a face says in its own words, or not at all. */
export function noteOf(display: Display): NoteLine | undefined {
  const { type, code, time } = display
  const text = describe(display)
  if (text === undefined || code === 'notice') return undefined
  return { is: 'note', time, tone: tones[type] ?? 'talk', text }
}

const tones: Readonly<Partial<Record<Display['type'], NoteLine['tone']>>> = {
  error: 'error',
  gap: 'gap',
  topic: 'event',
  mode: 'event',
}

/** A message that is shown where it was not said, since no more buffers can be open: it must not look as if it had been said there. */
export function strayNote({ nick = '', text, channel = '', time }: Display): NoteLine {
  const to = channel.startsWith('#') ? channel : 'you alone'
  return { is: 'note', time, tone: 'talk', text: `${nick} to ${to}: ${text}` }
}
