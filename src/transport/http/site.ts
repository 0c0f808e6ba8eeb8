import { type Answer, sentence } from './answer.ts'
import { type Asked, pathOf } from './asked.ts'
import { type StaticFiles, addressed, serve } from './files.ts'
import { type Guarded, refusal } from './guards.ts'

/** What there is to be had over HTTP. */
export interface Site extends Guarded {
  readonly files: StaticFiles
  /** Whether connections are welcome: not while the daemon stops. */
  readonly isReady: () => boolean
}

/** Where a WebSocket may be asked for: gamja asks for `/socket`, others for the place of their page. */
const socketPaths = new Set(['/', '/socket'])

/** The answer to a request. */
export function answer(asked: Asked, site: Site): Answer {
  return refusal(asked, site) ?? page(asked, site)
}

/**
 * What a request is answered that asks for another protocol and does not become a WebSocket; undefined where it does. Other
 * protocols may be asked for and need not be given (RFC 9110 §7.8).
 */
export function upgradeAnswer(asked: Asked, site: Site): Answer | undefined {
  if (asked.header('upgrade')?.toLowerCase() !== 'websocket') return answer(asked, site)
  const refused = refusal(asked, site)
  if (refused !== undefined) return refused
  if (asked.method !== 'GET') return sentence(405, 'A WebSocket is asked for with GET.', { Allow: 'GET' })
  if (!socketPaths.has(pathOf(asked))) return sentence(404, 'There is no WebSocket here; ask for /socket.')
  return site.isReady() ? undefined : sentence(503, 'The room is closing.')
}

function page(asked: Asked, { files, isReady }: Site): Answer {
  const path = pathOf(asked)
  if (path === '/healthz') return sentence(200, 'ok')
  if (path === '/readyz') return isReady() ? sentence(200, 'ready') : sentence(503, 'closing')
  if (path === '/socket') return sentence(426, 'This is a WebSocket.', { Upgrade: 'websocket' })
  const file = files.get(path)
  if (file === undefined) return sentence(404, 'There is no such page.')
  // The guards have let in names and addresses alone.
  return serve(file.type.startsWith('text/html') ? addressed(file, asked.header('host') ?? '') : file, asked)
}
