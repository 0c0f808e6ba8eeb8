import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, it } from 'vitest'
import { endAll, startDaemonProcess } from '../e2e/daemon-process.ts'
import { openLateDaemon } from './late-daemon.ts'
import { replayOf, runScript, titleOf } from './script.ts'

/** `EARSHOT_CONFORMANCE=HOST:PORT` puts another server to the test; it must be empty of ann, bob and cat. */
const elsewhere = process.env['EARSHOT_CONFORMANCE']

const directory = join(import.meta.dirname, 'scripts')
const scripts = readdirSync(directory)
  .sort()
  .map((file) => ({ file, text: readFileSync(join(directory, file), 'utf8') }))

const daemons = new Map<number, ReturnType<typeof startDaemonProcess>>()

/** Each script is a conversation of its own; the rate limit has its own tests. */
function daemonThatReplays(replay: number): ReturnType<typeof startDaemonProcess> {
  const known = daemons.get(replay)
  const options = ['--no-limits', '--name=Conformance Room', `--replay=${replay}`]
  const daemon = known ?? startDaemonProcess(...options)
  daemons.set(replay, daemon)
  return daemon
}

type Server = (replay: number) => Promise<{ readonly host?: string; readonly port: number }>

const servers: Record<string, Server> =
  elsewhere === undefined
    ? {
        'a daemon': daemonThatReplays,
        // A new one each time: those who left the one before are members for 5 ms more.
        'a daemon whose entries get their place 5 ms later': openLateDaemon,
      }
    : {
        [elsewhere]: async () => {
          const colon = elsewhere.lastIndexOf(':')
          return { host: elsewhere.slice(0, colon), port: Number(elsewhere.slice(colon + 1)) }
        },
      }

afterAll(endAll)

describe.each(Object.entries(servers))('on the wire of %s', (_, start) => {
  it.each(scripts.map(({ file, text }) => [file.replace('.irc', ''), titleOf(text), text] as const))(
    '%s: %s',
    async (_, __, text) => {
      const { port, host } = await start(replayOf(text))
      await runScript(text, port, host)
    },
  )
})
