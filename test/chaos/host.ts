import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { type DaemonProcess, earshot, startDaemonProcess } from '../e2e/daemon-process.ts'
import { defaultLimits } from '../../src/protocol/limits.ts'
import { begin } from './life.ts'

/** Where the room of a round is: one life after another. */
export interface Host {
  /** Of the life that is, or was last. */
  readonly port: number
  /** How many messages a channel remembers. */
  readonly keeps: number
  /** How many messages the life that is has taken, as it says itself. */
  counted(): Promise<number>
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
  let life = await begin({ keeps, boot: `life${++lives}` })
  return {
    get port() {
      return life.port
    },
    keeps,
    counted: async () => life.messages,
    kill: async () => {
      await life.end()
      life = await begin({ keeps, boot: `life${++lives}` })
    },
    close: () => life.end(),
  }
}

/** `earshot daemon`, killed by SIGKILL and started again on its port and its directory; `endAll` ends it. */
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
    counted: async () => Number((await life.status())['messages']),
    kill: async () => {
      const { port, stateDir } = life
      await end()
      life = await startDaemonProcess('--no-limits', `--port=${port}`, `--state-dir=${stateDir}`)
    },
    close: end,
  }
}

/** A daemon that can be restarted as its operator does it: the life goes on in another process. */
export interface Restartable extends Host {
  /** What `earshot restart` printed. @throws where it failed */
  restart(): Promise<string>
}

/** `earshot daemon`; `endAll` ends it, whichever process it is by then. */
export async function openRestartable(): Promise<Restartable> {
  const life = await startDaemonProcess('--no-limits')
  return {
    port: life.port,
    keeps: defaultLimits.historyMessages,
    counted: async () => Number((await life.status())['messages']),
    restart: async () => {
      const { code, stderr } = await earshot('restart', `--state-dir=${life.stateDir}`).ended
      if (code !== 0) throw new Error(stderr)
      return stderr
    },
    kill: () => Promise.reject(new Error('it is restarted, and not killed')),
    close: async () => {
      await earshot('stop', `--state-dir=${life.stateDir}`).ended
      await life.ended
    },
  }
}

/** As `openHere`, in a process of its own that is killed by SIGKILL and started again on its port. */
export async function openSmallProcess(keeps: number): Promise<Host> {
  let life = await forked(keeps, 0)
  return {
    get port() {
      return life.port
    },
    keeps,
    counted: async () => {
      const answer = told(life.child, 'messages')
      life.child.send('how many?')
      return answer
    },
    kill: async () => {
      await killed(life.child)
      life = await forked(keeps, life.port)
    },
    close: () => killed(life.child),
  }
}

async function forked(keeps: number, port: number): Promise<{ child: ChildProcess; port: number }> {
  const file = fileURLToPath(new URL('life-process.ts', import.meta.url))
  const args = [`${keeps}`, `life${++lives}`, `${port}`]
  const child = fork(file, args, { execArgv: ['--import', 'tsx'] })
  return { child, port: await told(child, 'port') }
}

/** What it says next under this name. @throws when it ends instead */
async function told(child: ChildProcess, name: 'port' | 'messages'): Promise<number> {
  const gone = once(child, 'exit').then(([code]) => {
    throw new Error(`the daemon has ended: ${code}`)
  })
  const [message] = await Promise.race([once(child, 'message'), gone])
  return Number(message[name])
}

async function killed(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const end = once(child, 'exit')
  child.kill('SIGKILL')
  await end
}
