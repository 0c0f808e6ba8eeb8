import { startDaemon } from '../../src/actors/start.ts'
import { daemonInput } from '../../src/cli/daemon/input.ts'
import type { StaticFiles } from '../../src/transport/http/files.ts'
import { type Limits, defaultLimits } from '../../src/protocol/limits.ts'
import { openListener } from '../../src/transport/listener.ts'
import { freshDir } from '../e2e/daemon-process.ts'
import { noSite, testContext } from '../tls.ts'
import { unwritten } from '../unwritten.ts'

/** A daemon in this process that is as any other, but with limits that a test can wait for. */
export interface ShortDaemon {
  readonly port: number
  /** What was logged, as `evt: reason`. */
  readonly said: string[]
  /** Resolves when it has stopped. */
  readonly stop: () => Promise<void>
}

interface Given {
  readonly limits?: Partial<Limits>
  readonly maxConnections?: number
  readonly files?: StaticFiles
  readonly requireTls?: true
}

const daemons = new Set<ShortDaemon>()

export async function endShortDaemons(): Promise<void> {
  await Promise.all(Array.from(daemons, ({ stop }) => stop()))
  daemons.clear()
}

/** As much of the log as the tests compare. */
const lineOf = (evt: string, fields: Readonly<Record<string, unknown>> = {}): string =>
  [evt, fields['reason']].filter((word) => typeof word === 'string').join(': ')

export async function startShortDaemon(given: Given = {}): Promise<ShortDaemon> {
  const context = await testContext()
  const limits = { ...defaultLimits, ...given.limits }
  const said: string[] = []
  const note = (evt: string, fields?: Readonly<Record<string, unknown>>): void =>
    void said.push(lineOf(evt, fields))
  const log = { note, child: () => note, flushSync: () => {}, close: async () => {}, file: '' }
  const options = {
    ...unwritten,
    port: 0,
    bind: '127.0.0.1',
    name: 'Short',
    stateDir: freshDir(),
    logDir: '',
    discovery: false,
    limits: true,
  }
  const site = { ...noSite, files: given.files ?? noSite.files, isTlsOnly: given.requireTls ?? false }
  const tls = {
    context: () => context,
    certificate: () => ({ cert: '', key: '', fingerprint: 'f'.repeat(43), notAfterMs: 0 }),
  }
  return await new Promise((resolve) => {
    const identity = { id: '', publicKey: '', sign: () => '', secret: () => new Uint8Array(32) }
    const listening = (port: number): void => {
      const daemon = { port, said, stop }
      daemons.add(daemon)
      resolve(daemon)
    }
    const input = daemonInput({
      options,
      tls,
      site,
      log,
      identity,
      boot: '5607',
      version: '0.0.0',
      listening,
    })
    const maxConnections = given.maxConnections ?? input.room.maxConnections
    const running = startDaemon({
      ...input,
      room: { ...input.room, maxConnections, facts: { ...input.room.facts, limits } },
      openListener: (opened, failed) =>
        openListener({
          port: 0,
          bind: '127.0.0.1',
          limits,
          maxConnections,
          tls: tls.context,
          site,
          note,
          opened,
          failed,
        }),
    })
    const stop = async (): Promise<void> => {
      running.stop('The test is over')
      await running.ended
    }
  })
}
