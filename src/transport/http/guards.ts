import { isIP } from 'node:net'
import { type Answer, sentence } from './answer.ts'
import { type Asked, pathOf } from './asked.ts'

/** Whom the daemon answers over HTTP. */
export interface Guarded {
  /** Names, in small letters, under which a browser may know this host; addresses always may. */
  readonly hosts: ReadonlySet<string>
  /** Origins of pages elsewhere that may talk to this room, as a browser writes them. */
  readonly origins: ReadonlySet<string>
  /** Nothing is answered in plain text. */
  readonly isTlsOnly: boolean
  /** Headers of one request. */
  readonly mostHeaders: number
}

type Guard = (asked: Asked, guarded: Guarded) => Answer | undefined

/** In this order: who asks by a name that is not ours is told nothing, whatever it asks. */
const guards: readonly Guard[] = [
  tooManyHeaders,
  wrongHost,
  wrongOrigin,
  wrongMethod,
  withBody,
  wrongTarget,
  inPlainText,
]

/** Why a request is refused; undefined where it may be answered. */
export function refusal(asked: Asked, guarded: Guarded): Answer | undefined {
  for (const guard of guards) {
    const answer = guard(asked, guarded)
    if (answer !== undefined) return answer
  }
  return undefined
}

function tooManyHeaders({ names }: Asked, { mostHeaders }: Guarded): Answer | undefined {
  return names.length > mostHeaders ? sentence(431, 'Too many headers.') : undefined
}

/**
 * DNS rebinding: a page of any name can be made to stand for this address, so a name has to be one that we know. An
 * address cannot be rebound (RFC 9110 §7.4).
 */
function wrongHost(asked: Asked, { hosts }: Guarded): Answer | undefined {
  const host = hostIn(asked)
  if (host === undefined) return sentence(400, 'A request needs one Host.')
  const name = host.hostname.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '')
  if (isIP(name) !== 0 || hosts.has(name)) return undefined
  return sentence(
    421,
    'This room does not answer to that name. Its operator can allow it: --allowed-host NAME',
  )
}

/** A page that is not ours must not speak as whoever reads it (RFC 6455 §10.2). No Origin is no browser. */
function wrongOrigin(asked: Asked, { origins }: Guarded): Answer | undefined {
  const origin = asked.header('origin')
  if (origin === undefined || origins.has(origin)) return undefined
  // As a browser writes it (RFC 6454 §6.2): what only means the same, such as http://evil.test@HOST, is no browser's.
  if (origin === hostIn(asked)?.origin) return undefined
  return sentence(
    403,
    'Pages of other sites may not talk to this room. Its operator can allow one: --web-origin ORIGIN',
  )
}

function wrongMethod({ method }: Asked): Answer | undefined {
  if (method === 'GET' || method === 'HEAD') return undefined
  return sentence(405, 'Only GET and HEAD are answered.', { Allow: 'GET, HEAD' })
}

/** Nothing that is answered here takes a body, and one could hide a second request. */
function withBody(asked: Asked): Answer | undefined {
  const length = asked.header('content-length') ?? '0'
  if (length === '0' && asked.header('transfer-encoding') === undefined) return undefined
  return sentence(400, 'A request must not have a body.')
}

function wrongTarget({ target }: Asked): Answer | undefined {
  return target.startsWith('/') ? undefined : sentence(400, 'A request asks for a path.')
}

function inPlainText(asked: Asked, { isTlsOnly }: Guarded): Answer | undefined {
  if (!isTlsOnly || asked.isSecure) return undefined
  const { host = '' } = hostIn(asked) ?? {}
  return sentence(308, 'This room speaks TLS only.', { Location: `https://${host}${pathOf(asked)}` })
}

/** What a request calls this host; a request with two Hosts or none has no answer to that. */
function hostIn(asked: Asked): URL | undefined {
  const host = asked.header('host')
  if (host === undefined || asked.names.filter((name) => name === 'host').length !== 1) return undefined
  const url = parsed(`${asked.isSecure ? 'https' : 'http'}://${host}`)
  // What is more than a name and a port would be read in two ways.
  return url !== undefined && /^[\w.:[\]-]+$/.test(host) ? url : undefined
}

function parsed(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined
}
