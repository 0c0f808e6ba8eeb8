import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, it } from 'vitest'
import { endAll, startDaemonProcess } from '../e2e/daemon-process.ts'
import { openLateDaemon } from './late-daemon.ts'
import { type Place, type Wants, isMet, operatorFiles, placeElsewhere } from './place.ts'
import { runScript, titleOf, wantsOf } from './script.ts'

/**
 * `EARSHOT_CONFORMANCE=HOST:PORT` puts another server to the test; it must be empty of ann, bob and cat. Scripts in
 * which somebody becomes an operator are run where `EARSHOT_CONFORMANCE_OPERATOR=NAME:PASSWORD` says how.
 */
const address = process.env['EARSHOT_CONFORMANCE']
const elsewhere =
  address === undefined ? undefined : placeElsewhere(address, process.env['EARSHOT_CONFORMANCE_OPERATOR'])

const directory = join(import.meta.dirname, 'scripts')
const scripts = readdirSync(directory)
  .sort()
  .map((file) => {
    const text = readFileSync(join(directory, file), 'utf8')
    return { name: file.replace('.irc', ''), text, wants: wantsOf(text) }
  })

const daemons = new Map<string, Promise<Place>>()

/** Each script is a conversation of its own; the rate limit has its own tests. */
function daemonFor(wants: Wants): Promise<Place> {
  const key = JSON.stringify({ ...wants, operator: true })
  const daemon = daemons.get(key) ?? startFor(wants)
  daemons.set(key, daemon)
  return daemon
}

async function startFor(wants: Wants): Promise<Place> {
  const files = operatorFiles(wants)
  const { port } = await startDaemonProcess(
    '--no-limits',
    '--name=Conformance Room',
    `--replay=${wants.replay}`,
    `--operator=${files.operator.name}`,
    `--operator-password-file=${files.passwordFile}`,
    `--hidden-caps-file=${files.hiddenCapsFile}`,
    ...(files.motdFile === undefined ? [] : [`--motd-file=${files.motdFile}`]),
    ...(wants.admin.length === 0 ? [] : [`--admin-info=${wants.admin.join('\n')}`]),
  )
  return { ...files, port }
}

const servers: Record<string, (wants: Wants) => Promise<Place>> =
  elsewhere === undefined
    ? {
        'a daemon': daemonFor,
        // A new one each time: those who left the one before are members for 5 ms more.
        'a daemon whose entries get their place 5 ms later': openLateDaemon,
      }
    : { [address ?? '']: async () => elsewhere }

/** Those that another server cannot run are left out, and the title says so. */
const runnable = scripts.filter(({ wants }) => elsewhere === undefined || isMet(wants, elsewhere))
const missing = scripts.filter((script) => !runnable.includes(script)).map(({ name }) => name)
const note = missing.length === 0 ? '' : `, without ${missing.join(', ')}`

afterAll(endAll)

describe.each(Object.entries(servers))(`on the wire of %s${note}`, (_, start) => {
  it.each(runnable.map(({ name, text, wants }) => [name, titleOf(text), text, wants] as const))(
    '%s: %s',
    async (_, __, text, wants) => runScript(text, await start(wants)),
  )
})
