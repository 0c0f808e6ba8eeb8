import { closeSync, fstatSync, mkdirSync, openSync, readSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'

/** An open file that bytes are appended to. */
export class AppendFile {
  readonly #descriptor: number
  readonly #inode: number
  readonly #device: number
  /** Its size, as far as we have made it. */
  bytes: number
  /** Why the last `append` did not take everything. */
  fault = ''

  private constructor(descriptor: number) {
    this.#descriptor = descriptor
    const { ino, dev, size } = fstatSync(descriptor)
    this.#inode = ino
    this.#device = dev
    this.bytes = size
  }

  /** Opens it, or makes it, 0600 in a directory 0700. @throws the system's error */
  static open(path: string): AppendFile {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    return new AppendFile(openSync(path, 'a+', 0o600))
  }

  /** Whether it ends within a line, as a full disk or a killed process leaves it. */
  get isTorn(): boolean {
    const last = Buffer.alloc(1)
    return readSync(this.#descriptor, last, 0, 1, this.bytes - 1) === 1 && last[0] !== 0x0a
  }

  /** How many of these bytes the file took; where they are not all, `fault` says why. Does not throw. */
  append(bytes: Buffer): number {
    let taken = 0
    try {
      while (taken < bytes.length) taken += writeSync(this.#descriptor, bytes, taken)
    } catch (err) {
      this.fault = messageOf(err)
    }
    this.bytes += taken
    return taken
  }

  /** Whether it is what stands at this path: it may have been moved or removed. */
  isAt(path: string): boolean {
    try {
      const { ino, dev } = statSync(path)
      return ino === this.#inode && dev === this.#device
    } catch {
      return false
    }
  }

  close(): void {
    try {
      closeSync(this.#descriptor)
    } catch {
      // What a failing disk says here it has said before.
    }
  }
}

/** The system's words for what went wrong. */
export function messageOf(err: unknown): string {
  return err instanceof Error ? err.message : String(err)
}
