import { join } from 'node:path'
import { pino } from 'pino'
import { type EventName, type Level, type LogName, type Note, events, levels, logNames } from './events.ts'
import type { Journal } from './journal.ts'
import { type LogFile, type LogFileOptions, type Rotation, openLogFile } from './log-file.ts'
import { escapeLine } from './log-line.ts'
import { LogMemory } from './log-memory.ts'
import { type Heard, MessageLog } from './message-log.ts'

/** The log of one daemon: NDJSON, a line an event, in the file that the event's row names. Nothing here throws. */
export interface Log {
  readonly note: Note
  /** A `Note` whose lines all carry these fields; its callers must not repeat them. */
  readonly child: (fields: Readonly<Record<string, unknown>>) => Note
  /** Writes down what somebody has said; absent: nobody has asked for that. */
  readonly heard?: ((heard: Heard) => void) | undefined
  /** What was said so far. */
  readonly memory: LogMemory
  /** Lines that each file has lost since the start. */
  readonly lost: () => Readonly<Record<string, number>>
  /** The least that is written to the log of operations; all that is for the audit is written. Can be changed at any time. */
  level: Level
  /** Opens the files anew, as is to be done after somebody else has rotated them; a sentence for each that could not be. */
  readonly reopen: () => string[]
  /** Lines are written at once; this tries again to write what a failing disk did not take. */
  readonly flushSync: () => void
  /** Settles when the files are closed. Later lines go nowhere. */
  readonly close: () => Promise<void>
  /** The file of operations. */
  readonly file: string
}

/** What opening the log takes. */
export interface LogOptions {
  readonly dir: string
  /** The least that is written to the log of operations. */
  readonly level: Level
  /** Tells one life of the daemon from another. */
  readonly boot: string
  readonly rotation: Rotation
  /** Has what people say, where its operator asked for that; absent: nothing has. */
  readonly messages?: string | undefined
  /** Is told the lines of operations as well. */
  readonly journal?: Journal | undefined
  /** Hears a sentence, at most one a minute and file, when the log cannot be written; it belongs on stderr. */
  readonly onProblem: (sentence: string) => void
  /** A monotonic clock in milliseconds. */
  readonly now?: () => number
}

/** The file of a log in its directory. */
export function logPath(dir: string, name: LogName): string {
  return join(dir, `${name}.log`)
}

/**
 * Opens the log; to be called before anything listens.
 * @throws an Error for the operator when a file cannot be opened
 */
export function openLog(options: LogOptions): Log {
  const { dir, boot, rotation, journal, onProblem, now = () => performance.now() } = options
  const memory = new LogMemory(Date.now)
  const optionsOf = (path: string, file: string): LogFileOptions => ({
    file: path,
    rotation,
    onProblem,
    onFailing: (why) => note('log.unwritten', { file, why }),
    onRecovered: (dropped) => note('log.recovered', { file, dropped }),
    onReplaced: () => note('log.replaced', { file }),
    now,
  })
  const open = (name: LogName): LogFile =>
    openLogFile(optionsOf(logPath(dir, name), `${name}.log`), 'Choose another place with --log-dir.')
  const files = { earshot: open('earshot'), audit: open('audit') }
  const messages =
    options.messages === undefined ? undefined : new MessageLog(optionsOf(options.messages, options.messages))
  /** What is being said: pino knows nothing of files. */
  let saying: EventName = 'daemon.starting'
  const write = (line: string): void => {
    const { log, level } = events[saying]
    files[log].write(line)
    if (log === 'earshot') journal?.write(level, line)
  }
  const logger = pino(
    {
      level: 'debug',
      base: { pid: process.pid, boot },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { err: describe },
      // Otherwise pino makes an error's message, which may be a peer's text, the line's `msg`.
      errorKey: '',
      hooks: { streamWrite: escapeLine },
    },
    { write },
  )
  let least = levels.indexOf(options.level)
  const noteOf =
    (logger: pino.Logger): Note =>
    (evt, fields) => {
      memory.add(evt)
      const { level, log } = events[evt]
      if (log === 'earshot' && levels.indexOf(level) < least) return
      saying = evt
      logger[level]({ evt, ...fields })
    }
  const note = noteOf(logger)
  return {
    note,
    child: (fields) => noteOf(logger.child(fields)),
    heard: messages === undefined ? undefined : (heard) => messages.write(heard),
    memory,
    lost: () => ({
      earshot: files.earshot.lost,
      audit: files.audit.lost,
      ...(messages === undefined ? {} : { messages: messages.lost }),
    }),
    get level() {
      return levels[least] ?? options.level
    },
    set level(level) {
      if (level === levels[least]) return
      least = levels.indexOf(level)
      note('log.level', { least: level })
    },
    reopen: () =>
      [...logNames.map((name) => files[name].reopen()), messages?.reopen()].flatMap((why) => why ?? []),
    flushSync: () => logNames.forEach((name) => files[name].flushSync()),
    close: async () => {
      for (const name of logNames) files[name].close()
      messages?.close()
      await journal?.close()
    },
    file: logPath(dir, 'earshot'),
  }
}

/** A fault as data: an error's own fields may hold anything, so only these four are taken. */
function describe(err: unknown): unknown {
  if (!(err instanceof Error)) return String(err)
  const { name, message, stack } = err
  const { code } = err as NodeJS.ErrnoException
  return { type: name, message, ...(code === undefined ? {} : { code }), stack }
}
