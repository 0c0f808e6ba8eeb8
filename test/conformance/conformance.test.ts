import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, it } from 'vitest'
import { endAll, startDaemonProcess } from '../e2e/daemon-process.ts'
import { runScript, titleOf } from './script.ts'

/** `EARSHOT_CONFORMANCE=HOST:PORT` puts another server to the test; it must be empty of ann, bob and cat. */
const elsewhere = process.env['EARSHOT_CONFORMANCE']

const directory = join(import.meta.dirname, 'scripts')
const scripts = readdirSync(directory)
  .sort()
  .map((file) => ({ file, text: readFileSync(join(directory, file), 'utf8') }))

let port = 0
let host: string | undefined

beforeAll(async () => {
  if (elsewhere === undefined) {
    // Each script is a conversation of its own; the rate limit has its own tests.
    const daemon = await startDaemonProcess('--no-limits', '--name=Conformance Room')
    port = daemon.port
    return
  }
  const colon = elsewhere.lastIndexOf(':')
  host = elsewhere.slice(0, colon)
  port = Number(elsewhere.slice(colon + 1))
})

afterAll(endAll)

describe('on the wire', () => {
  it.each(scripts.map(({ file, text }) => [file.replace('.irc', ''), titleOf(text), text] as const))(
    '%s: %s',
    async (_, __, text) => {
      await runScript(text, port, host)
    },
  )
})
