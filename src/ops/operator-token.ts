import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { createPrivate, PrivateFileError, readPrivate } from './private-file.ts'
import { roomDirectory } from './room-directory.ts'

/** What makes an operator of the room of whoever can read it: the person who runs the daemon. */
export interface OperatorToken {
  readonly path: string
  /** 160 random bits, base64url. */
  readonly token: string
}

/**
 * The token kept at `<stateDir>/rooms/<room>/operator-token`, made at the first start.
 * Throws `PrivateFileError` with what to do when the file is broken or others can read it.
 */
export async function openOperatorToken(input: {
  readonly stateDir: string
  readonly room: string
}): Promise<OperatorToken> {
  const path = join(roomDirectory(input.stateDir, input.room), 'operator-token')
  let text = await readPrivate(path, true)
  if (text === undefined) {
    await createPrivate(path, `${randomBytes(20).toString('base64url')}\n`)
    // Read back also what was just made: another daemon may have been faster.
    text = await readPrivate(path, true)
  }
  const token = (text ?? '').trim()
  // A short one could be guessed; an empty one would be anybody's.
  if (/^[\w-]{22,}$/.test(token)) return { path, token }
  throw new PrivateFileError(`${path} is no token: remove it, and the next start makes a new one.`)
}
