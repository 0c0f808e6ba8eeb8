import type { Display } from '../../client/model.ts'
import { plainText } from '../../client/safe-text.ts'
import { fold } from '../../protocol/casemap.ts'
import type { Format } from './line-mode.ts'

/**
 * One line of plain mode for what happened: `12:04 ann: text`. Append-only, no colour, safe on a terminal. A message of
 * several lines has one for each, and each says whose it is: none can be taken for another's.
 */
export function plainLine(
  display: Display,
  options: { readonly here?: string | undefined },
): string | undefined {
  if (display.type !== 'message') return oneLine(display, options)
  const lines = display.text.split('\n').map((text) => oneLine({ ...display, text }, options))
  return lines.join('\n')
}

function oneLine(display: Display, options: { readonly here?: string | undefined }): string | undefined {
  const body = describe(display)
  if (body === undefined) return undefined
  const { channel, type } = display
  // What happens elsewhere says where.
  const elsewhere =
    channel !== undefined && options.here !== undefined && fold(channel) !== fold(options.here)
  const where = elsewhere ? `[${channel}] ` : ''
  return plainText(type === 'gap' ? `-- ${where}${body} --` : `${clock(display.time)} ${where}${body}`)
}

/** As `plainLine`, for a face: what the room says of itself is talk. Its greetings are not shown. */
export const plainFormat: Format = (display, here) => {
  const line = display.code === 'notice' ? undefined : plainLine(display, { here })
  if (line === undefined) return undefined
  return { as: ['status', 'error', 'gap'].includes(display.type) ? 'note' : 'say', line }
}

/** The time of day on this computer's clock, `12:04`. */
export function clock(time: number): string {
  const date = new Date(time)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(date.getHours())}:${two(date.getMinutes())}`
}

/** Statuses that the faces say in their own words. */
const quiet = new Set(['registered', 'joined', 'rejoined', 'names'])

function span({ from, to }: Display): string {
  if (from === undefined) return to === undefined ? '' : `before ${clock(to)} `
  return to === undefined ? `after ${clock(from)} ` : `between ${clock(from)} and ${clock(to)} `
}

function describe(display: Display): string | undefined {
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
    case 'gap':
      return `some messages ${span(display)}are not remembered (${text})`
    case 'error':
      return `not done: ${text}`
    default:
      return quiet.has(code ?? '') ? undefined : text
  }
}
