// @ts-check
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Does the work while no other process does any under the same lock file. The file names its holder, so that a
 * holder that was killed does not hold it any longer.
 * @template T
 * @param {string} path
 * @param {(pid: number) => void} onWait told once, when another process has to be waited for
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(path, onWait, work) {
  mkdirSync(dirname(path), { recursive: true })
  const mine = `${path}.${process.pid}`
  let hasWaited = false
  // A link is made whole or not at all: nobody reads half a name.
  writeFileSync(mine, `${process.pid} ${startOf(process.pid)}`)
  try {
    while (!linked(mine, path)) {
      const holder = living(path)
      if (holder === undefined) continue
      if (!hasWaited) onWait(holder)
      hasWaited = true
      await sleep(100)
    }
  } finally {
    rmSync(mine, { force: true })
  }
  try {
    return await work()
  } finally {
    rmSync(path, { force: true })
  }
}

/**
 * The living holder of the lock; the lock of a dead one is removed.
 * @param {string} path
 * @returns {number | undefined}
 */
function living(path) {
  const text = textOf(path)
  if (text === undefined) return undefined
  const [pid = 0, started = ''] = text.split(' ').map((word, i) => (i === 0 ? Number(word) : word))
  if (isAlive(Number(pid)) && startOf(Number(pid)) === started) return Number(pid)
  const away = `${path}.dead.${process.pid}`
  try {
    renameSync(path, away)
    // Another waiter was quicker and this is already the lock of its successor: give it back.
    if (textOf(away) !== text) linked(away, path)
  } catch {
    // Another waiter removed it.
  }
  rmSync(away, { force: true })
  return undefined
}

/**
 * When a process started, in the system's own words: a pid alone may have been given away again.
 * @param {number} pid
 */
function startOf(pid) {
  const stat = textOf(`/proc/${pid}/stat`) ?? ''
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    return pid > 0 && process.kill(pid, 0)
  } catch (err) {
    return err instanceof Error && 'code' in err && err.code === 'EPERM'
  }
}

/** @param {string} from @param {string} to */
function linked(from, to) {
  try {
    linkSync(from, to)
    return true
  } catch (err) {
    if (err instanceof Error && 'code' in err && err.code === 'EEXIST') return false
    throw err
  }
}

/** @param {string} path */
function textOf(path) {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}
