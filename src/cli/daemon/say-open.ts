import { isEverywhere, isFindable } from '../../transport/discovery/bound.ts'
import type { Life } from './life.ts'
import { qrRows } from '../face/qr.ts'
import { pageAddresses } from './page-address.ts'

/** Where the room is, for who started it: on stderr, because stdout is data and a daemon has none. */
export async function sayOpen({ options, log }: Life['given'], port: number): Promise<void> {
  const { name, stateDir, bind, discovery } = options
  const host = isEverywhere(bind) ? '<this host>' : (bind ?? '')
  const near = bind?.startsWith('127.') === true ? 'this computer' : 'here or any computer nearby'
  const how = discovery && isFindable(bind) ? 'earshot' : `earshot --host ${host}:${port}`
  const pages = pageAddresses(options, port)
  process.stderr.write(
    `"${name}" is open on port ${port}.\n` +
      `  join from ${near}:  ${how}\n` +
      `  or in a browser:  ${pages.join('  ')}\n` +
      `  or with any IRC client:  /connect ${host}/${port}\n` +
      `  log:   ${log.file}\n` +
      `  stop:  Ctrl-C, or earshot stop --state-dir ${stateDir}\n`,
  )
  for (const row of await qrRows(pages, process.stderr)) process.stderr.write(`${row}\n`)
}
