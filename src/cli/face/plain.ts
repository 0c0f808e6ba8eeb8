import type { Display } from '../../client/model.ts'
import { plainText } from '../../client/safe-text.ts'
import { fold } from '../../protocol/casemap.ts'
import type { Format } from './line-mode.ts'

/** One line of plain mode for what happened: `12:04 ann: text`. Append-only, no colour, safe on a terminal. */
export function plainLine(
  display: Display,
  options: { readonly here?: string | undefined },
): string | undefined {
  const body = describe(display)
  if (body === undefined) return undefined
  // What happens elsewhere says where.
  const { channel } = display
  const elsewhere =
    channel !== undefined && options.here !== undefined && fold(channel) !== fold(options.here)
  return plainText(`${clock(display.time)} ${elsewhere ? `[${channel}] ` : ''}${body}`)
}

/** As `plainLine`, for a face: what the room says of itself is talk. Its greetings are not shown. */
export const plainFormat: Format = (display, here) => {
  const line = display.code === 'notice' ? undefined : plainLine(display, { here })
  if (line === undefined) return undefined
  return { as: display.type === 'status' || display.type === 'error' ? 'note' : 'say', line }
}

/** The time of day on this computer's clock, `12:04`. */
export function clock(time: number): string {
  const date = new Date(time)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(date.getHours())}:${two(date.getMinutes())}`
}

/** Statuses that the faces say in their own words. */
const quiet = new Set(['registered', 'joined', 'names'])

function describe({ type, nick = '', text, by, kind, code }: Display): string | undefined {
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
    case 'error':
      return `not done: ${text}`
    default:
      return quiet.has(code ?? '') ? undefined : text
  }
}
