// @ts-check
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, isBuilt } from './built.mjs'
import { install, isInstalled } from './installed.mjs'
import { withLock } from './lock.mjs'

/** The checkout. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/**
 * Makes sure that node_modules is what package-lock.json says and dist/ what src/ says. When both are, it takes a
 * few milliseconds and says nothing. Runs at the same time wait for one another. What cannot be done is said on
 * stderr, and ends the process.
 * @param {{ dist: boolean }} [needed] whether dist/ is needed, too
 * @returns {Promise<void>}
 */
export async function ready({ dist } = { dist: true }) {
  try {
    await makeReady(root, dist)
  } catch (err) {
    process.stderr.write(`earshot: ${err instanceof Error ? err.message : String(err)}\n`)
    process.exit(1)
  }
}

/**
 * @param {string} at a checkout
 * @param {boolean} dist
 * @returns {Promise<void>} rejects with an Error for a person to read
 */
async function makeReady(at, dist) {
  const isReady = () => isInstalled(at) && (!dist || isBuilt(at))
  if (isReady()) return
  const onWait = (/** @type {number} */ pid) => {
    process.stderr.write(`earshot: waiting for process ${pid}, which installs or builds here\n`)
  }
  await withLock(join(at, '.cache', 'ready.lock'), onWait, async () => {
    if (!isInstalled(at)) await install(at)
    if (!isReady()) await build(at)
  })
}
