import { isIPv6 } from 'node:net'
import { isChannelName } from '../../protocol/names.ts'
import { defaultLimits } from '../../protocol/limits.ts'
import { toWire } from '../../protocol/wire.ts'
import { Exit } from '../exit.ts'

/** What people write on a command line, as values. What cannot be read ends with exit 2 and an example. */

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, '': 1_000, m: 60_000, h: 3_600_000 }

/** `1500ms`, `2s`, `1m`, `1h`; a number alone is seconds. In ms. */
export function parseDuration(text: string, option: string): number {
  const [, digits = '', unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h)?$/.exec(text.trim()) ?? []
  const ms = Number(digits) * (units[unit] ?? Number.NaN)
  // Longer, and Node's timers would fire at once.
  if (digits === '' || !(ms > 0 && ms < 2 ** 31)) {
    throw new Exit('usage', `${option} ${text}: not a time; write 1500ms, 2s or 1m.`)
  }
  return ms
}

/** A TCP or UDP port; 0 is any free one. */
export function parsePort(text: string, option: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (!(port <= 65_535)) throw new Exit('usage', `${option} ${text}: not a port; write 0 to 65535.`)
  return port
}

/** A whole number from 1. */
export function parseCount(text: string, option: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new Exit('usage', `${option} ${text}: write a number from 1.`)
  return Number(text)
}

/** `host`, `host:port`, `address`, `[v6]:port` or a bare IPv6 address. However it is written, a host is one: what is known of it is found by this. */
export function parseHost(text: string, defaultPort: number): { host: string; port: number } {
  const bracketed = /^\[([^\]]+)\](?::(\d+))?$/.exec(text)
  const bare = isIPv6(text) ? [text, text] : undefined
  const [, host = '', port] = bracketed ?? bare ?? /^([^:[\]]+)(?::(\d+))?$/.exec(text) ?? []
  if (host === '' || /\s/.test(host)) {
    throw new Exit(
      'usage',
      `--host ${text}: write an address or a name, with or without a port: 192.168.1.20:16667`,
    )
  }
  return { host: asOne(host), port: port === undefined ? defaultPort : parsePort(port, '--host') }
}

/** Names do not differ by case (RFC 4343), and an IPv6 address is written in one way (RFC 5952), with its zone as it is. */
function asOne(host: string): string {
  const [address = '', ...zone] = host.split('%')
  if (!isIPv6(address)) return host.toLowerCase()
  return [new URL(`http://[${address}]`).hostname.slice(1, -1), ...zone].join('%')
}

/** A channel, with or without its `#`, which shells take for a comment. */
export function parseChannel(text: string): string {
  const name = text.startsWith('#') ? text : `#${text}`
  if (!isChannelName(toWire(name), defaultLimits)) {
    throw new Exit(
      'usage',
      `${text}: not a channel; its name is 1 to ${defaultLimits.channelBytes - 1} bytes without space, comma or colon.`,
    )
  }
  return name
}
