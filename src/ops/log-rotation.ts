import { renameSync, rmSync } from 'node:fs'
import { AppendFile } from './append-file.ts'

/** The files that a log may be in, the newest first: `FILE`, `FILE.1` and so on. */
function logFiles(file: string, files: number): string[] {
  return Array.from({ length: files }, (_, i) => (i === 0 ? file : `${file}.${i}`))
}

/**
 * Makes each file the one after it, forgets the last and gives a new first one. The new one is opened before anything is
 * moved, so that a process without descriptors, or a disk without room, leaves everything as it is.
 * @throws the system's error
 */
export function rotate(file: string, files: number): AppendFile {
  const beside = `${file}.new`
  rmSync(beside, { force: true })
  const next = AppendFile.open(beside)
  try {
    const names = logFiles(file, files)
    for (let i = files - 1; i > 0; i--) move(names[i - 1] ?? file, names[i] ?? file)
    renameSync(beside, file)
    return next
  } catch (err) {
    next.close()
    rmSync(beside, { force: true })
    throw err
  }
}

/** There are not as many files in the beginning. */
function move(from: string, to: string): void {
  try {
    renameSync(from, to)
  } catch (err) {
    if (!(err instanceof Error && 'code' in err && err.code === 'ENOENT')) throw err
  }
}
