import type { Display } from '../../client/model.ts'
import { clock, clockSeconds, describe } from '../../client/describe.ts'
import { plainText } from '../../client/safe-text.ts'
import { fold } from '../../protocol/casemap.ts'
import type { Format } from './line-mode.ts'

/** Whether a line has the time of day, and where: screen readers read what is said first where it is at the end. */
export type PlainTime = 'off' | 'short' | 'seconds' | 'end'

interface PlainOptions {
  /** Where we talk now. */
  readonly here?: string | undefined
  readonly time?: PlainTime | undefined
}

/**
 * One line of plain mode for what happened: `12:04 ann: text`. Append-only, no colour, safe on a terminal. A message of
 * several lines has one for each, and each says whose it is: none can be taken for another's.
 */
export function plainLine(display: Display, options: PlainOptions): string | undefined {
  if (display.type !== 'message') return oneLine(display, options)
  const lines = display.text.split('\n').map((text) => oneLine({ ...display, text }, options))
  return lines.join('\n')
}

function oneLine(display: Display, options: PlainOptions): string | undefined {
  const body = describe(display)
  if (body === undefined) return undefined
  const { channel, type } = display
  // What happens elsewhere says where.
  const elsewhere =
    channel !== undefined && options.here !== undefined && fold(channel) !== fold(options.here)
  const where = elsewhere ? `[${channel}] ` : ''
  return plainText(
    type === 'gap' ? `-- ${where}${body} --` : stamped[options.time ?? 'short'](where + body, display.time),
  )
}

const stamped: Readonly<Record<PlainTime, (line: string, time: number) => string>> = {
  off: (line) => line,
  short: (line, time) => `${clock(time)} ${line}`,
  seconds: (line, time) => `${clockSeconds(time)} ${line}`,
  end: (line, time) => `${line} (${clock(time)})`,
}

/** As `plainLine`, for a face: what the room says of itself is talk. Its greetings are not shown. */
export const plainFormat =
  (time: PlainTime | undefined): Format =>
  (display, here) => {
    const line = display.code === 'notice' ? undefined : plainLine(display, { here, time })
    if (line === undefined) return undefined
    return { as: ['status', 'error', 'gap'].includes(display.type) ? 'note' : 'say', line }
  }
