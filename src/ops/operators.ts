import { createHash, timingSafeEqual } from 'node:crypto'
import { toWire } from '../protocol/wire.ts'

/** A name and a password that the person who runs the daemon chose; text. */
export interface NamedOperator {
  readonly name: string
  readonly password: string
}

/** Who may be an operator of the room: who has its token, under any name, and one by name and password. Only hashes are kept. */
export class Operators {
  readonly #token: Buffer
  #name: Buffer | undefined
  #password: Buffer | undefined

  constructor(token: string) {
    this.#token = hash(token)
  }

  /** Takes the place of whoever was named before. */
  set(named: NamedOperator | undefined): void {
    this.#name = named && hash(toWire(named.name))
    this.#password = named && hash(toWire(named.password))
  }

  /** Both as wire strings. How long it takes tells nothing of what is right. */
  vouch(name: string, password: string): boolean {
    const given = hash(password)
    const hasToken = timingSafeEqual(given, this.#token)
    const isNamed = timingSafeEqual(hash(name), this.#name ?? nobody)
    const hasPassword = timingSafeEqual(given, this.#password ?? nobody)
    return hasToken || (isNamed && hasPassword)
  }
}

/** No hash of anything that is known. */
const nobody = Buffer.alloc(32)

function hash(wire: string): Buffer {
  return createHash('sha256').update(Buffer.from(wire, 'latin1')).digest()
}
