import { afterAll } from 'vitest'
import { startDaemon } from '../../src/actors/start.ts'
import { type DaemonParts, daemonInput } from '../../src/cli/daemon/input.ts'
import { openOperations } from '../../src/cli/daemon/operations.ts'
import { toWire } from '../../src/protocol/wire.ts'
import { freshDir } from '../e2e/daemon-process.ts'
import { noSite, noTls } from '../tls.ts'
import { unwritten } from '../unwritten.ts'
import { type Place, type Wants, operatorFiles } from './place.ts'

/** How long entries are on their way: long enough for all that a read holds to be taken meanwhile. */
const lateMs = 5

/** A daemon in this process that is as any other, but for a sequencer that answers late, as one across a network does. */
export async function openLateDaemon(wants: Wants): Promise<Place> {
  const note = (): void => {}
  const log = { note, child: () => note, flushSync: note, close: async () => {}, file: '' }
  const identity = { id: '', publicKey: '', sign: () => '', secret: () => new Uint8Array(32) }
  const places = { stateDir: freshDir(), logDir: '' }
  const files = operatorFiles(wants)
  const options = {
    ...unwritten,
    ...places,
    port: 0,
    bind: '127.0.0.1',
    name: 'Conformance Room',
    discovery: false,
    limits: false,
    replay: wants.replay,
    adminInfo: wants.admin.map(toWire),
    operator: files.operator.name,
    operatorPasswordFile: files.passwordFile,
    hiddenCapsFile: files.hiddenCapsFile,
    ...(files.motdFile === undefined ? {} : { motdFile: files.motdFile }),
  }
  const operations = await openOperations(options, noTls)
  return new Promise((resolve, reject) => {
    const listening = (port: number): void => resolve({ ...files, port })
    const parts: DaemonParts = {
      options,
      tls: noTls,
      site: noSite,
      log,
      identity,
      boot: '1a7e',
      version: '0.0.0',
      operations,
      reread: async () => {
        const { config, keep } = await operations.read(options)
        keep()
        return config
      },
      listening,
    }
    const input = daemonInput(parts)
    const late = startDaemon({
      ...input,
      room: {
        ...input.room,
        openSequencer: (apply) => ({ append: (entries) => void setTimeout(() => apply(entries), lateMs) }),
      },
    })
    void late.ended.then(({ error }) => reject(error instanceof Error ? error : new Error('it has stopped')))
    afterAll(() => late.stop('The tests are over'))
  })
}
