import { join } from 'node:path'
import { pino } from 'pino'
import { events, type Level, type Note } from './events.ts'
import { openLogFile } from './log-file.ts'
import { escapeLine } from './log-line.ts'

/** The log of one daemon: NDJSON, a line an event, in `earshot.log`. Nothing here throws. */
export interface Log {
  readonly note: Note
  /** A `Note` whose lines all carry these fields; its callers must not repeat them. */
  readonly child: (fields: Readonly<Record<string, unknown>>) => Note
  /** Lines are written at once; this tries again to write what a failing disk did not take. */
  readonly flushSync: () => void
  /** Settles when the file is closed. Later lines go nowhere. */
  readonly close: () => Promise<void>
  /** The file's path. */
  readonly file: string
}

/** What opening the log takes. */
export interface LogOptions {
  readonly dir: string
  /** The lowest level that is written. */
  readonly level: Level
  /** Tells one life of the daemon from another. */
  readonly boot: string
  /** Hears a sentence, at most one a minute, when the log cannot be written; it belongs on stderr. */
  readonly onProblem: (sentence: string) => void
  /** A monotonic clock in milliseconds. */
  readonly now?: () => number
}

/**
 * Opens the log; to be called before anything listens.
 * @throws an Error for the operator when the file cannot be opened
 */
export function openLog({ dir, level, boot, onProblem, now = () => performance.now() }: LogOptions): Log {
  const file = join(dir, 'earshot.log')
  const onRecovered = (dropped: number) => note('log.recovered', { dropped })
  const target = opened(() => openLogFile({ file, onProblem, onRecovered, now }), file)
  const logger = pino(
    {
      level,
      base: { pid: process.pid, boot },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describe },
      // Otherwise pino makes an error's message, which may be a peer's text, the line's `msg`.
      errorKey: '',
      hooks: { streamWrite: escapeLine },
    },
    // Only `write`: pino would call `flushSync` of SonicBoom at 'fatal', which never returns on a full disk.
    { write: target.write },
  )
  const note = noteOf(logger)
  return {
    note,
    child: (fields) => noteOf(logger.child(fields)),
    flushSync: target.flushSync,
    close: target.close,
    file,
  }
}

function noteOf(logger: pino.Logger): Note {
  return (evt, fields) => {
    const { level } = events[evt]
    if (logger.isLevelEnabled(level)) logger[level]({ evt, ...fields })
  }
}

function opened<T>(open: () => T, file: string): T {
  try {
    return open()
  } catch (err) {
    const why = err instanceof Error ? err.message : String(err)
    throw new Error(`The log ${file} cannot be opened: ${why}. Choose another place with --log-dir.`, {
      cause: err,
    })
  }
}

/** A fault as data: an error's own fields may hold anything, so only these four are taken. */
function describe(err: unknown): unknown {
  if (!(err instanceof Error)) return String(err)
  const { name, message, stack } = err
  const { code } = err as NodeJS.ErrnoException
  return { type: name, message, ...(code === undefined ? {} : { code }), stack }
}
