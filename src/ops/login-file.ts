import { join } from 'node:path'
import { PrivateFileError, readPrivate, writePrivate } from './private-file.ts'

const pathIn = (stateDir: string): string => join(stateDir, 'logins.json')

/**
 * What `parse` makes of `logins.json`; undefined where there is none. It has secrets: throws `PrivateFileError` where
 * anybody else can read it, and where it cannot be read or is broken.
 */
export async function readLoginFile<T>(
  stateDir: string,
  parse: (text: string) => T | undefined,
): Promise<T | undefined> {
  const path = pathIn(stateDir)
  const text = await readPrivate(path, true)
  if (text === undefined) return undefined
  const logins = parse(text)
  if (logins !== undefined) return logins
  throw new PrivateFileError(`${path} is broken: remove it, and log in again with "earshot login".`)
}

/** Replaces `logins.json` at once, of mode 600; gives its path. Throws `PrivateFileError`. */
export async function writeLoginFile(stateDir: string, text: string): Promise<string> {
  const path = pathIn(stateDir)
  await writePrivate(path, text)
  return path
}
