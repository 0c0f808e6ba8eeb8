import { afterAll } from 'vitest'
import { startDaemon } from '../../src/actors/start.ts'
import { daemonInput } from '../../src/cli/daemon/input.ts'

/** How long entries are on their way: long enough for all that a read holds to be taken meanwhile. */
const lateMs = 5

/** A daemon in this process that is as any other, but for a sequencer that answers late, as one across a network does. */
export async function openLateDaemon(replay: number): Promise<{ readonly port: number }> {
  const note = (): void => {}
  const log = { note, child: () => note, flushSync: note, close: async () => {}, file: '' }
  const identity = { id: '', publicKey: '', sign: () => '' }
  const places = { stateDir: '', logDir: '', logLevel: 'info' }
  const options = {
    ...places,
    port: 0,
    bind: '127.0.0.1',
    name: 'Conformance Room',
    discovery: false,
    limits: false,
    replay,
  }
  return new Promise((resolve, reject) => {
    const listening = (port: number): void => resolve({ port })
    const input = daemonInput({ options, log, identity, boot: '1a7e', version: '0.0.0', listening })
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
