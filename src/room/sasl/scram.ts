import { fromBase64, toBase64 } from '../../protocol/base64.ts'
import { fold } from '../../protocol/casemap.ts'
import { isUtf8 } from '../../protocol/wire.ts'
import type { ScramVerifier } from '../accounts.ts'
import type { Hashes } from './hashes.ts'

/*
 * The server's side of SCRAM-SHA-256 (RFC 5802, RFC 7677), without channel binding. All strings are wire strings.
 */

/** Why an exchange fails, as the client is told (RFC 5802 §7 `server-error-value`). */
export type ScramError =
  | 'invalid-encoding'
  | 'extensions-not-supported'
  | 'invalid-proof'
  | 'channel-bindings-dont-match'
  | 'channel-binding-not-supported'
  | 'invalid-username-encoding'
  | 'other-error'

/** What a client-first-message says. */
export interface ClientFirst {
  /** With its last comma: what the client is to give back. */
  readonly gs2Header: string
  /** client-first-message-bare. */
  readonly bare: string
  readonly username: string
  readonly nonce: string
}

/** What the server waits for an answer to. */
export interface Challenge {
  readonly first: ClientFirst
  /** server-first-message. */
  readonly serverFirst: string
  readonly nonce: string
  readonly verifier: ScramVerifier
  /** The account is one that there is. */
  readonly isKnown: boolean
}

const printable = /^[\x21-\x2b\x2d-\x7e]+$/

/** Reads `gs2-header client-first-message-bare` (RFC 5802 §7). */
export function readClientFirst(message: string): ClientFirst | ScramError {
  const form = /^(([nyp](?:=[^,]*)?),(?:a=([^,]*))?,)((m=[^,]*,)?n=([^,]*),r=([^,]*)(?:,.*)?)$/s
  const [, gs2Header = '', flag = '', authzid, bare = '', mandatory, name = '', nonce = ''] =
    form.exec(message) ?? []
  if (gs2Header === '' || !isUtf8(message)) return 'invalid-encoding'
  if (flag.startsWith('p')) return 'channel-binding-not-supported'
  if (flag.length > 1 || !printable.test(nonce)) return 'invalid-encoding'
  if (mandatory !== undefined) return 'extensions-not-supported'
  const username = readName(name)
  const other = authzid === undefined ? username : readName(authzid)
  if (username === undefined || other === undefined) return 'invalid-username-encoding'
  // Nobody acts for another account.
  if (fold(other) !== fold(username)) return 'other-error'
  return { gs2Header, bare, username, nonce }
}

/** `=2C` is a comma and `=3D` the equals sign, which stands for nothing else (RFC 5802 §5.1). */
function readName(name: string): string | undefined {
  if (name === '' || /=(?!2C|3D)/.test(name)) return undefined
  return name.replaceAll('=2C', ',').replaceAll('=3D', '=')
}

/** What the client is answered first; for a name of no account it looks the same, and is the same each time. */
export function challenge(
  hashes: Hashes,
  first: ClientFirst,
  verifier: ScramVerifier | undefined,
): Challenge {
  const nonce = first.nonce + toBase64(hashes.random(18))
  const shown = verifier ?? {
    salt: toBase64(hashes.decoy(fold(first.username))),
    iterations: hashes.scramIterations,
    storedKey: '',
    serverKey: '',
  }
  const serverFirst = `r=${nonce},s=${shown.salt},i=${shown.iterations}`
  return { first, serverFirst, nonce, verifier: shown, isKnown: verifier !== undefined }
}

/** The server-final-message of who has proved to know the password, or why not. */
export function proveClient(
  hashes: Hashes,
  { first, serverFirst, nonce, verifier, isKnown }: Challenge,
  message: string,
): { readonly serverFinal: string } | ScramError {
  const [, withoutProof = '', binding = '', given = '', proof = ''] =
    /^(c=([^,]*),r=([^,]*)(?:,.*)?),p=([^,]*)$/s.exec(message) ?? []
  const bytes = fromBase64(proof)
  if (withoutProof === '' || bytes === undefined || bytes.length !== 32) return 'invalid-encoding'
  if (fromBase64(binding) !== first.gs2Header) return 'channel-bindings-dont-match'
  if (given !== nonce) return 'other-error'
  const storedKey = fromBase64(verifier.storedKey) ?? ''
  const said = `${first.bare},${serverFirst},${withoutProof}`
  const clientKey = xor(bytes, hashes.hmac(storedKey, said))
  const isRight = hashes.isEqual(hashes.sha256(clientKey), storedKey)
  if (!isRight || !isKnown) return 'invalid-proof'
  return { serverFinal: `v=${toBase64(hashes.hmac(fromBase64(verifier.serverKey) ?? '', said))}` }
}

function xor(one: string, other: string): string {
  let bytes = ''
  for (let i = 0; i < one.length; i++) {
    bytes += String.fromCharCode(one.charCodeAt(i) ^ other.charCodeAt(i))
  }
  return bytes
}
