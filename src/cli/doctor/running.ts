import { askControl } from '../../ops/control-client.ts'
import { ControlError } from '../../ops/control-protocol.ts'
import { defaults } from '../options.ts'
import type { Running } from './here.ts'

/** What the daemon behind this control socket says of itself; undefined where none answers. */
export async function runningDaemon(control: string): Promise<Running | undefined> {
  try {
    const answer = new Map<string, unknown>(
      Object.entries(await askControl(control, { command: 'status' }, defaults.controlMs)),
    )
    const [port, room, logFile] = ['port', 'room', 'logFile'].map((key) => answer.get(key))
    return {
      ...(typeof port === 'number' ? { port } : {}),
      ...(typeof room === 'string' ? { room } : {}),
      ...(typeof logFile === 'string' ? { logFile } : {}),
    }
  } catch (error) {
    if (error instanceof ControlError) return undefined
    throw error
  }
}
