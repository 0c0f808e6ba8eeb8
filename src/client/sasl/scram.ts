import { fromBase64, toBase64 } from '../../protocol/base64.ts'
import { saslprep } from '../../protocol/saslprep.ts'
import { toWire } from '../../protocol/wire.ts'

/*
 * The client's side of SCRAM-SHA-256 (RFC 5802, RFC 7677), without channel binding. Strings are wire strings, but
 * an account and its password as they are typed. Hashing is given from outside: a browser's and Node's are two.
 */

/** What is taken from whoever has cryptography. */
export interface ScramHashing {
  /** PBKDF2 with HMAC-SHA-256, 32 bytes (RFC 8018 §5.2). */
  pbkdf2(password: string, salt: string, iterations: number): Promise<string>
  hmac(key: string, bytes: string): Promise<string>
  sha256(bytes: string): Promise<string>
}

/** What the server asks to be proved. */
export interface ScramQuestion {
  /** client-first-message-bare. */
  readonly bare: string
  readonly serverFirst: string
  readonly nonce: string
  readonly salt: string
  readonly iterations: number
}

export interface ScramProof {
  /** client-final-message. */
  readonly clientFinal: string
  /** The server-final-message of who knows the password. */
  readonly serverFinal: string
}

/** RFC 7677 §4: fewer make a guess cheap. */
const leastIterations = 4_096
/** A server could have us hash for ever; this many take a few seconds. */
const mostIterations = 2_000_000

/** `n,,`: no channel binding, and as nobody else. */
const gs2Header = 'n,,'

/** client-first-message-bare; the nonce is printable and has no comma. */
export function clientFirstBare(account: string, nonce: string): string {
  return `n=${toWire(account).replaceAll('=', '=3D').replaceAll(',', '=2C')},r=${nonce}`
}

export const clientFirst = (bare: string): string => `${gs2Header}${bare}`

/** Reads a server-first-message; undefined for one that is none, is not about our nonce, or asks for too much or too little. */
export function readServerFirst(bare: string, serverFirst: string): ScramQuestion | undefined {
  const [, nonce = '', salted = '', rounds = ''] =
    /^r=([\x21-\x2b\x2d-\x7e]+),s=([^,]+),i=([1-9]\d{0,8})(?:,.*)?$/s.exec(serverFirst) ?? []
  const own = bare.slice(bare.lastIndexOf(',r=') + 3)
  const salt = fromBase64(salted)
  const iterations = Number(rounds)
  if (nonce.length <= own.length || !nonce.startsWith(own) || salt === undefined || salt === '')
    return undefined
  if (iterations < leastIterations || iterations > mostIterations) return undefined
  return { bare, serverFirst, nonce, salt, iterations }
}

/** RFC 5802 §3. */
export async function prove(
  hashing: ScramHashing,
  password: string,
  { bare, serverFirst, nonce, salt, iterations }: ScramQuestion,
): Promise<ScramProof> {
  const wire = toWire(password)
  const salted = await hashing.pbkdf2(saslprep(wire) ?? wire, salt, iterations)
  const clientKey = await hashing.hmac(salted, 'Client Key')
  const withoutProof = `c=${toBase64(gs2Header)},r=${nonce}`
  const said = `${bare},${serverFirst},${withoutProof}`
  const signature = await hashing.hmac(await hashing.sha256(clientKey), said)
  const server = await hashing.hmac(await hashing.hmac(salted, 'Server Key'), said)
  return {
    clientFinal: `${withoutProof},p=${toBase64(xor(clientKey, signature))}`,
    serverFinal: `v=${toBase64(server)}`,
  }
}

function xor(one: string, other: string): string {
  let bytes = ''
  for (let i = 0; i < one.length; i++) bytes += String.fromCharCode(one.charCodeAt(i) ^ other.charCodeAt(i))
  return bytes
}
