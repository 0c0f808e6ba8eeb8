import { existsSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { nearest } from '../../client/nearest.ts'
import { plainText, safeJson } from '../../client/safe-text.ts'
import { type EventName, type Level, type LogName, events, levels, logNames } from '../../ops/events.ts'
import { logPath } from '../../ops/log.ts'
import type { Entry, Wanted } from '../../ops/logs/entry.ts'
import { meanwhile } from '../../ops/logs/follow.ts'
import { LogReader } from '../../ops/logs/log-reader.ts'
import { recent } from '../../ops/logs/recent.ts'
import { parseCount } from '../arguments/parse.ts'
import { ourPlaces } from '../arguments/places.ts'
import { Exit } from '../exit.ts'
import { LogRows } from '../face/log-rows.ts'
import { drained, plainOutput } from '../face/output.ts'
import { askDaemon } from '../own-daemon/control.ts'
import { untilSignal } from '../signals.ts'

export interface LogsArguments {
  readonly stateDir?: string | undefined
  readonly logDir?: string | undefined
  readonly follow?: boolean | undefined
  readonly lines: string
  readonly level?: string | undefined
  readonly conn?: string | undefined
  readonly event?: string | undefined
  readonly audit?: boolean | undefined
  readonly json?: boolean | undefined
}

/** Where the service of the system has its log: see LogsDirectory= in its unit. */
const systemDir = '/var/log/earshot'
/** How often it is looked whether there is more, ms. */
const lookEveryMs = 250
/** Entries that are shown of before, at most: they are in memory at once. */
const mostLines = 100_000

/** Shows the log of the daemon of this computer, also while none runs. @throws {Exit} noneFound, where there is none */
export async function logs(argv: LogsArguments): Promise<void> {
  const wanted = readWanted(argv)
  const most = readLines(argv.lines)
  const dir = await logDirOf(argv)
  const names: readonly LogName[] = argv.audit === true ? ['audit'] : logNames
  const readers = openReaders(dir, names)
  if (!readers.some(({ exists }) => exists)) throw noLog(dir)
  const show = showing(argv.json === true)
  await untilSignal(async (signal) => {
    for (const entry of recent(readers, wanted, most)) await show(entry)
    while (argv.follow === true) {
      await sleep(lookEveryMs, undefined, { signal }).catch(() => signal.throwIfAborted())
      for (const entries of meanwhile(readers, wanted)) for (const entry of entries) await show(entry)
    }
  })
}

/** What is asked for. @throws {Exit} usage */
export function readWanted({ level, conn, event }: Pick<LogsArguments, 'level' | 'conn' | 'event'>): Wanted {
  const least: Level | undefined = levels.find((one) => one === level)
  return {
    least,
    conn: conn === undefined ? undefined : parseCount(conn, '--conn'),
    events: event === undefined ? undefined : eventsOf(event),
  }
}

/** `conn.left`, or all that begin with `conn.` where only `conn` is said. */
function eventsOf(text: string): ReadonlySet<EventName> {
  const names = Object.keys(events).filter((name): name is EventName => Object.hasOwn(events, name))
  const found = names.filter((name) => name === text || name.startsWith(`${text}.`))
  if (found.length > 0) return new Set(found)
  const meant = nearest(text, names)
  throw new Exit(
    'usage',
    `--event ${plainText(text)}: there is no such event${meant === undefined ? '' : `; did you mean ${meant}?`}`,
    'of one kind:  earshot logs --event conn',
    'all of them:  docs/log-events.md',
  )
}

function readLines(text: string): number {
  const count = text === '0' ? 0 : parseCount(text, '--lines')
  if (count <= mostLines) return count
  throw new Exit('usage', `--lines ${text}: write a number from 0 to ${mostLines}.`)
}

/** Where it was said; else where the daemon that runs says; else where one would write it, or the service of the system has. */
async function logDirOf(argv: LogsArguments): Promise<string> {
  if (argv.logDir !== undefined) return resolve(argv.logDir)
  try {
    const answer = await askDaemon(argv, { command: 'status' })
    if ('logFile' in answer && typeof answer.logFile === 'string') return dirname(answer.logFile)
  } catch (error) {
    if (!(error instanceof Exit)) throw error
  }
  const { logDir } = ourPlaces(argv)
  return argv.stateDir === undefined && !existsSync(logDir) && existsSync(systemDir) ? systemDir : logDir
}

function openReaders(dir: string, names: readonly LogName[]): LogReader[] {
  try {
    return names.map((name) => new LogReader(logPath(dir, name)))
  } catch (error) {
    const why = error instanceof Error && 'code' in error ? String(error.code) : String(error)
    const next = why === 'EACCES' ? 'as its owner:   sudo earshot logs' : `look at it:   ls -l ${dir}`
    throw new Exit('failure', `The log in ${dir} cannot be read (${why}).`, next)
  }
}

function noLog(dir: string): Exit {
  const next = [
    'run a room here:        earshot daemon',
    'it is somewhere else:   earshot logs --log-dir DIRECTORY',
  ]
  // sd_booted(3): the mark of systemd.
  if (existsSync('/run/systemd/system')) next.push('of a service:           journalctl -u earshot -o cat')
  return new Exit('noneFound', `There is no log in ${dir}: no daemon has run there yet.`, ...next)
}

function showing(isJson: boolean): (entry: Entry) => Promise<void> {
  const { isTTY: isTerminal } = process.stdout
  const hasColour = isTerminal && (process.env['NO_COLOR'] ?? '') === '' && process.env['TERM'] !== 'dumb'
  const rows = new LogRows({ isTerminal, hasColour })
  return async (entry) => {
    if (!isJson) for (const row of rows.rows(entry)) plainOutput.say(row)
    else if (entry.fields !== undefined) plainOutput.say(safeJson(entry.fields))
    await drained()
  }
}
