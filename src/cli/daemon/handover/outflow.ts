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
  readonly #cpuMs: () => number
  #longestMs = 0
  /** Entries that wait for the end of the snapshot; undefined: it is written. */
  #waiting: string[] | undefined = []

  /**
   * @param turn resolves in another turn of the event loop
   * @param cpuMs what this process has worked so far
   */
  constructor(pipe: Pipe, turn: () => Promise<void>, cpuMs: () => number) {
    this.#pipe = pipe
    this.#turn = turn
    this.#cpuMs = cpuMs
  }

  /** The longest that this process has worked on it in one turn of the event loop, other processes not counted. */
  get longestMs(): number {
    return this.#longestMs
  }

  /** Does something that is one turn's work. */
  measured<T>(work: () => T): T {
    const beganMs = this.#cpuMs()
    const done = work()
    this.#longestMs = Math.max(this.#longestMs, this.#cpuMs() - beganMs)
    return done
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
    const left = lines[Symbol.iterator]()
    let slices = 0
    for (let isMore = true; isMore; slices++) {
      const { text, isWhole } = this.measured(() => nextSlice(left))
      if (!this.#pipe.write(text)) await this.#pipe.drained()
      await this.#turn()
      isMore = !isWhole
    }
    const waiting = this.#waiting ?? []
    this.#waiting = undefined
    for (const json of waiting) this.say('entry', json)
    return slices
  }
}

/** What one turn writes, and whether it is the last. */
function nextSlice(lines: Iterator<string>): { text: string; isWhole: boolean } {
  let text = ''
  while (text.length < sliceBytes) {
    const next = lines.next()
    if (next.done === true) return { text, isWhole: true }
    text += `room ${next.value}\n`
  }
  return { text, isWhole: false }
}
