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

/** A fatal TLS alert, handshake_failure (RFC 8446 §6.2): what a TLS client can show its user. */
export const tlsRefusal = Buffer.from([0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28])

/** What a browser is told until there is a page. */
export const httpRefusal = ((): Buffer => {
  const body =
    'This is an earshot room. Join it with any IRC client at this host and port, without TLS, or with: earshot\n'
  const head = [
    'HTTP/1.1 501 Not Implemented',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${body.length}`,
    'X-Content-Type-Options: nosniff',
    'Connection: close',
  ]
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}`, 'latin1')
})()
