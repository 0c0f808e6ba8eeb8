import { type Log, openLog } from '../../ops/log.ts'
import { openJournal } from '../../ops/journal.ts'
import { Exit } from '../exit.ts'
import type { DaemonOptions } from '../config/daemon-options.ts'

/** Opens the log of a daemon. @throws {Exit} failure */
export function openDaemonLog(
  { logDir, logLevel, logSize, logFiles, logMessages }: DaemonOptions,
  boot: string,
): Log {
  try {
    return openLog({
      dir: logDir,
      level: logLevel,
      boot,
      rotation: { fileBytes: logSize, files: logFiles },
      messages: logMessages,
      journal: openJournal(process.env),
      onProblem: (sentence) => void process.stderr.write(`${sentence}\n`),
    })
  } catch (error) {
    throw new Exit('failure', error instanceof Error ? error.message : String(error))
  }
}
