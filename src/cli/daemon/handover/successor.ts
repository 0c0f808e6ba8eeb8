import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { Duplex } from 'node:stream'
import { LineReader } from './line-reader.ts'
import { type FromHeir, handoverVariable, pipeFd, splitWord } from './words.ts'

/** The process that is to go on with the room, as the one before holds it. */
export class Successor {
  readonly pipe: Duplex
  readonly #child: ChildProcess
  readonly #heard = new Map<string, string>()
  /** Who waits for anything to happen. */
  readonly #waiting = new Set<() => void>()
  #end: string | undefined

  /** @param child its descriptor 3 is the pipe */
  constructor(child: ChildProcess) {
    this.#child = child
    const pipe = child.stdio[pipeFd]
    if (!(pipe instanceof Duplex)) throw new Error('the successor has no pipe')
    this.pipe = pipe
    const reader = new LineReader((line) => {
      this.#heard.set(...splitWord(line))
      this.#happened()
    })
    pipe.on('data', (chunk: Buffer) => reader.push(chunk))
    // A pipe that breaks is a successor that ends, and that is heard of.
    pipe.on('error', () => {})
    child.once('error', (error) => this.#ended(`it could not be started: ${error.message}`))
    child.once('exit', (code, signal) => this.#ended(`it ended with ${signal ?? `code ${code ?? 0}`}`))
  }

  get pid(): number {
    return this.#child.pid ?? 0
  }

  /** What it says with a word. @throws {Error} when it says `failed`, ends, or says nothing for that long */
  async hears(word: FromHeir, withinMs: number): Promise<string> {
    const lateMs = performance.now() + withinMs
    for (;;) {
      const failed = this.#heard.get('failed')
      if (failed !== undefined) throw new Error(sentenceIn(failed))
      const said = this.#heard.get(word)
      if (said !== undefined) return said
      if (this.#end !== undefined) throw new Error(this.#end)
      const leftMs = lateMs - performance.now()
      if (leftMs <= 0) throw new Error(`it did not say "${word}" within ${withinMs / 1000} s`)
      await this.#more(leftMs)
    }
  }

  /** Resolves when the pipe takes more. @throws {Error} when the successor has ended */
  async drained(): Promise<void> {
    while (this.pipe.writableNeedDrain) {
      if (this.#end !== undefined) throw new Error(this.#end)
      const drained = once(this.pipe, 'drain').catch(() => {})
      await Promise.race([drained, this.#more(1_000)])
    }
  }

  /** Ends it, whatever it does. Settles when it is gone. */
  async kill(): Promise<void> {
    this.#child.kill('SIGKILL')
    while (this.#end === undefined) await this.#more(1_000)
    this.pipe.destroy()
  }

  /** It lives on without us. */
  letGo(): void {
    this.pipe.destroy()
    this.#child.unref()
  }

  /** How it ended, when it has: the code that whoever waits for us is told. */
  async exitCode(): Promise<number> {
    const { exitCode, signalCode } = this.#child
    if (exitCode !== null || signalCode !== null) return exitCode ?? 1
    const [code]: [number | null] = await new Promise((resolve) => {
      this.#child.once('exit', (code) => resolve([code]))
    })
    return code ?? 1
  }

  forward(signal: NodeJS.Signals): void {
    this.#child.kill(signal)
  }

  #ended(how: string): void {
    this.#end ??= how
    this.#happened()
  }

  #happened(): void {
    for (const wake of this.#waiting) wake()
  }

  /** Until something happens, or that long. */
  #more(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        clearTimeout(timer)
        this.#waiting.delete(wake)
        resolve()
      }
      const timer = setTimeout(wake, ms)
      this.#waiting.add(wake)
    })
  }
}

function sentenceIn(json: string): string {
  const said: unknown = JSON.parse(json)
  return typeof said === 'string' ? said : 'it does not say why'
}

/**
 * Starts this program again, as it was started, with the socket that listens. What is configured is read again, and what is
 * installed may be another version.
 */
export function spawnSuccessor(
  { listener, udp }: { readonly listener: number; readonly udp: number | undefined },
  isDetached: boolean,
): Successor {
  const [, main = '', ...args] = process.argv
  const child = spawn(process.execPath, [...process.execArgv, main, ...args], {
    detached: isDetached,
    env: { ...process.env, [handoverVariable]: udp === undefined ? 'tcp' : 'tcp,udp' },
    stdio: ['ignore', 'inherit', 'inherit', 'pipe', listener, ...(udp === undefined ? [] : [udp])],
  })
  return new Successor(child)
}
