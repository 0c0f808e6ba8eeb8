import { statSync } from 'node:fs'
import { type LogFile, type LogFileOptions, openLogFile } from './log-file.ts'
import { escapeLine } from './log-line.ts'

/** Something that was said, as data. */
export interface Heard {
  /** ISO 8601, of the room. */
  readonly time: string
  readonly id: string | undefined
  readonly nick: string
  readonly account: string | undefined
  /** A channel, perhaps of its operators or voiced alone (`@#a`), or a nick. */
  readonly to: string
  readonly kind: 'PRIVMSG' | 'NOTICE'
  /** Its lines with line feeds between. */
  readonly text: string
}

/** What people say, in a file of its own that only its owner may read: opened where the operator has asked for it, and nowhere else. */
export class MessageLog {
  readonly #file: LogFile

  /** @throws an Error for the operator when it cannot be opened, or others could read it */
  constructor(options: LogFileOptions) {
    const { file } = options
    const mode = statSync(file, { throwIfNoEntry: false })?.mode ?? 0
    if (process.platform !== 'win32' && (mode & 0o077) !== 0)
      throw new Error(
        `${file} is for what people say, and others on this host can read it: run "chmod 600 ${file}".`,
      )
    this.#file = openLogFile(options, 'Choose another file with --log-messages.')
  }

  write(heard: Heard): void {
    this.#file.write(escapeLine(`${JSON.stringify(heard)}\n`))
  }

  get lost(): number {
    return this.#file.lost
  }

  reopen(): string | undefined {
    return this.#file.reopen()
  }

  close(): void {
    this.#file.close()
  }
}
