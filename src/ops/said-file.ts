import { join } from 'node:path'
import { readPrivate, writePrivate } from './private-file.ts'

const pathIn = (stateDir: string): string => join(stateDir, 'said.json')

/** More than 50 buffers of 500 lines have in any talk. */
const mostBytes = 16_777_216

/** `said.json`; undefined where there is none. It is nobody else's to read. @throws {PrivateFileError} */
export async function readSaidFile(stateDir: string): Promise<string | undefined> {
  return await readPrivate(pathIn(stateDir), true, mostBytes)
}

/** Replaces it at once, of mode 600. @throws {PrivateFileError} */
export async function writeSaidFile(stateDir: string, text: string): Promise<void> {
  await writePrivate(pathIn(stateDir), text)
}
