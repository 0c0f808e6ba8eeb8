import { createHash, timingSafeEqual } from 'node:crypto'
import { toWire } from '../protocol/wire.ts'

/** The password of a room, if it has one, of which only a hash is kept. */
export class RoomPassword {
  #hash: Buffer | undefined

  /** Whether there is one. */
  get isSet(): boolean {
    return this.#hash !== undefined
  }

  /** Takes the place of the one before; text. */
  set(password: string | undefined): void {
    this.#hash = password === undefined ? undefined : hash(toWire(password))
  }

  /** Whether this wire string is it. How long it takes tells nothing of what is right. */
  matches(password: string): boolean {
    const given = hash(password)
    return this.#hash !== undefined && timingSafeEqual(given, this.#hash)
  }
}

function hash(wire: string): Buffer {
  return createHash('sha256').update(Buffer.from(wire, 'latin1')).digest()
}
