import { randomUUID } from 'node:crypto'
import { link, mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Files that are ours alone: mode 0600, in a directory of mode 0700, never seen half written. */

/** A file of ours that cannot be used, in words for the operator: what, why, what to do. */
export class PrivateFileError extends Error {
  override readonly name = 'PrivateFileError'
}

/** Far above any key of ours. */
const usualBytes = 1_048_576

/** Windows has no such modes; Node shows made-up ones there. */
const hasModes = process.platform !== 'win32'

/**
 * The text of a file; undefined when there is none. Throws `PrivateFileError` when it cannot be read or is too
 * large, and, for a `secret`, when anybody else can read or change it.
 */
export async function readPrivate(
  path: string,
  secret: boolean,
  mostBytes = usualBytes,
): Promise<string | undefined> {
  const file = await open(path, 'r').catch((cause: unknown) => {
    if (codeOf(cause) === 'ENOENT') return undefined
    throw new PrivateFileError(
      `${path} cannot be read (${codeOf(cause)}): give it to the user who runs this.`,
      {
        cause,
      },
    )
  })
  if (file === undefined) return undefined
  try {
    // The open file is looked at, not its path: nobody can swap it in between.
    const { mode, size } = await file.stat()
    if (secret && hasModes && (mode & 0o077) !== 0)
      throw new PrivateFileError(
        `${path} is a secret that others on this host can read (mode ${(mode & 0o777).toString(8)}): run "chmod 600 ${path}".`,
      )
    if (size > mostBytes)
      throw new PrivateFileError(`${path} has ${size} bytes and is none of ours: remove it.`)
    return await file.readFile('utf8')
  } catch (cause) {
    if (cause instanceof PrivateFileError) throw cause
    throw new PrivateFileError(`${path} cannot be read (${codeOf(cause)}).`, { cause })
  } finally {
    await file.close()
  }
}

/** Replaces the whole file, or leaves the old one. Throws `PrivateFileError`. */
export async function writePrivate(path: string, text: string): Promise<void> {
  await writeBeside(path, text, rename)
}

/** Makes the file unless there is one; whether it did. Of two at the same time one wins. Throws `PrivateFileError`. */
export async function createPrivate(path: string, text: string): Promise<boolean> {
  try {
    // A hard link fails where a name is taken; `rename` would replace what the winner already uses.
    await writeBeside(path, text, link)
    return true
  } catch (error) {
    if (error instanceof PrivateFileError && codeOf(error.cause) === 'EEXIST') return false
    throw error
  }
}

async function writeBeside(
  path: string,
  text: string,
  put: (from: string, to: string) => Promise<void>,
): Promise<void> {
  const beside = `${path}.${randomUUID()}`
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 })
    const file = await open(beside, 'wx', 0o600)
    try {
      await file.writeFile(text)
      await file.sync()
    } finally {
      await file.close()
    }
    await put(beside, path)
  } catch (cause) {
    throw new PrivateFileError(
      `${path} cannot be written (${codeOf(cause)}): make room and rights there, or choose another state directory.`,
      { cause },
    )
  } finally {
    await rm(beside, { force: true }).catch(() => undefined)
  }
}

/** The system's error code of anything thrown. */
function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error)
}
