import type { Rotation } from '../ops/log-file.ts'
import { parseCount, parseSize } from './arguments/parse.ts'
import { defaults } from './options.ts'

/** How the log is kept, but for where and how much of it. */
export interface LogOptions {
  /** As the defaults where it is missing. */
  readonly logRotation?: Rotation
}

export interface LogArguments {
  readonly logSize?: string | undefined
  readonly logFiles?: string | undefined
}

/** The arguments as values. @throws {Exit} usage */
export function readLogOptions({ logSize, logFiles }: LogArguments): LogOptions {
  if (logSize === undefined && logFiles === undefined) return {}
  const { fileBytes, files } = defaults.logRotation
  return {
    logRotation: {
      fileBytes: logSize === undefined ? fileBytes : parseSize(logSize, '--log-size'),
      files: logFiles === undefined ? files : parseCount(logFiles, '--log-files'),
    },
  }
}

/** The same options as a command line. */
export function logArguments({ logRotation }: LogOptions): string[] {
  if (logRotation === undefined) return []
  return [`--log-size=${logRotation.fileBytes}`, `--log-files=${logRotation.files}`]
}
