import { existsSync } from 'node:fs'
import { askControl } from '../../ops/control-client.ts'
import { ControlError, type Request } from '../../ops/control-protocol.ts'
import { Exit } from '../exit.ts'
import { defaults } from '../options.ts'
import { findControl, systemDir } from './find-control.ts'

/** Asks the daemon on this computer, which may take so long. @throws {Exit} noneFound, where none runs; failure */
export async function askDaemon(
  argv: { readonly stateDir?: string | undefined },
  request: Request,
  timeoutMs: number = defaults.controlMs,
): Promise<object> {
  try {
    return await askControl(await findControl(argv.stateDir), request, timeoutMs)
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
