import { type Level, isLevel } from '../../ops/events.ts'
import { type Log, openLog } from '../../ops/log.ts'
import { openJournal } from '../../ops/journal.ts'
import { Exit } from '../exit.ts'
import { type DaemonOptions, defaults } from '../options.ts'

/** Opens the log of a daemon. @throws {Exit} failure */
export function openDaemonLog(
  { logDir, logLevel, logRotation = defaults.logRotation }: DaemonOptions,
  boot: string,
): Log {
  const level: Level = isLevel(logLevel) ? logLevel : 'info'
  try {
    return openLog({
      dir: logDir,
      level,
      boot,
      rotation: logRotation,
      journal: openJournal(process.env),
      onProblem: (sentence) => void process.stderr.write(`${sentence}\n`),
    })
  } catch (error) {
    throw new Exit('failure', error instanceof Error ? error.message : String(error))
  }
}
