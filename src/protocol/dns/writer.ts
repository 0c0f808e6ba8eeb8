import { cutBytes } from '../utf8.ts'
import { type Name, nameKey } from './message.ts'

/** The most that a label may have (RFC 1035 §2.3.4). */
const labelBytes = 63

/** Pointers reach no further (RFC 1035 §4.1.4). */
const pointerReach = 0x3fff

const encoder = new TextEncoder()

/** Writes what messages consist of, one behind the other. Names that were written before are pointed to. */
export class Writer {
  readonly #bytes: number[] = []
  /** Where a name, or the end of one, was written first. */
  readonly #names: Map<string, number> | undefined

  /** Without pointers the bytes of a name are always the same (RFC 6762 §8.2 compares them). */
  constructor(hasPointers: boolean) {
    this.#names = hasPointers ? new Map() : undefined
  }

  byte(value: number): void {
    this.#bytes.push(value & 0xff)
  }

  short(value: number): void {
    this.byte(value >>> 8)
    this.byte(value)
  }

  long(value: number): void {
    this.short(value >>> 16)
    this.short(value)
  }

  raw(bytes: Iterable<number>): void {
    for (const byte of bytes) this.#bytes.push(byte)
  }

  /** A label that is too long is cut at a code point. */
  name(name: Name): void {
    for (const [i, label] of name.entries()) {
      const key = nameKey(name.slice(i))
      const before = this.#names?.get(key)
      if (before !== undefined) return this.short(0xc000 | before)
      if (this.#bytes.length <= pointerReach) this.#names?.set(key, this.#bytes.length)
      this.text(label, labelBytes)
    }
    this.byte(0)
  }

  /** A text with its length before it; at most 255 bytes. */
  text(text: string, mostBytes = 255): void {
    const whole = encoder.encode(text)
    const bytes = whole.length <= mostBytes ? whole : encoder.encode(cutBytes(text, mostBytes))
    this.byte(bytes.length)
    this.raw(bytes)
  }

  /** What `write` writes, with its length before it. */
  sized(write: () => void): void {
    const at = this.#bytes.length
    this.short(0)
    write()
    const size = this.#bytes.length - at - 2
    this.#bytes[at] = size >>> 8
    this.#bytes[at + 1] = size & 0xff
  }

  bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes)
  }
}
