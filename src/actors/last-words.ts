import type { LastWords } from '../delivery/delivery.ts'
import type { Limits } from '../protocol/limits.ts'
import type { EndCause, Link } from '../protocol/link.ts'
import { serialize } from '../protocol/message.ts'
import { cutWire } from '../protocol/wire.ts'
import { hostOf } from './host.ts'

/** How the reasons begin that are not the peer's own. */
const causes: readonly (readonly [start: string, cause: EndCause])[] = [
  ['Too many', 'full'],
  ['Internal error', 'fault'],
  ['Killed', 'policy'],
  ['Password incorrect', 'policy'],
  ['Replaced', 'policy'],
  ['Banned', 'policy'],
  ['Locked down', 'policy'],
  ['Registration timed out', 'policy'],
  ['Ping timeout', 'policy'],
  ['HTTP request', 'policy'],
]

/** What every connection is told last (RFC 2812 §3.7.4). */
export function lastWords({ remote }: Link, reason: string, { lineBytes }: Limits): LastWords {
  const text = `Closing link: ${hostOf(remote.address)} (${reason})`
  const fits = cutWire(text, lineBytes - 'ERROR :\r\n'.length)
  const [, cause = 'left'] = causes.find(([start]) => reason.startsWith(start)) ?? []
  return { words: `${serialize({ command: 'ERROR', params: [fits] })}\r\n`, cause }
}

/** Ends a link that is nobody's reader. */
export function hangUp(link: Link, { words, cause }: LastWords): void {
  link.end(Buffer.from(words, 'latin1'), cause)
}
