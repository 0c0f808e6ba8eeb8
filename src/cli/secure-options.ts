import { resolve } from 'node:path'
import { plainText } from '../client/safe-text.ts'
import { Exit } from './exit.ts'

/** How the port is encrypted, and which browsers may use it: the options, and their values. */
export interface SecureOptions {
  /** PEM files of the operator's own; one is not without the other. */
  readonly tlsCert?: string
  readonly tlsKey?: string
  readonly requireTls: boolean
  /** For how long clients are to insist on TLS; 0: no longer, if they did (IRCv3 sts, "The duration key"). */
  readonly stsSeconds?: number
  /** Names under which browsers may know this host, besides its own. */
  readonly allowedHosts: readonly string[]
  /** Origins of pages elsewhere that may talk to the room. */
  readonly webOrigins: readonly string[]
}

export interface SecureArguments {
  readonly tlsCert?: string | undefined
  readonly tlsKey?: string | undefined
  readonly requireTls?: boolean | undefined
  readonly sts?: string | undefined
  readonly allowedHost?: readonly string[] | undefined
  readonly webOrigin?: readonly string[] | undefined
}

const daySeconds = 86_400
/** A mistake in this is one that clients do not forgive before it is over. */
const mostDays = 365

/** The arguments as values; files are read later. @throws {Exit} usage */
export function readSecureOptions(argv: SecureArguments): SecureOptions {
  const { tlsCert, tlsKey, requireTls = false, sts, allowedHost = [], webOrigin = [] } = argv
  if ((tlsCert === undefined) !== (tlsKey === undefined)) {
    throw new Exit(
      'usage',
      '--tls-cert and --tls-key go together.',
      'earshot daemon --tls-cert fullchain.pem --tls-key privkey.pem',
    )
  }
  return {
    ...(tlsCert === undefined ? {} : { tlsCert: resolve(tlsCert) }),
    ...(tlsKey === undefined ? {} : { tlsKey: resolve(tlsKey) }),
    requireTls,
    ...(sts === undefined ? {} : { stsSeconds: parseDays(sts) * daySeconds }),
    allowedHosts: allowedHost.map(hostName),
    webOrigins: webOrigin.map(originOf),
  }
}

function parseDays(text: string): number {
  const days = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN
  if (days <= mostDays) return days
  throw new Exit(
    'usage',
    `--sts ${plainText(text)}: write a number of days, from 1 to ${mostDays}, or 0 to have clients forget it.`,
  )
}

/** As a browser sends it. */
function hostName(name: string): string {
  const url = `http://${name}`
  const small = URL.canParse(url) ? new URL(url).hostname.replace(/\.$/, '') : ''
  if (small !== '' && /^[^/:@?#\s]+$/.test(name)) return small
  throw new Exit('usage', `--allowed-host ${plainText(name)}: write a name without a port, such as chat.lan.`)
}

function originOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:'
  if (url !== undefined && isWeb && (text === url.origin || text === `${url.origin}/`)) return url.origin
  throw new Exit(
    'usage',
    `--web-origin ${plainText(text)}: write the start of the page's address, such as https://gamja.example.org.`,
  )
}

/** The same options as a command line. */
export function secureArguments(options: SecureOptions): string[] {
  const { tlsCert, tlsKey, requireTls, stsSeconds, allowedHosts, webOrigins } = options
  return [
    ...(tlsCert === undefined ? [] : [`--tls-cert=${tlsCert}`]),
    ...(tlsKey === undefined ? [] : [`--tls-key=${tlsKey}`]),
    ...(requireTls ? ['--require-tls'] : []),
    ...(stsSeconds === undefined ? [] : [`--sts=${stsSeconds / daySeconds}`]),
    ...allowedHosts.map((name) => `--allowed-host=${name}`),
    ...webOrigins.map((origin) => `--web-origin=${origin}`),
  ]
}
