import type { ToHeir } from './words.ts'

/** What one turn of the event loop writes of the snapshot, bytes: a few tenths of a millisecond. */
const sliceBytes = 65_536

/** Entries that may wait until the snapshot is written; then it is no time for a restart. */
const mostEntries = 200_000

/** Where the lines go. */
export interface Pipe {
  /** False where it has enough for now. */
  write(text: string): boolean
  /** Resolves when it takes more; rejects when it never will. */
  drained(): Promise<void>
}

/**
 * The room on its way to a successor: the snapshot slice by slice, so that no turn of the event loop is long, and what
 * happens meanwhile behind it, in order.
 */
export class Outflow {
  readonly #pipe: Pipe
  readonly #turn: () => Promise<void>
  /** Entries that wait for the end of the snapshot; undefined: it is written. */
  #waiting: string[] | undefined = []

  /** `turn` resolves in another turn of the event loop. */
  constructor(pipe: Pipe, turn: () => Promise<void>) {
    this.#pipe = pipe
    this.#turn = turn
  }

  say(word: ToHeir, json: string = ''): void {
    this.#pipe.write(json === '' ? `${word}\n` : `${word} ${json}\n`)
  }

  /** @throws {Error} when more happens than can wait */
  entry(json: string): void {
    if (this.#waiting === undefined) return this.say('entry', json)
    if (this.#waiting.length >= mostEntries) throw new Error('more is said than can be handed over')
    this.#waiting.push(json)
  }

  /** Writes the snapshot, then what has waited. Gives the number of slices. */
  async snapshot(lines: Iterable<string>): Promise<number> {
    let slice = ''
    let slices = 0
    for (const line of lines) {
      slice += `room ${line}\n`
      if (slice.length < sliceBytes) continue
      await this.#slice(slice)
      slice = ''
      slices++
    }
    await this.#slice(slice)
    const waiting = this.#waiting ?? []
    this.#waiting = undefined
    for (const json of waiting) this.say('entry', json)
    return slices + 1
  }

  async #slice(text: string): Promise<void> {
    if (!this.#pipe.write(text)) await this.#pipe.drained()
    await this.#turn()
  }
}
