import { closeSync, fstatSync, mkdirSync, openSync, readSync } from 'node:fs'
import { dirname } from 'node:path'
import { pino } from 'pino'

/** Bytes of lines kept in memory while the file takes none. Full: the newest lines are dropped and counted. */
const keptBytes = 1_048_576
const retryMs = 1_000
const complainMs = 60_000

/** A file that lines are appended to. No method throws. */
export interface LogFile {
  /** Appends one line, LF included. It is in the file when this returns, unless the file fails. */
  readonly write: (line: string) => void
  /** Tries once more to write what could not be written. */
  readonly flushSync: () => void
  /** Settles when the file is closed; lines that it never took are said by `onProblem`. */
  readonly close: () => Promise<void>
}

/** What opening the file takes. */
export interface LogFileOptions {
  readonly file: string
  /** Hears a sentence for the operator, at most one a minute. */
  readonly onProblem: (sentence: string) => void
  /** Called when the file takes lines again, with the number of lines that are lost. */
  readonly onRecovered: (dropped: number) => void
  /** A monotonic clock in milliseconds. */
  readonly now: () => number
}

/**
 * Opens (or makes, 0600 in a directory 0700) a file for appending. It MUST NOT throw later, block for long or
 * keep more than 1 MiB, whatever the disk does. Lines are written synchronously: measured, that costs no more
 * than SonicBoom's asynchronous way (4 µs a line), nothing is lost by a crash, and its flush at exit, which waits
 * for ever on a full disk, is not needed.
 * @throws when the file cannot be opened
 */
export function openLogFile({ file, onProblem, onRecovered, now }: LogFileOptions): LogFile {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  const torn = endsTorn(file)
  const sonic = pino.destination({
    dest: file,
    sync: true,
    append: true,
    mode: 0o600,
    maxLength: keptBytes,
    // SonicBoom would sleep on the main thread before it tries again.
    retryEAGAIN: () => false,
  })
  let failing: NodeJS.Timeout | undefined
  let fault = ''
  let faults = 0
  let waiting = 0
  let dropped = 0
  let complainedAt = -Infinity
  let closed = false

  const complain = (sentence: string) => {
    if (now() - complainedAt < complainMs) return
    complainedAt = now()
    onProblem(sentence)
  }
  // SonicBoom is synchronous here: its events come before its `write` returns.
  const write = (line: string) => {
    if (closed) return
    const before = { faults, dropped }
    sonic.write(line)
    if (failing === undefined) return
    const isDropped = dropped > before.dropped
    if (faults === before.faults && !isDropped) return recover()
    if (line !== '' && !isDropped) waiting += 1
    complain(`the log cannot be written (${fault}); ${dropped} lines lost: ${file}`)
  }
  const recover = () => {
    clearInterval(failing)
    failing = undefined
    waiting = 0
    const lost = dropped
    dropped = 0
    complain(`the log is written again; ${lost} lines lost: ${file}`)
    onRecovered(lost)
  }
  sonic.on('drop', () => (dropped += 1))
  sonic.on('error', (err: Error) => {
    faults += 1
    fault = err.message
    failing ??= setInterval(write, retryMs, '').unref()
  })
  if (torn) write('\n')

  return {
    write,
    flushSync: () => write(''),
    close: async () => {
      if (closed) return
      write('')
      closed = true
      clearInterval(failing)
      if (failing !== undefined) onProblem(`the log lacks its last ${waiting + dropped} lines: ${file}`)
      await new Promise((resolve) => sonic.once('close', resolve).once('error', resolve).destroy())
    },
  }
}

/** Whether the file ends within a line, as a full disk leaves it: the next line must not be glued to it. */
function endsTorn(file: string): boolean {
  const fd = openSync(file, 'a+', 0o600)
  try {
    const last = Buffer.alloc(1)
    return readSync(fd, last, 0, 1, fstatSync(fd).size - 1) === 1 && last[0] !== 0x0a
  } finally {
    closeSync(fd)
  }
}
