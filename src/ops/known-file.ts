import { join } from 'node:path'
import { PrivateFileError, readPrivate, writePrivate } from './private-file.ts'

const pathIn = (stateDir: string): string => join(stateDir, 'known_rooms.json')

/**
 * What `parse` makes of `known_rooms.json`; undefined when there is none yet. Throws `PrivateFileError` when it
 * cannot be read or is broken: to go on without it would trust everybody anew.
 */
export async function readKnown<T>(
  stateDir: string,
  parse: (text: string) => T | undefined,
): Promise<T | undefined> {
  const path = pathIn(stateDir)
  const text = await readPrivate(path, false)
  if (text === undefined) return undefined
  const known = parse(text)
  if (known !== undefined) return known
  throw new PrivateFileError(
    `${path} is broken, so it is not known which rooms were trusted: put it back from a copy, or remove it to trust each room anew.`,
  )
}

/** Replaces `known_rooms.json` at once. Throws `PrivateFileError`. */
export async function writeKnown(stateDir: string, text: string): Promise<void> {
  await writePrivate(pathIn(stateDir), text)
}
