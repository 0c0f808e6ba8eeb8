import { plainText } from '../../client/safe-text.ts'
import { cleanRoom, roomBytes } from '../../protocol/datagram/room-name.ts'
import { type Network, parseNetwork } from '../../protocol/network.ts'
import { utf8Bytes } from '../../protocol/utf8.ts'
import { toWire } from '../../protocol/wire.ts'
import { Unusable, list, number, text } from './kinds.ts'

/** The room's name as it is announced: what cannot be seen is left out of it. */
export const roomName = text((name) => {
  const seen = cleanRoom(name)
  if (seen !== '' && utf8Bytes(name.trim()) <= roomBytes && plainText(name) === name) return seen
  throw new Unusable(
    name,
    `a room's name is 1 to ${roomBytes} bytes of text that can be seen, on one line.`,
    'earshot daemon --name Office',
  )
})

/** Networks as CIDR writes them. */
export const networks = list((one): Network => {
  const network = parseNetwork(one)
  if ('family' in network) return network
  throw new Unusable(one, `${network.why}.`, 'earshot daemon --allow 203.0.113.0/24 --allow 2001:db8:7::/48')
})

/** With a dot, so that it is no nick (RFC 2812 §2.3.1 `servername`, of 63 characters at most). */
export const serverName = text((name) => {
  const label = '[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?'
  if (name.length <= 63 && new RegExp(`^${label}(?:\\.${label})+$`).test(name)) return name
  throw new Unusable(name, "not a server's name; write one with a dot, such as irc.example.org.")
})

/** At most so many bytes a line of ADMIN: more would be cut. */
const adminBytes = 300

/** What ADMIN answers, as wire strings: one to three lines. */
export const adminLines = text((all): readonly string[] => {
  const lines = all.split('\n').map((line) => line.trim())
  const isRight = (line: string): boolean =>
    line !== '' && plainText(line) === line && toWire(line).length <= adminBytes
  if (lines.length <= 3 && lines.every(isRight)) return lines.map(toWire)
  throw new Unusable(
    all,
    `one to three lines of 1 to ${adminBytes} bytes of text that can be seen.`,
    "earshot daemon --admin-info 'Ann, room 12, ann@example.org'",
  )
})

/** Who OPER names. */
export const operatorName = text((name) => {
  if (/^[^\s:\p{C}][^\s\p{C}]{0,63}$/u.test(name)) return name
  throw new Unusable(name, 'a name is 1 to 64 characters without a space.')
})

const daySeconds = 86_400
/** A mistake in this is one that clients do not forgive before it is over. */
const mostDays = 365

/** For how long clients are to insist on TLS; 0: no longer, if they did (IRCv3 sts, "The duration key"). */
export const stsDays = number(
  0,
  mostDays,
  `write a number of days, from 1 to ${mostDays}, or 0 to have clients forget it.`,
  (days) => ({ seconds: days * daySeconds }),
)

/** Names of hosts, as a browser sends them. */
export const hostNames = list((name) => {
  const url = `http://${name}`
  const small = URL.canParse(url) ? new URL(url).hostname.replace(/\.$/, '') : ''
  if (small !== '' && /^[^/:@?#\s]+$/.test(name)) return small
  throw new Unusable(name, 'write a name without a port, such as chat.lan.')
})

/** Where pages come from (RFC 6454). */
export const origins = list((one) => {
  const url = URL.canParse(one) ? new URL(one) : undefined
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:'
  if (url !== undefined && isWeb && (one === url.origin || one === `${url.origin}/`)) return url.origin
  throw new Unusable(one, "write the start of the page's address, such as https://gamja.example.org.")
})
