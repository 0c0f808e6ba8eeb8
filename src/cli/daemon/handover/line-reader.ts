/** Cuts what comes in at line feeds, however long the lines are; a long one is not copied once for each chunk. */
export class LineReader {
  #chunks: Buffer[] = []
  readonly #heard: (line: string) => void

  constructor(heard: (line: string) => void) {
    this.#heard = heard
  }

  push(chunk: Buffer): void {
    let from = 0
    for (let end = chunk.indexOf(0x0a); end !== -1; end = chunk.indexOf(0x0a, from)) {
      this.#chunks.push(chunk.subarray(from, end))
      const line = Buffer.concat(this.#chunks).toString('utf8')
      this.#chunks = []
      from = end + 1
      this.#heard(line)
    }
    if (from < chunk.length) this.#chunks.push(chunk.subarray(from))
  }
}
