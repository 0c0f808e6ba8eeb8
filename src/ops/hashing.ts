import {
  type ScryptOptions,
  createHash,
  createHmac,
  pbkdf2,
  randomBytes,
  scrypt,
  timingSafeEqual,
} from 'node:crypto'
import { promisify } from 'node:util'

/*
 * The cryptography of accounts. Slow hashes run on Node's own threads, so the event loop goes on; how many at once is
 * for who calls. All strings are wire strings but those of verifiers, which are base64.
 */

/** How dear a password is to guess. */
export interface HashCosts {
  /** N of scrypt (RFC 7914). */
  readonly cost: number
  /** Of PBKDF2, for SCRAM. */
  readonly iterations: number
}

/**
 * N = 2^15 and r = 8 take 32 MiB and about 120 ms. SCRAM's PBKDF2 takes no memory; 300,000 rounds take a server as long
 * as that scrypt, and a client, which has to do them at each login, less than a second (RFC 7677 asks for 4,096 at least).
 */
export const hashCosts: HashCosts = { cost: 32_768, iterations: 300_000 }

const blockSize = 8
const parallelization = 1
const hashBytes = 32
const saltBytes = 16

const slowScrypt = promisify<Buffer, Buffer, number, ScryptOptions, Buffer>(scrypt)
const slowPbkdf2 = promisify(pbkdf2)

interface Scrypt {
  readonly salt: string
  readonly hash: string
  readonly cost: number
  readonly blockSize: number
  readonly parallelization: number
}

interface Scram {
  readonly salt: string
  readonly iterations: number
  readonly storedKey: string
  readonly serverKey: string
}

/** What `room/sasl/hashes.ts` and `actors/hashing.ts` ask for, by Node's crypto. */
export class NodeHashing {
  readonly scramIterations: number
  readonly #cost: number
  readonly #key = randomBytes(hashBytes)
  /** What a password of nobody's is held against: nothing hashes to it that anybody could know. */
  readonly #nobody: Scrypt

  constructor({ cost, iterations }: HashCosts = hashCosts) {
    this.#cost = cost
    this.scramIterations = iterations
    this.#nobody = {
      salt: randomBytes(saltBytes).toString('base64'),
      hash: randomBytes(hashBytes).toString('base64'),
      cost,
      blockSize,
      parallelization,
    }
  }

  sha256(bytes: string): string {
    return createHash('sha256').update(bytes, 'latin1').digest().toString('latin1')
  }

  hmac(key: string, bytes: string): string {
    return createHmac('sha256', Buffer.from(key, 'latin1'))
      .update(bytes, 'latin1')
      .digest()
      .toString('latin1')
  }

  isEqual(one: string, other: string): boolean {
    // Digests under a key of our own: of one length, and nobody can steer them.
    const [a, b] = [one, other].map((bytes) => Buffer.from(this.#digest(bytes), 'latin1'))
    return a !== undefined && b !== undefined && timingSafeEqual(a, b)
  }

  random(bytes: number): string {
    return randomBytes(bytes).toString('latin1')
  }

  decoy(text: string): string {
    return this.#digest(`decoy ${text}`).slice(0, saltBytes)
  }

  async verify(password: string, verifier: Scrypt | undefined): Promise<boolean> {
    const { salt, hash, ...cost } = verifier ?? this.#nobody
    const found = await hashScrypt(password, Buffer.from(salt, 'base64'), cost)
    return timingSafeEqual(found, Buffer.from(hash, 'base64')) && verifier !== undefined
  }

  async derive(password: string): Promise<{ readonly scrypt: Scrypt; readonly scram: Scram }> {
    const cost = { cost: this.#cost, blockSize, parallelization }
    const salt = randomBytes(saltBytes)
    const hash = await hashScrypt(password, salt, cost)
    const scram = await this.#scram(password)
    return { scrypt: { salt: salt.toString('base64'), hash: hash.toString('base64'), ...cost }, scram }
  }

  /** RFC 5802 §3: SaltedPassword, and what is kept of it. */
  async #scram(password: string): Promise<Scram> {
    const salt = randomBytes(saltBytes)
    const bytes = Buffer.from(password, 'latin1')
    const salted = await slowPbkdf2(bytes, salt, this.scramIterations, hashBytes, 'sha256')
    const keyed = (text: string): string => this.hmac(salted.toString('latin1'), text)
    const base64 = (text: string): string => Buffer.from(text, 'latin1').toString('base64')
    return {
      salt: salt.toString('base64'),
      iterations: this.scramIterations,
      storedKey: base64(this.sha256(keyed('Client Key'))),
      serverKey: base64(keyed('Server Key')),
    }
  }

  #digest(bytes: string): string {
    return this.hmac(this.#key.toString('latin1'), bytes)
  }
}

async function hashScrypt(
  password: string,
  salt: Buffer,
  { cost, blockSize, parallelization }: Omit<Scrypt, 'salt' | 'hash'>,
): Promise<Buffer> {
  // Node takes a little more than 128 N r bytes.
  const maxmem = 256 * (cost + 16) * blockSize
  const options = { N: cost, r: blockSize, p: parallelization, maxmem }
  return await slowScrypt(Buffer.from(password, 'latin1'), salt, hashBytes, options)
}
