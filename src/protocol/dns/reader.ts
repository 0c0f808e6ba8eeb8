import type { Name } from './message.ts'

/** With its labels and their lengths (RFC 1035 §2.3.4). */
const nameBytes = 255
/** More than any name has that was made to be read: a chain of them is made to be followed for long. */
const mostPointers = 16

const decoder = new TextDecoder()

/** What was read is no message. Never leaves this folder. */
export class Malformed extends Error {}

/** Reads what messages consist of, one behind the other. @throws {Malformed} beyond the end */
export class Reader {
  readonly #bytes: Uint8Array
  at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  byte(): number {
    const value = this.#bytes[this.at]
    if (value === undefined) throw new Malformed()
    this.at += 1
    return value
  }

  short(): number {
    return this.byte() * 256 + this.byte()
  }

  long(): number {
    return this.short() * 65_536 + this.short()
  }

  take(count: number): Uint8Array {
    const bytes = this.#bytes.subarray(this.at, this.at + count)
    if (bytes.length < count) throw new Malformed()
    this.at += count
    return bytes
  }

  text(): string {
    return decoder.decode(this.take(this.byte()))
  }

  /** Pointers lead back only (RFC 1035 §4.1.4), so that every name ends. */
  name(): Name {
    const labels: string[] = []
    let size = 0
    let behind: number | undefined
    let start = this.at
    for (let pointers = 0; ;) {
      const length = this.byte()
      if (length === 0) break
      if (length < 64) {
        size += length + 1
        if (size > nameBytes) throw new Malformed()
        labels.push(decoder.decode(this.take(length)))
        continue
      }
      const to = ((length & 0x3f) << 8) | this.byte()
      pointers += 1
      if (length < 0xc0 || to >= start || pointers > mostPointers) throw new Malformed()
      behind ??= this.at
      start = to
      this.at = to
    }
    if (behind !== undefined) this.at = behind
    return labels
  }
}
