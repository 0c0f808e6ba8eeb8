import { type Answer, sentence } from './answer.ts'
import { type Asked, pathOf } from './asked.ts'
import { type StaticFiles, addressed, serve } from './files.ts'
import { type Guarded, refusal } from './guards.ts'

/** What there is to be had over HTTP. */
export interface Site extends Guarded {
  readonly files: StaticFiles
  /** Whether connections are welcome, and why they are not. */
  readonly readiness: () => Readiness
  /** What is counted, as Prometheus reads it, and who may read it; absent: nobody. */
  readonly metrics?: Metrics | undefined
}

export interface Metrics {
  readonly isFor: (address: string) => boolean
  /** Undefined: they could not be read, and the log says why. */
  readonly text: () => string | undefined
}

/** Not while the daemon stops, or has no place left. */
export type Readiness = 'ready' | 'closing' | 'full'

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
  return site.readiness() === 'closing' ? sentence(503, 'The room is closing.') : undefined
}

function page(asked: Asked, { files, readiness, metrics }: Site): Answer {
  const path = pathOf(asked)
  if (path === '/healthz') return sentence(200, 'ok')
  if (path === '/readyz') return sentence(readiness() === 'ready' ? 200 : 503, readiness())
  if (path === '/metrics') return measured(asked, metrics)
  if (path === '/socket') return sentence(426, 'This is a WebSocket.', { Upgrade: 'websocket' })
  const file = files.get(path)
  if (file === undefined) return sentence(404, 'There is no such page.')
  // The guards have let in names and addresses alone.
  return serve(file.type.startsWith('text/html') ? addressed(file, asked.header('host') ?? '') : file, asked)
}

/** The text format of Prometheus, 0.0.4. */
function measured({ address }: Asked, metrics: Metrics | undefined): Answer {
  if (metrics?.isFor(address) !== true)
    return sentence(
      403,
      'Metrics are for this computer. Its operator can allow others: --metrics-allow NETWORK',
    )
  const text = metrics.text()
  if (text === undefined) return sentence(500, 'The metrics could not be read; the log says why.')
  return {
    status: 200,
    headers: { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8', 'Cache-Control': 'no-store' },
    body: Buffer.from(text),
  }
}
