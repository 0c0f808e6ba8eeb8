import type { DaemonOutput } from '../../actors/daemon.ts'
import { portHolder } from '../../ops/port-holder.ts'
import { Exit, exitCodes } from '../exit.ts'
import type { DaemonOptions } from '../config/daemon-options.ts'

/** What the daemon's end is for its caller. @throws {Exit} when it never opened, with what is in the way */
export function endOf({ end, error }: DaemonOutput, options: DaemonOptions): number {
  if (end === 'stopped') return exitCodes.ok
  if (end === 'failed') return exitCodes.internal
  const { port, bind = 'this computer' } = options
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  switch (code) {
    case 'EADDRINUSE': {
      const holder = portHolder(port)
      throw new Exit(
        'alreadyRunning',
        `Port ${port} is in use${holder === undefined ? '' : ` by ${holder}`}.`,
        'is it earshot?     earshot status',
        `another port:      earshot daemon --port ${port === 65_535 ? port - 1 : port + 1} --state-dir DIR`,
      )
    }
    case 'EADDRNOTAVAIL':
      throw new Exit(
        'failure',
        `This computer does not have the address ${bind}.`,
        'its addresses:   ip -brief address',
      )
    case 'EACCES':
      throw new Exit(
        'failure',
        `Port ${port} needs rights that this user does not have.`,
        'a port that does not:   earshot daemon --port 16667',
      )
    default:
      throw new Exit(
        'failure',
        `Port ${port} could not be opened: ${error instanceof Error ? error.message : String(error)}`,
      )
  }
}
