import { existsSync } from 'node:fs'
import { askControl } from '../../ops/control-client.ts'
import { ControlError, type Request } from '../../ops/control-protocol.ts'
import { ourPlaces } from '../arguments/places.ts'
import { Exit } from '../exit.ts'
import { defaults } from '../options.ts'

/** Where the service of the system has its control socket: see RuntimeDirectory= in its unit. */
const systemDir = '/run/earshot'

/** Asks the daemon on this computer, which may take so long. @throws {Exit} noneFound, where none runs; failure */
export async function askDaemon(
  argv: { readonly stateDir?: string | undefined },
  request: Request,
  timeoutMs: number = defaults.controlMs,
): Promise<object> {
  try {
    return await askControl(controlOf(argv), request, timeoutMs)
  } catch (error) {
    if (!(error instanceof ControlError)) throw error
    if (error.fault !== 'no-daemon') throw new Exit('failure', error.message)
    const isThere = argv.stateDir === undefined && existsSync(systemDir)
    throw new Exit(
      'noneFound',
      error.message,
      ...(isThere ? [`the system's daemon:   sudo earshot ${request.command}`] : []),
    )
  }
}

/** Our own daemon's; the system's, where there is none of ours, nobody named another place, and we may look. */
function controlOf({ stateDir }: { readonly stateDir?: string | undefined }): string {
  const { control } = ourPlaces({ stateDir })
  const ofSystem = `${systemDir}/control.sock`
  return stateDir === undefined && !existsSync(control) && existsSync(ofSystem) ? ofSystem : control
}
