import type { Limits } from '../protocol/limits.ts'
import type { Link } from '../protocol/link.ts'
import { serialize } from '../protocol/message.ts'
import { cutWire } from '../protocol/wire.ts'
import { hostOf } from './host.ts'

/** What every connection is told last, as a wire string (RFC 2812 §3.7.4). */
export function lastWords({ remote }: Link, reason: string, { lineBytes }: Limits): string {
  const text = `Closing link: ${hostOf(remote.address)} (${reason})`
  const fits = cutWire(text, lineBytes - 'ERROR :\r\n'.length)
  return `${serialize({ command: 'ERROR', params: [fits] })}\r\n`
}
