import { type Stats, closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs'
import { linesBack } from './lines-back.ts'
import { LinesOn } from './lines-on.ts'

const blockBytes = 65_536
/** Far more than anybody keeps. */
const mostFiles = 1_000

interface OpenFile {
  readonly descriptor: number
  readonly inode: number
}

/**
 * One log with the files that it was in before: its lines back from where it was opened, and those that are written from then
 * on, through any rotation. A file that is not there is one that is empty.
 */
export class LogReader {
  readonly #path: string
  #file: OpenFile | undefined
  /** Bytes that were there when it was opened, or that were read since. */
  #position = 0
  #begun = new LinesOn()
  readonly #block = Buffer.alloc(blockBytes)

  constructor(path: string) {
    this.#path = path
    this.#file = open(path)
    if (this.#file !== undefined) this.#position = fstatSync(this.#file.descriptor).size
  }

  /** Whether any file of it is there. */
  get exists(): boolean {
    return this.#file !== undefined || stat(`${this.#path}.1`) !== undefined
  }

  /** Lines from the newest to the oldest that is kept. */
  *back(): Generator<string> {
    const seen = new Set<number>()
    for (let i = 0; i < mostFiles; i++) {
      const file = i === 0 ? this.#file : open(`${this.#path}.${i}`)
      if (file === undefined && i > 0) return
      // One that was rotated in this moment was read already.
      if (file === undefined || seen.has(file.inode)) continue
      seen.add(file.inode)
      const end = i === 0 ? this.#position : fstatSync(file.descriptor).size
      try {
        yield* linesBack(file.descriptor, end)
      } finally {
        if (i > 0) closeSync(file.descriptor)
      }
    }
  }

  /** Lines that were written since it was opened, or since this was asked before. */
  *news(): Generator<string> {
    yield* this.#rest()
    for (let i = 0; i < mostFiles && !this.#isCurrent(); i++) {
      // What was written between the look and the rotation.
      yield* this.#rest()
      yield* this.#begun.end()
      if (!this.#next()) return
      yield* this.#rest()
    }
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file.descriptor)
    this.#file = undefined
  }

  *#rest(): Generator<string> {
    if (this.#file === undefined) return
    const { descriptor } = this.#file
    // It was emptied in its place.
    if (fstatSync(descriptor).size < this.#position) this.#position = 0
    for (;;) {
      const got = readSync(descriptor, this.#block, 0, blockBytes, this.#position)
      if (got === 0) return
      this.#position += got
      yield* this.#begun.push(this.#block.subarray(0, got))
    }
  }

  #isCurrent(): boolean {
    const found = stat(this.#path)
    return found === undefined || found.ino === this.#file?.inode
  }

  /** Goes on with the file after the one that is open: that which is one name nearer to the log's own. */
  #next(): boolean {
    const inode = this.#file?.inode
    this.close()
    this.#position = 0
    this.#begun = new LinesOn()
    this.#file = open(after(this.#path, inode))
    return this.#file !== undefined
  }
}

/** Where the file of that inode was rotated away, the oldest that is left of those that followed it. */
function after(path: string, inode: number | undefined): string {
  if (inode === undefined) return path
  for (let i = 1; i < mostFiles; i++) {
    const found = stat(`${path}.${i}`)
    if (found?.ino === inode || found === undefined) return i === 1 ? path : `${path}.${i - 1}`
  }
  return path
}

function open(path: string): OpenFile | undefined {
  try {
    // One that is something else, such as a pipe, could be waited for without an end.
    if (!statSync(path).isFile()) return undefined
    const descriptor = openSync(path, 'r')
    return { descriptor, inode: fstatSync(descriptor).ino }
  } catch (err) {
    if (isMissing(err)) return undefined
    throw err
  }
}

function stat(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false })
}

function isMissing(err: unknown): boolean {
  return err instanceof Error && 'code' in err && err.code === 'ENOENT'
}
