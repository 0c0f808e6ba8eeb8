import { lstatSync, mkdirSync, statSync, unlinkSync } from 'node:fs'
import type { Server } from 'node:net'
import { dirname } from 'node:path'
import { askControl, notOurs } from './control-client.ts'
import { ControlError } from './control-protocol.ts'

/** How long a daemon that holds the socket already has to say so. */
const otherMs = 2_000
/** How often two daemons that start at once may get in each other's way. */
const attempts = 3

/**
 * Lets the server listen on a socket, 0600 in a directory that nobody else may write to. What a killed daemon left
 * there is removed, and only that: a socket that refuses connections and belongs to this user.
 * On the main thread only (it sets the umask for the moment of binding).
 * @throws ControlError: 'already-running', 'not-ours' or 'cannot-open'
 */
export async function listenAlone(server: Server, path: string): Promise<void> {
  try {
    checkDirectory(dirname(path))
    for (let attempt = 1; ; attempt += 1) {
      await makeWay(path)
      try {
        return await listenPrivately(server, path)
      } catch (err) {
        // Another daemon was quicker: it is to be asked like any other.
        if (!hasCode(err, 'EADDRINUSE') || attempt === attempts) throw err
      }
    }
  } catch (cause) {
    if (cause instanceof ControlError) throw cause
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new ControlError('cannot-open', `The control socket ${path} cannot be opened: ${why}.`, { cause })
  }
}

/** Whoever may write to the directory may put another socket in place of ours. */
function checkDirectory(dir: string): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const target = statSync(dir)
  const uid = process.getuid?.() ?? target.uid
  if (target.uid !== uid || lstatSync(dir).uid !== uid || (target.mode & 0o022) !== 0)
    throw new ControlError(
      'not-ours',
      `The control socket needs a directory that is yours and that nobody else may write to: chmod go-w ${dir}`,
    )
}

async function makeWay(path: string): Promise<void> {
  const found = lstatSync(path, { throwIfNoEntry: false })
  if (found === undefined) return
  if (!found.isSocket() || found.uid !== (process.getuid?.() ?? found.uid)) throw notOurs(path)
  const other = await askOther(path)
  if (other.isRunning)
    throw new ControlError(
      'already-running',
      `An earshot daemon runs here already (it listens on ${path}).`,
      other,
    )
  // Only the file that was found dead: by now another daemon may have put its own there.
  const now = lstatSync(path, { throwIfNoEntry: false })
  if (now?.ino === found.ino && now.ctimeMs === found.ctimeMs) unlinkSync(path)
}

async function askOther(path: string): Promise<{ isRunning: boolean; answer?: object }> {
  try {
    return { isRunning: true, answer: await askControl(path, { command: 'status' }, otherMs) }
  } catch (err) {
    return { isRunning: !(err instanceof ControlError && err.fault === 'no-daemon') }
  }
}

/** Listens on a socket that is this user's alone. On the main thread only: it sets the umask. */
export function listenPrivately(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    const umask = process.umask(0o177)
    try {
      // The socket file is made before `listen` returns.
      server.listen(path, () => {
        server.off('error', reject)
        resolve()
      })
    } finally {
      process.umask(umask)
    }
  })
}

function hasCode(err: unknown, code: string): boolean {
  return err instanceof Error && 'code' in err && err.code === code
}
