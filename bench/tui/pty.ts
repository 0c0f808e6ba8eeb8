import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'

/** A program on a terminal of its own, which `script` (util-linux) opens. */
export class Pty {
  /** All that it wrote. */
  out = ''
  /** Bytes that it wrote. */
  bytes = 0
  readonly #child: ChildProcess
  readonly #heard = new Set<(chunk: string) => void>()

  constructor(
    command: readonly string[],
    env: NodeJS.ProcessEnv,
    { columns, rows }: { columns: number; rows: number },
  ) {
    const quoted = command.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ')
    const line = `stty cols ${columns} rows ${rows}; exec ${quoted}`
    this.#child = spawn('script', ['-qfc', line, '/dev/null'], { env, stdio: ['pipe', 'pipe', 'ignore'] })
    this.#child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      this.bytes += Buffer.byteLength(chunk)
      // Only the first frames are looked at later.
      if (this.out.length < 1_000_000) this.out += chunk
      for (const hear of this.#heard) hear(chunk)
    })
  }

  /** The process itself: the child of `script`, which became it. */
  get pid(): number {
    const own = this.#child.pid ?? 0
    return Number(readFileSync(`/proc/${own}/task/${own}/children`, 'utf8').trim().split(' ')[0])
  }

  write(text: string): void {
    this.#child.stdin?.write(text)
  }

  /** Resolves when it has written this since the call. @throws {Error} when it does not within `withinMs` */
  async writes(what: string, withinMs = 15_000): Promise<void> {
    let seen = ''
    await new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => {
        this.#heard.delete(hear)
        reject(new Error(`it never wrote ${JSON.stringify(what)}`))
      }, withinMs)
      const hear = (chunk: string): void => {
        seen = (seen + chunk).slice(-100_000)
        if (!seen.includes(what)) return
        clearTimeout(late)
        this.#heard.delete(hear)
        resolve()
      }
      this.#heard.add(hear)
    })
  }

  async end(): Promise<void> {
    if (this.#child.exitCode !== null) return
    process.kill(this.pid, 'SIGTERM')
    await once(this.#child, 'exit')
  }
}
