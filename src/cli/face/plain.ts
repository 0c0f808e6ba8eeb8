import type { Display } from '../../client/model.ts'
import { clock, describe } from '../../client/describe.ts'
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
