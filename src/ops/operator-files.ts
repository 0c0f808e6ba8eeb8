import { constants } from 'node:fs'
import { open } from 'node:fs/promises'
import { type CapName, isCap } from '../protocol/caps.ts'
import { motdLines } from './motd.ts'
import { PrivateFileError, readPrivate } from './private-file.ts'

/** The files that an operator writes for the daemon to read, at its start and again at REHASH. */

/** A file that cannot be used, in words for the operator: what, why, what to do. */
export class OperatorFileError extends Error {
  override readonly name = 'OperatorFileError'
}

const mostBytes = 16_384
/** Every welcome has all of them. */
const mostMotdLines = 200

/** The message of the day as wire strings, none longer than `lineBytes`. @throws {OperatorFileError} */
export async function readMotd(path: string, lineBytes: number): Promise<string[]> {
  const lines = motdLines(await readText(path), lineBytes)
  if (lines.length <= mostMotdLines) return lines
  throw new OperatorFileError(`${path} has ${lines.length} lines; ${mostMotdLines} are what is told.`)
}

/** Names of capabilities, one a line; blank lines and such as begin with `#` are nothing. @throws {OperatorFileError} */
export async function readHiddenCaps(path: string): Promise<CapName[]> {
  const names = new Set<CapName>()
  for (const line of (await readText(path)).split('\n')) {
    const name = line.trim()
    if (name === '' || name.startsWith('#')) continue
    if (!isCap(name)) {
      throw new OperatorFileError(
        `${path}: ${JSON.stringify(name.slice(0, 64))} is no capability of earshot.`,
      )
    }
    names.add(name)
  }
  return [...names].sort()
}

/** The password in the one line of a file that nobody else can read. @throws {OperatorFileError} */
export async function readPassword(path: string): Promise<string> {
  const password = (await readSecret(path)).replace(/\r?\n$/, '')
  if (/^[^\0\r\n]+$/.test(password)) return password
  throw new OperatorFileError(`${path}: a password is one line that is not empty.`)
}

/** The text of a file that nobody else can read. @throws {OperatorFileError} */
export async function readSecret(path: string): Promise<string> {
  let text: string | undefined
  try {
    text = await readPrivate(path, true)
  } catch (error) {
    if (!(error instanceof PrivateFileError)) throw error
    throw new OperatorFileError(error.message, { cause: error })
  }
  if (text !== undefined) return text
  throw new OperatorFileError(`${path} cannot be read (ENOENT).`)
}

/** The text of a small file. @throws {OperatorFileError} whose cause is the system's error, where there is one */
export async function readText(path: string): Promise<string> {
  const fail = (why: string, cause?: unknown): never => {
    throw new OperatorFileError(`${path} ${why}.`, { cause })
  }
  // Without waiting for who might write into a pipe of this name; Windows has no such flag.
  const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)
  const file = await open(path, flags).catch((error: unknown) =>
    fail(`cannot be read (${codeOf(error)})`, error),
  )
  try {
    const about = await file.stat()
    if (!about.isFile()) return fail('is no file')
    if (about.size > mostBytes) return fail(`has ${about.size} bytes; ${mostBytes} are what is read`)
    const bytes = await file.readFile()
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    if (error instanceof OperatorFileError) throw error
    return fail(error instanceof TypeError ? 'is not UTF-8' : `cannot be read (${codeOf(error)})`)
  } finally {
    await file.close()
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
