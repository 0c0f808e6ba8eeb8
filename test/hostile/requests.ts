/** What is asked of the port over HTTP, and may not be. */

/** The headers that ask for a WebSocket. */
export const upgrade = [
  'Connection: Upgrade',
  'Upgrade: websocket',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
]

type Request = readonly [what: string, bytes: (host: string) => string, status: number]
/** A GET of the page. */
export const get = (host: string, ...headers: string[]): string =>
  ['GET / HTTP/1.1', `Host: ${host}`, ...headers, '', ''].join('\r\n')
/** What a page would have the room hear. */
export const lines = 'NICK evil\r\nUSER evil 0 * :evil\r\nJOIN #calm\r\nPRIVMSG #calm :line 0\r\n'

/** With the status that each is answered by. */
export const refused: readonly Request[] = [
  [
    'IRC in the body of a POST',
    (host) => `POST / HTTP/1.1\r\nHost: ${host}\r\nContent-Length: ${lines.length}\r\n\r\n${lines}`,
    405,
  ],
  [
    'a POST of more than a socket holds',
    (host) => `POST / HTTP/1.1\r\nHost: ${host}\r\nContent-Length: 4000000\r\n\r\n${'x'.repeat(4_000_000)}`,
    405,
  ],
  [
    'a form of a page elsewhere',
    (host) => `POST / HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://evil.test\r\nContent-Length: 4\r\n\r\nNICK`,
    403,
  ],
  ...['PUT', 'DELETE', 'OPTIONS', 'PATCH', 'TRACE'].map((verb): Request => [
    verb,
    (host) => `${verb} / HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
    405,
  ]),
  ['CONNECT', (host) => `CONNECT ${host} HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 405],
  ['the preface of HTTP/2', () => 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0', 400],
  ['a target with a host in it', (host) => `GET http://${host}/ HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 400],
  ['the target *', (host) => `GET * HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 400],
  ['two Hosts', (host) => get(host, `Host: ${host}`), 400],
  ['two Hosts that differ', (host) => get(host, 'Host: evil.test'), 400],
  ['no Host', () => 'GET / HTTP/1.1\r\n\r\n', 400],
  ['HTTP/1.0 without a Host', () => 'GET / HTTP/1.0\r\n\r\n', 400],
  ['HTTP/0.9', () => 'GET /\r\n\r\n', 400],
  ['HTTP/3', () => 'GET / HTTP/3.0\r\nHost: x\r\n\r\n', 400],
  ['a body of a GET', (host) => `${get(host, 'Content-Length: 5').trimEnd()}\r\n\r\nNICK `, 400],
  ['a body in chunks', (host) => `${get(host, 'Transfer-Encoding: chunked')}0\r\n\r\n`, 400],
  [
    'both lengths of a body (smuggling)',
    (host) => get(host, 'Content-Length: 4', 'Transfer-Encoding: chunked'),
    400,
  ],
  ['two lengths of a body', (host) => get(host, 'Content-Length: 0', 'Content-Length: 4'), 400],
  ['a length with a sign', (host) => get(host, 'Content-Length: +0'), 400],
  ['a header over two lines (obs-fold)', (host) => get(host, 'X: a', ' Host: evil.test'), 400],
  ['a line end without CR', (host) => `GET / HTTP/1.1\nHost: ${host}\n\n`, 400],
  ['a line end without LF', (host) => `GET / HTTP/1.1\r\nHost: ${host}\rX: y\r\n\r\n`, 400],
  ['a space before a colon', (host) => `GET / HTTP/1.1\r\nHost : ${host}\r\n\r\n`, 400],
  ['a NUL in a header', (host) => get(host, 'X: \0'), 400],
  ['a head of more than 8 KiB', (host) => get(host, `X: ${'x'.repeat(8_200)}`), 431],
  [
    'a target of more than 8 KiB',
    (host) => `GET /${'x'.repeat(8_200)} HTTP/1.1\r\nHost: ${host}\r\n\r\n`,
    431,
  ],
  ['51 headers', (host) => get(host, ...Array.from({ length: 50 }, (_, i) => `X-${i}: x`)), 431],
  ['2,000 headers', (host) => get(host, ...Array.from({ length: 2_000 }, () => 'X:')), 431],
  ['no page of ours', (host) => `GET /../../etc/passwd HTTP/1.1\r\nHost: ${host}\r\n\r\n`, 404],
  ['an upgrade to something else', (host) => get(host, 'Connection: Upgrade', 'Upgrade: h2c'), 200],
  ['an upgrade of a POST', (host) => get(host, ...upgrade).replace('GET', 'POST'), 405],
  ['an upgrade with a body', (host) => `${get(host, ...upgrade, 'Content-Length: 4')}NICK`, 400],
  ['an upgrade elsewhere', (host) => get(host, ...upgrade).replace('/ ', '/irc '), 404],
  ['an upgrade without a key', (host) => get(host, ...upgrade.slice(0, 3)), 400],
  ['an upgrade of a bad key', (host) => get(host, ...upgrade.slice(0, 3), 'Sec-WebSocket-Key: x'), 400],
  [
    'an upgrade of another version',
    (host) => get(host, ...upgrade).replace('Version: 13', 'Version: 7'),
    400,
  ],
  ['bad sub-protocols', (host) => get(host, ...upgrade, 'Sec-WebSocket-Protocol: a,,b'), 400],
]

/** Origins of pages that are not ours; HOST is ours. */
export const forged = [
  'null',
  'http://evil.test',
  'http://evil.test:16667',
  'http://127.0.0.1',
  'http://127.0.0.1:1',
  'https://HOST',
  'ws://HOST',
  'http://HOST.evil.test',
  'http://evil.test@HOST',
  'http://localhost.evil.test',
  'file://',
  'chrome-extension://abcdefghijklmnop',
  'http://HOST, http://evil.test',
  'HOST',
]
/** Names that are not ours; PORT is ours. */
export const rebound = [
  'evil.test',
  'evil.test:PORT',
  'localhost.evil.test:PORT',
  '127.0.0.1.evil.test:PORT',
  '127.0.0.1.nip.io',
  'xn--lcalhost-54a:PORT',
  'office.evil.test:PORT',
]
