/** What the first bytes of a connection say that it speaks; `unsure` while they could still be the start of several. */
export type Speech = 'tls' | 'http' | 'irc' | 'unsure'

/** Verbs of HTTP and its HTTP/2 preface: a browser that is made to speak to this port must never reach the IRC parser. */
const httpVerbs = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE', 'CONNECT', 'PRI'].map(
  (verb) => `${verb} `,
)

/** Reads the first bytes, as a wire string. `0x16 0x03` is a TLS handshake (RFC 8446 §5.1), a verb and a space HTTP, anything else IRC. */
export function sniff(start: string): Speech {
  if (start.length === 0 || start === '\x16') return 'unsure'
  if (start.startsWith('\x16\x03')) return 'tls'
  if (httpVerbs.some((verb) => start.startsWith(verb))) return 'http'
  return httpVerbs.some((verb) => verb.startsWith(start)) ? 'unsure' : 'irc'
}
