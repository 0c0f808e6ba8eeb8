import { AppendFile, messageOf } from './append-file.ts'
import { rotate } from './log-rotation.ts'

/** Bytes of lines kept in memory while the file takes none. Full: the newest lines are dropped and counted. */
const keptBytes = 1_048_576
const retryMs = 1_000
/** Between two complaints, and between two tries to rotate. */
const complainMs = 60_000
/** How often it is looked, by who writes a line, whether the file still stands in its place. */
const lookMs = 1_000

/** How large a log may grow. */
export interface Rotation {
  /** Past that a file is rotated. */
  readonly fileBytes: number
  /** How many files there are in all. */
  readonly files: number
}

/** What opening a log file takes. */
export interface LogFileOptions {
  readonly file: string
  readonly rotation: Rotation
  /** Hears a sentence for the operator, at most one a minute. */
  readonly onProblem: (sentence: string) => void
  /** Called when the file takes no more. */
  readonly onFailing: (why: string) => void
  /** Called when the file takes lines again, with the number of lines that are lost. */
  readonly onRecovered: (dropped: number) => void
  /** Called when somebody had moved or removed the file, and there is a new one. */
  readonly onReplaced: () => void
  /** A monotonic clock in milliseconds. */
  readonly now: () => number
}

/**
 * A file that lines are appended to, whatever happens to it: a full disk, no descriptors, a directory that is gone. After
 * it is open no method throws, blocks for long, or has more than 1 MiB kept. Lines are written synchronously: nothing is
 * lost by a crash, and an asynchronous way costs as much.
 */
export class LogFile {
  readonly #options: LogFileOptions
  /** Undefined while there is none: its place is gone and could not be made again. */
  #target: AppendFile | undefined
  /** What was not taken yet, the oldest first; the first may be the rest of a line. */
  #waiting: Buffer[] = []
  #waitingBytes = 0
  /** While it fails. */
  #retrying: NodeJS.Timeout | undefined
  #dropped = 0
  #lost = 0
  readonly #complainedMs = { write: -Infinity, rotate: -Infinity }
  #lookedMs: number
  #triedToRotateMs = -Infinity
  #isClosed = false

  /** Opens the file for appending, or makes it. @throws the system's error */
  constructor(options: LogFileOptions) {
    this.#options = options
    this.#lookedMs = options.now()
    this.#target = this.#open()
  }

  /** Lines that were lost since the start. */
  get lost(): number {
    return this.#lost
  }

  /** Appends one line, LF included. It is in the file when this returns, unless the file fails. */
  write(line: string): void {
    if (this.#isClosed) return
    this.#look()
    const bytes = Buffer.from(line)
    if (this.#retrying === undefined) this.#append(bytes)
    else this.#keep(bytes)
  }

  /** Tries once more to write what could not be written. */
  flushSync(): void {
    if (this.#retrying !== undefined) this.#retry()
  }

  /** Opens its path anew, as is to be done after somebody else has rotated it; why not, where it goes on with what it has. */
  reopen(): string | undefined {
    if (this.#isClosed) return undefined
    try {
      this.#replace(this.#open())
      this.flushSync()
      return undefined
    } catch (err) {
      const why = `the log cannot be opened anew (${messageOf(err)}): ${this.#options.file}`
      this.#complain('rotate', why)
      return why
    }
  }

  /** Closes it; lines that it never took are said by `onProblem`. */
  close(): void {
    if (this.#isClosed) return
    this.flushSync()
    this.#isClosed = true
    clearInterval(this.#retrying)
    const { file, onProblem } = this.#options
    const lines = this.#waiting.length + this.#dropped
    if (lines > 0) onProblem(`the log lacks its last ${lines} lines: ${file}`)
    this.#target?.close()
  }

  /** A line that a full disk or a killed process has left in the middle is ended: the next one must not be glued to it. */
  #open(): AppendFile {
    const target = AppendFile.open(this.#options.file)
    if (target.isTorn) target.append(Buffer.from('\n'))
    return target
  }

  #replace(target: AppendFile): void {
    this.#target?.close()
    this.#target = target
  }

  #append(bytes: Buffer): void {
    const taken = this.#target?.append(bytes) ?? 0
    if (taken < bytes.length) {
      this.#keep(bytes.subarray(taken))
      return this.#fail(this.#target?.fault ?? '')
    }
    this.#rotate()
  }

  /** What follows waits in memory, what this brings about as well. */
  #fail(why: string): void {
    if (this.#retrying !== undefined) return
    this.#retrying = setInterval(() => this.#retry(), retryMs).unref()
    this.#options.onFailing(why)
  }

  #keep(bytes: Buffer): void {
    if (this.#waitingBytes + bytes.length > keptBytes) {
      this.#dropped++
      this.#lost++
    } else {
      this.#waiting.push(bytes)
      this.#waitingBytes += bytes.length
    }
    const { file } = this.#options
    this.#complain(
      'write',
      `the log cannot be written (${this.#target?.fault ?? 'its place is gone'}); ${this.#dropped} lines lost: ${file}`,
    )
  }

  #retry(): void {
    if (!this.#hasTarget()) return
    for (let first = this.#waiting[0]; first !== undefined; first = this.#waiting[0]) {
      const taken = this.#target?.append(first) ?? 0
      this.#waitingBytes -= taken
      if (taken < first.length) return void (this.#waiting[0] = first.subarray(taken))
      this.#waiting.shift()
    }
    clearInterval(this.#retrying)
    this.#retrying = undefined
    const dropped = this.#dropped
    this.#dropped = 0
    this.#complain('write', `the log is written again; ${dropped} lines lost: ${this.#options.file}`)
    this.#options.onRecovered(dropped)
  }

  #hasTarget(): boolean {
    try {
      this.#target ??= this.#open()
      return true
    } catch {
      return false
    }
  }

  /** Lines would go into a file that was moved away, or is no more. */
  #look(): void {
    const { file, now, onReplaced } = this.#options
    if (now() - this.#lookedMs < lookMs) return
    this.#lookedMs = now()
    if (this.#target === undefined || this.#target.isAt(file)) return
    try {
      this.#replace(this.#open())
      onReplaced()
    } catch {
      this.#target.close()
      this.#target = undefined
      this.#fail('its place is gone')
    }
  }

  #rotate(): void {
    const { file, rotation, now } = this.#options
    if (this.#target === undefined || this.#target.bytes < rotation.fileBytes) return
    if (now() - this.#triedToRotateMs < complainMs) return
    try {
      this.#replace(rotate(file, rotation.files))
    } catch (err) {
      this.#triedToRotateMs = now()
      this.#complain('rotate', `the log cannot be rotated (${messageOf(err)}) and grows on: ${file}`)
    }
  }

  #complain(of: 'write' | 'rotate', sentence: string): void {
    const { now, onProblem } = this.#options
    if (now() - this.#complainedMs[of] < complainMs) return
    this.#complainedMs[of] = now()
    onProblem(sentence)
  }
}

/** @param instead what to type where it cannot be opened @throws an Error for the operator */
export function openLogFile(options: LogFileOptions, instead: string): LogFile {
  try {
    return new LogFile(options)
  } catch (cause) {
    throw new Error(`The log ${options.file} cannot be opened: ${messageOf(cause)}. ${instead}`, { cause })
  }
}
