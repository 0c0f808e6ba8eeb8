import { setTimeout as sleep } from 'node:timers/promises'
import { Exit } from '../exit.ts'

/** How often it is looked whether the process is gone, ms. */
const lookEveryMs = 50

/** Waits until the process is gone. @throws {Exit} failure, when it still runs after that long */
export async function untilGone(pid: number, ms: number): Promise<void> {
  const until = Date.now() + ms
  while (isAlive(pid)) {
    if (Date.now() > until) {
      throw new Exit('failure', `The daemon (pid ${pid}) was asked to stop and still runs.`, `kill ${pid}`)
    }
    await sleep(lookEveryMs)
  }
}

/** Signal 0 only asks. Another user's process answers EPERM, and is alive. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
