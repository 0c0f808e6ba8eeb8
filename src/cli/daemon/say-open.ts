import { isEverywhere, isFindable } from '../../transport/discovery/bound.ts'
import type { Life } from './life.ts'
import { pageAddresses } from './page-address.ts'

/** Where the room is, for who started it: on stderr, because stdout is data and a daemon has none. */
export function sayOpen({ options, log }: Life['given'], port: number): void {
  const { name, stateDir, bind, discovery } = options
  const host = isEverywhere(bind) ? '<this host>' : (bind ?? '')
  const near = bind?.startsWith('127.') === true ? 'this computer' : 'here or any computer nearby'
  const how = discovery && isFindable(bind) ? 'earshot' : `earshot --host ${host}:${port}`
  process.stderr.write(
    `"${name}" is open on port ${port}.\n` +
      `  join from ${near}:  ${how}\n` +
      `  or in a browser:  ${pageAddresses(options, port).join('  ')}\n` +
      `  or with any IRC client:  /connect ${host}/${port}\n` +
      `  log:   ${log.file}\n` +
      `  stop:  Ctrl-C, or earshot stop --state-dir ${stateDir}\n`,
  )
}
