import type { Asked } from '../../../src/transport/http/asked.ts'
import { fileOf } from '../../../src/transport/http/files.ts'
import type { Site } from '../../../src/transport/http/site.ts'

/** A request as a browser sends it, but for what is given; headers of undefined are not sent. */
export function ask(
  headers: Readonly<Record<string, string | undefined>> = {},
  more: Partial<Pick<Asked, 'address' | 'method' | 'target' | 'isSecure' | 'isUpgrade'>> = {},
): Asked {
  const all = { host: '192.168.1.20:16667', ...headers }
  const sent = new Map(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== undefined),
  )
  const request = {
    address: '192.168.1.7',
    method: 'GET',
    target: '/',
    isSecure: false,
    isUpgrade: false,
    ...more,
  }
  return { ...request, names: Array.from(sent.keys()), header: (name) => sent.get(name) }
}

const page = Buffer.from(`<p>irc://HOST:PORT/lobby</p>${'<p>x</p>'.repeat(50)}`)

/** A site with a page, and a script that is named by its hash. */
export function siteOf(more: Partial<Site> = {}): Site {
  return {
    files: new Map([
      ['/', fileOf('index.html', page)],
      ['/app.0123abcd.js', fileOf('app.0123abcd.js', Buffer.from('1'))],
    ]),
    hosts: new Set(['localhost', 'office', 'office.local', 'chat.lan']),
    origins: new Set(['https://gamja.example.org']),
    isTlsOnly: false,
    mostHeaders: 50,
    readiness: () => 'ready',
    ...more,
  }
}
