import { startDaemon } from '../../src/actors/start.ts'
import { daemonInput } from '../../src/cli/daemon/input.ts'
import { noSite, noTls } from '../tls.ts'
import { unwritten } from '../unwritten.ts'

/** One life of a daemon in this process. */
export interface Life {
  readonly port: number
  /** How many messages it took. */
  readonly messages: number
  end(): Promise<void>
}

interface LifeInput {
  /** How many messages a channel remembers. */
  readonly keeps: number
  readonly boot: string
  /** 0: any. */
  readonly port?: number
}

/** A daemon that listens on the loopback alone, and has no log, no identity and no limits of rate. */
export async function begin({ keeps, boot, port = 0 }: LifeInput): Promise<Life> {
  const note = (): void => {}
  const log = { note, child: () => note, flushSync: note, close: async () => {}, file: '' }
  const identity = { id: '', publicKey: '', sign: () => '', secret: () => new Uint8Array(32) }
  const options = {
    ...unwritten,
    stateDir: '',
    logDir: '',
    port,
    bind: '127.0.0.1',
    name: 'Chaos',
    discovery: false,
    limits: false,
  }
  return new Promise((resolve, reject) => {
    const listening = (open: number): void =>
      resolve({
        port: open,
        get messages() {
          return daemon.census().messages
        },
        end: async () => {
          daemon.stop('killed')
          daemon.stop('at once')
          await daemon.ended
        },
      })
    const input = daemonInput({
      options,
      tls: noTls,
      site: noSite,
      log,
      identity,
      boot,
      version: '0.0.0',
      listening,
    })
    const { facts } = input.room
    const limits = { ...facts.limits, historyMessages: keeps }
    const daemon = startDaemon({ ...input, room: { ...input.room, facts: { ...facts, limits } } })
    void daemon.ended.then(() => reject(new Error('it has stopped')))
  })
}
