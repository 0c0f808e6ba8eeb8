import { createHash } from 'node:crypto'
import { lstatSync, realpathSync, unlinkSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { listenPrivately } from './control-listen.ts'
import { socketPathBytes } from './paths.ts'

/*
 * One process has a file. The lock is a socket beside it that somebody listens on: whatever ends the process lets go of
 * it, and no number in a file can be another process's by then.
 */

/** A file that is held for this process alone. */
export interface FileLock {
  release(): Promise<void>
}

/** Another process has the file. */
export class FileHeldError extends Error {
  override readonly name = 'FileHeldError'
  /** Its id, where it said so. */
  readonly pid: number | undefined

  constructor(path: string, pid: number | undefined) {
    super(`${path} is in use by another process${pid === undefined ? '' : `, pid ${pid}`}.`)
    this.pid = pid
  }
}

/** How often two that start at once may get in each other's way. */
const attempts = 3

/** How long the holder has to say its id. */
const answerMs = 1_000

/**
 * Holds the file, which need not be there yet, for this process until the lock is let go.
 * @throws {FileHeldError}, or the system's error where no socket can be made there
 */
export async function holdFile(path: string): Promise<FileLock> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const lock = lockOf(path)
  const server = createServer((socket) => socket.on('error', () => undefined).end(String(process.pid)))
  for (let attempt = 1; ; attempt++) {
    try {
      await listenPrivately(server, lock)
      break
    } catch (error) {
      if (codeOf(error) !== 'EADDRINUSE' || attempt === attempts) throw error
      await makeWay(path, lock)
    }
  }
  server.unref()
  return { release: () => new Promise((resolve) => server.close(() => resolve())) }
}

/** The same for every spelling of the file's directory. */
function lockOf(path: string): string {
  const lock = join(realpathSync(dirname(path)), `${basename(path)}.lock`)
  if (Buffer.byteLength(lock) <= socketPathBytes) return lock
  const name = createHash('sha256').update(lock).digest('hex').slice(0, 16)
  return join(tmpdir(), `earshot-${name}.lock`)
}

/** Removes what a killed process has left, and nothing else. @throws {FileHeldError} */
async function makeWay(path: string, lock: string): Promise<void> {
  const found = lstatSync(lock, { throwIfNoEntry: false })
  if (found === undefined) return
  const holder = await ask(lock)
  if (holder !== 'nobody') throw new FileHeldError(path, holder)
  const now = lstatSync(lock, { throwIfNoEntry: false })
  if (now?.ino === found.ino && now.ctimeMs === found.ctimeMs) unlinkSync(lock)
}

/** Who listens there: its id, or undefined where it does not say. */
function ask(lock: string): Promise<number | 'nobody' | undefined> {
  return new Promise((resolve) => {
    let said = ''
    const socket = connect(lock)
    const answered = (): void => resolve(/^\d{1,10}$/.test(said) ? Number(said) : undefined)
    socket.setEncoding('latin1').setTimeout(answerMs, () => socket.destroy())
    socket.on('data', (text) => (said = `${said}${String(text)}`.slice(0, 16)))
    socket.on('close', answered)
    socket.on('error', (error) => {
      const code = codeOf(error)
      if (code === 'ECONNREFUSED' || code === 'ENOENT') resolve('nobody')
    })
  })
}

const codeOf = (error: unknown): unknown =>
  error instanceof Error && 'code' in error ? error.code : undefined
