import type { Display } from './model.ts'

const two = (n: number): string => String(n).padStart(2, '0')

/** The time of day on this computer's clock, `12:04`. */
export function clock(time: number): string {
  const date = new Date(time)
  return `${two(date.getHours())}:${two(date.getMinutes())}`
}

/** The same to the second, `12:04:09`. */
export const clockSeconds = (time: number): string => `${clock(time)}:${two(new Date(time).getSeconds())}`

/** Statuses that the faces say in their own words. */
const quiet = new Set(['registered', 'joined', 'rejoined', 'names', 'earlier'])

function span({ from, to }: Display): string {
  if (from === undefined) return to === undefined ? '' : `before ${clock(to)} `
  return to === undefined ? `after ${clock(from)} ` : `between ${clock(from)} and ${clock(to)} `
}

/** What happened, in a sentence: as it was sent, unsafe to show. Nothing for what the faces say in their own words. */
export function describe(display: Display): string | undefined {
  const { type, nick = '', text, by, kind, code } = display
  const because = text === '' ? '' : ` (${text})`
  switch (type) {
    case 'message':
      if (kind === 'action') return `* ${nick} ${text}`
      return kind === 'notice' ? `-${nick}- ${text}` : `${nick}: ${text}`
    case 'join':
      return `${nick} joined`
    case 'part':
      return `${nick} left${because}`
    case 'quit':
      return `${nick} quit${because}`
    case 'nick':
      return `${nick} is now ${text}`
    case 'kick':
      return `${by ?? 'somebody'} kicked ${nick}${because}`
    case 'topic':
      return text === '' ? `${nick} cleared the topic` : `${nick} set the topic: ${text}`
    case 'mode':
      return `${nick} set mode ${text}`
    case 'away':
      return text === '' ? `${nick} is back` : `${nick} is away${because}`
    case 'react':
      return `${nick} reacted with ${text}`
    case 'unreact':
      return `${nick} took ${text} back`
    case 'redact':
      return `${nick} took a message back${because}`
    case 'typing':
      return undefined
    case 'gap':
      return `some messages ${span(display)}are not remembered (${text})`
    case 'error':
      return `not done: ${text}`
    default:
      return quiet.has(code ?? '') ? undefined : text
  }
}
