import { startDaemon } from '../../src/actors/start.ts'
import { daemonInput } from '../../src/cli/daemon/input.ts'
import { type DaemonProcess, startDaemonProcess } from '../e2e/daemon-process.ts'
import { noSecurity, noSite, noTls } from '../tls.ts'
import { defaultLimits } from '../../src/protocol/limits.ts'

/** Where the room of a round is: one life after another. */
export interface Host {
  /** Of the life that is, or was last. */
  readonly port: number
  /** How many messages a channel remembers. */
  readonly keeps: number
  /** The life ends without a word, and the next one begins. The caller has cut all ways to it before. */
  kill(): Promise<void>
  close(): Promise<void>
}

let lives = 0

/**
 * In this process, remembering so many messages. What is killed goes on for a moment with nobody to hear it, which
 * nobody can tell from a process that is gone.
 */
export async function openHere(keeps: number): Promise<Host> {
  let life = await begin(keeps)
  return {
    get port() {
      return life.port
    },
    keeps,
    kill: async () => {
      await life.end()
      life = await begin(keeps)
    },
    close: () => life.end(),
  }
}

/** A process of its own, killed by SIGKILL and started again on its port and its directory; `endAll` ends it. */
export async function openProcess(): Promise<Host> {
  let life: DaemonProcess = await startDaemonProcess('--no-limits')
  const end = async (): Promise<void> => {
    life.child.kill('SIGKILL')
    await life.ended
  }
  return {
    get port() {
      return life.port
    },
    keeps: defaultLimits.historyMessages,
    kill: async () => {
      const { port, stateDir } = life
      await end()
      life = await startDaemonProcess('--no-limits', `--port=${port}`, `--state-dir=${stateDir}`)
    },
    close: end,
  }
}

async function begin(keeps: number): Promise<{ readonly port: number; end(): Promise<void> }> {
  const note = (): void => {}
  const log = { note, child: () => note, flushSync: note, close: async () => {}, file: '' }
  const identity = { id: '', publicKey: '', sign: () => '' }
  const options = {
    ...noSecurity,
    stateDir: '',
    logDir: '',
    logLevel: 'info',
    port: 0,
    bind: '127.0.0.1',
    name: 'Chaos',
    discovery: false,
    limits: false,
  }
  return new Promise((resolve, reject) => {
    const listening = (port: number): void => resolve({ port, end })
    const input = daemonInput({
      options,
      tls: noTls,
      site: noSite,
      log,
      identity,
      boot: `life${++lives}`,
      version: '0.0.0',
      listening,
    })
    const { facts } = input.room
    const limits = { ...facts.limits, historyMessages: keeps }
    const daemon = startDaemon({ ...input, room: { ...input.room, facts: { ...facts, limits } } })
    void daemon.ended.then(() => reject(new Error('it has stopped')))
    const end = async (): Promise<void> => {
      daemon.stop('killed')
      daemon.stop('at once')
      await daemon.ended
    }
  })
}
