import { hostname } from 'node:os'
import type { SecureContext } from 'node:tls'
import { openCertificate, type Certificate } from '../../ops/certificate.ts'
import { readCertificate } from '../../ops/certificate-files.ts'
import type { Note } from '../../ops/events.ts'
import { OperatorFileError } from '../../ops/operator-files.ts'
import { isPubliclyTrusted } from '../../ops/public-trust.ts'
import type { StsPolicy } from '../../room/room.ts'
import { tlsContext } from '../../transport/tls.ts'
import type { DaemonOptions } from '../config/daemon-options.ts'
import { defaultServerName } from '../config/settings.ts'

/** Certificates are renewed by others, and ours comes to its end: it is looked at again so often. */
const rereadMs = 86_400_000

/** The certificate that the port shows, and who may change it while it does. */
export interface Tls {
  readonly context: () => SecureContext
  readonly certificate: () => Certificate
  /**
   * Reads it again, or from then on what these options name; what `keep` is then called for holds for connections from then on. Gives what clients are told
   * about TLS, where they are.
   * @throws {OperatorFileError | PrivateFileError} with the sentence for the operator; what held before holds on
   */
  readonly reread: (
    options?: TlsOptions,
  ) => Promise<{ readonly sts: StsPolicy | undefined; readonly keep: () => void }>
  /** The same of what is shown now, which is not read for it. */
  readonly told: () => Promise<StsPolicy | undefined>
  /** It is not looked at again. */
  readonly close: () => void
}

type TlsOptions = Pick<
  DaemonOptions,
  'port' | 'tlsCert' | 'tlsKey' | 'stateDir' | 'name' | 'serverName' | 'allowedHost' | 'sts'
>

/** Makes or reads the certificate. @throws {OperatorFileError | PrivateFileError} with the sentence for the operator */
export async function openTls(given: TlsOptions, note: Note, nowMs: () => number): Promise<Tls> {
  let options = given
  let certificate = await read(options, nowMs())
  let context = tlsContext(certificate)
  noteShown(note, certificate)
  const keep = (fresh: Certificate): void => {
    if (fresh.fingerprint === certificate.fingerprint) return
    context = tlsContext(fresh)
    certificate = fresh
    noteShown(note, certificate)
  }
  const reread: Tls['reread'] = async (next = options) => {
    const fresh = await read(next, nowMs())
    const hold = (): void => {
      options = next
      keep(fresh)
    }
    return { sts: await stsOf(next, fresh), keep: hold }
  }
  const again = setInterval(() => {
    reread().then(
      (fresh) => fresh.keep(),
      (error: Error) => note('config.refused', { why: error.message }),
    )
  }, rereadMs).unref()
  return {
    context: () => context,
    certificate: () => certificate,
    reread,
    told: () => stsOf(options, certificate),
    close: () => clearInterval(again),
  }
}

/** The names under which this computer may be known, in small letters: in its certificate, and to browsers. */
export function hostNames({
  serverName,
  allowedHost = [],
}: Pick<DaemonOptions, 'serverName' | 'allowedHost'>): string[] {
  const own = hostname().toLowerCase()
  const short = own.split('.')[0] ?? own
  const server = serverName === undefined ? [] : [serverName.toLowerCase()]
  return Array.from(new Set(['localhost', own, short, `${short}.local`, ...server, ...allowedHost]))
}

/** SHA-256 of a certificate as `openssl x509 -fingerprint -sha256` prints it, so that people can compare. */
export function shownFingerprint({ fingerprint }: Pick<Certificate, 'fingerprint'>): string {
  const hex = Buffer.from(fingerprint, 'base64url').toString('hex').toUpperCase()
  return hex.replaceAll(/..(?!$)/g, '$&:')
}

async function read(options: TlsOptions, nowMs: number): Promise<Certificate> {
  const { tlsCert, tlsKey, stateDir, name: room } = options
  if (tlsCert !== undefined && tlsKey !== undefined)
    return await readCertificate({ certFile: tlsCert, keyFile: tlsKey, nowMs })
  return await openCertificate({ stateDir, room, names: hostNames(options), nowMs })
}

/** Who is told to insist on TLS and cannot get in by it is locked out: only what a public name verifies may say so. */
async function stsOf(
  { port, sts, serverName = defaultServerName }: TlsOptions,
  certificate: Certificate,
): Promise<StsPolicy | undefined> {
  if (sts === undefined) return undefined
  if (await isPubliclyTrusted(certificate, serverName)) return { port, ...sts }
  throw new OperatorFileError(
    `--sts: no public authority vouches for the certificate as that of ${serverName}, so clients that believed it would be locked out. Give --tls-cert one that does, and its name as --server-name.`,
  )
}

function noteShown(note: Note, certificate: Certificate): void {
  const { notAfterMs } = certificate
  note('tls.certificate', {
    fingerprint: shownFingerprint(certificate),
    notAfter: new Date(notAfterMs).toISOString(),
  })
}
