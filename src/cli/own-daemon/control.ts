import { askControl } from '../../ops/control-client.ts'
import { ControlError, type Request } from '../../ops/control-protocol.ts'
import { Exit } from '../exit.ts'
import { defaults } from '../options.ts'
import { ourPlaces } from '../arguments/places.ts'

/** Asks the daemon on this computer, which may take so long. @throws {Exit} noneFound, where none runs; failure */
export async function askDaemon(
  argv: { readonly stateDir?: string | undefined },
  request: Request,
  timeoutMs: number = defaults.controlMs,
): Promise<object> {
  try {
    return await askControl(ourPlaces(argv).control, request, timeoutMs)
  } catch (error) {
    if (!(error instanceof ControlError)) throw error
    throw new Exit(error.fault === 'no-daemon' ? 'noneFound' : 'failure', error.message)
  }
}
