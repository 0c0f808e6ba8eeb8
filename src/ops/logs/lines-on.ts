import { mostLineBytes } from './lines-back.ts'

/** Whole lines, without their LF, of bytes that come in any parts. What has no end yet waits for it. */
export class LinesOn {
  #parts: Buffer[] = []
  #bytes = 0

  /** The lines that this chunk ends. */
  push(chunk: Buffer): string[] {
    const lines: string[] = []
    let from = 0
    for (let at = chunk.indexOf(0x0a); at !== -1; at = chunk.indexOf(0x0a, from)) {
      this.#take(chunk.subarray(from, at))
      lines.push(this.#line())
      from = at + 1
    }
    this.#take(chunk.subarray(from))
    return lines
  }

  /** What is there of a line that will not be ended any more. */
  end(): string[] {
    return this.#bytes > 0 ? [this.#line()] : []
  }

  #take(part: Buffer): void {
    this.#bytes += part.length
    // A copy: the chunk is read into again.
    if (part.length > 0 && this.#bytes <= mostLineBytes) this.#parts.push(Buffer.from(part))
  }

  #line(): string {
    const text = this.#bytes > mostLineBytes ? '' : Buffer.concat(this.#parts).toString()
    this.#parts = []
    this.#bytes = 0
    return text
  }
}
