import { readSaidFile, writeSaidFile } from '../../ops/said-file.ts'
import { PrivateFileError } from '../../ops/private-file.ts'
import { type Said, formatSaid, nothing, parseSaid } from '../../tui/editor/said.ts'
import { plainOutput } from './output.ts'

/** What was said in earlier runs, where that is kept; nothing where it cannot be read. */
export async function readSaid(stateDir: string): Promise<Said> {
  const text = await orSaid(async () => await readSaidFile(stateDir))
  return (text === undefined ? undefined : parseSaid(text)) ?? nothing
}

/** Keeps it for the next run. */
export async function keepSaid(stateDir: string, said: Said): Promise<void> {
  await orSaid(async () => await writeSaidFile(stateDir, formatSaid(said)))
}

/** Nobody is kept from talking by this file. */
async function orSaid<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof PrivateFileError)) throw error
    plainOutput.note(error.message)
    return undefined
  }
}
