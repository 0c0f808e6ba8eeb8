import { detachedVariable } from '../signals.ts'
import type { Successor } from './successor.ts'

/** Whether whoever started this process is told otherwise where the room goes on, or does not wait for it. */
export function mayEnd(env: NodeJS.ProcessEnv): boolean {
  return [env['NOTIFY_SOCKET'], env[detachedVariable]].some((value) => value !== undefined && value !== '')
}

/** How long a successor may take to hold all that it took over, and to tell the service manager. */
const settledMs = 15_000

/**
 * How a daemon ends whose room goes on in a successor. A terminal, a script or a supervisor takes the end of this process for
 * that of the daemon, so for them it stays, does nothing, passes SIGTERM on and ends as the successor does; Ctrl-C reaches
 * both by itself.
 */
export async function endAs(successor: Successor, env: NodeJS.ProcessEnv): Promise<number> {
  // One that never says so is of no use to who watches, and no reason to stay.
  await successor.hears('settled', settledMs).catch(() => {})
  if (mayEnd(env)) {
    successor.letGo()
    return 0
  }
  const forward = (signal: NodeJS.Signals): void => successor.forward(signal)
  const ignore = (): void => {}
  process.on('SIGTERM', forward).on('SIGHUP', forward).on('SIGINT', ignore)
  return await successor.exitCode()
}
