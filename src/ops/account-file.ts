import { closeSync, fsync, openSync, writeSync } from 'node:fs'
import { fold } from '../protocol/casemap.ts'
import { type AccountRecord, readAccount, readDropped, writeAccount, writeDropped } from './account-line.ts'
import type { Note } from './events.ts'
import { OperatorFileError } from './operator-files.ts'
import { PrivateFileError, readPrivate, writePrivate } from './private-file.ts'

/** How long it is waited before a file that could not be written is tried once more. */
const retryMs = 10_000

/** Room for as many accounts as there may be, each changed a few times. */
const mostBytes = 67_108_864

interface AccountFileOptions {
  readonly path: string
  /** How many accounts there may be. */
  readonly most: number
  readonly note: Note
  /** Gives a descriptor that adds to the file. */
  readonly openToAdd?: (path: string) => number
}

/**
 * Accounts in a file: a line of JSON each, and of one account the last line counts, also where it says that there is none. What is new is added at the end, so that
 * whatever ends the daemon tears the last line at most: it was not confirmed to anybody then. At each start the file is
 * written anew, as it is when it could not be added to; until then accounts are in memory alone, and the log says so.
 */
export class AccountFile {
  readonly #lines: Map<string, string>
  readonly #options: AccountFileOptions
  #descriptor: number | undefined
  /** Set while the file is not what it should be. */
  #retry: NodeJS.Timeout | undefined

  private constructor(options: AccountFileOptions, records: readonly AccountRecord[]) {
    this.#options = options
    this.#lines = new Map(records.map((record) => [fold(record.name), writeAccount(record)]))
  }

  /** Reads the file, or makes it. @throws {OperatorFileError} with the sentence for the operator */
  static async open(
    options: AccountFileOptions,
  ): Promise<{ readonly file: AccountFile; readonly accounts: readonly AccountRecord[] }> {
    const { path, most, note } = options
    const { accounts, tornBytes } = parse((await tried(readPrivate(path, true, mostBytes))) ?? '', path)
    if (tornBytes > 0) note('accounts.torn', { file: path, bytes: tornBytes })
    if (accounts.length > most) {
      throw new OperatorFileError(`${path} has ${accounts.length} accounts; ${most} are what a room has.`)
    }
    const file = new AccountFile(options, accounts)
    await tried(writePrivate(path, file.#text))
    file.#openToAdd()
    note('accounts.read', { file: path, count: accounts.length })
    return { file, accounts }
  }

  /** The file of accounts that are known already. Nothing is read, and nothing written before `begin`. */
  static known(options: AccountFileOptions, records: readonly AccountRecord[]): AccountFile {
    return new AccountFile(options, records)
  }

  /** Writes the file anew, or later where it cannot be; what is new is added from here on. */
  begin(): Promise<void> {
    return this.#rewrite()
  }

  /** The account is kept from here on, before this returns; where it cannot be, it is when it can. Never throws. */
  keep(record: AccountRecord): void {
    const line = writeAccount(record)
    this.#lines.set(fold(record.name), line)
    this.#add(line)
  }

  /** The same where there is no such account any more. */
  drop(name: string): void {
    this.#lines.delete(fold(name))
    this.#add(writeDropped(name))
  }

  #add(line: string): void {
    const descriptor = this.#descriptor
    if (descriptor === undefined) return
    try {
      const bytes = Buffer.from(line)
      if (writeSync(descriptor, bytes) < bytes.length) throw new Error('the disk is full')
      // Who only kills the daemon loses nothing; this is against a loss of power.
      fsync(descriptor, () => {})
    } catch (error) {
      // The torn line is the last one, for as long as nothing is added to it.
      this.#giveUp(error)
    }
  }

  /** What could not be written is tried once more. */
  async close(): Promise<void> {
    if (this.#descriptor === undefined) await this.#rewrite()
    clearTimeout(this.#retry)
    if (this.#descriptor !== undefined) closeSync(this.#descriptor)
    this.#descriptor = undefined
  }

  #openToAdd(): void {
    const { path, openToAdd = (path) => openSync(path, 'a') } = this.#options
    this.#descriptor = openToAdd(path)
  }

  get #text(): string {
    return [...this.#lines.values()].join('')
  }

  #giveUp(error: unknown): void {
    const { path, note } = this.#options
    note('accounts.unwritten', { file: path, err: error, retryMs })
    if (this.#descriptor !== undefined) closeSync(this.#descriptor)
    this.#descriptor = undefined
    this.#retryLater()
  }

  #retryLater(): void {
    this.#retry = setTimeout(() => void this.#rewrite(), retryMs).unref()
  }

  /** Replaces the file by what it should be. */
  async #rewrite(): Promise<void> {
    const { path, note } = this.#options
    try {
      let text: string
      do {
        text = this.#text
        await writePrivate(path, text)
      } while (text !== this.#text)
      this.#openToAdd()
      note('accounts.written', { file: path, count: this.#lines.size })
    } catch {
      this.#retryLater()
    }
  }
}

interface Parsed {
  readonly accounts: readonly AccountRecord[]
  /** Of a last line that is not whole. */
  readonly tornBytes: number
}

function parse(text: string, path: string): Parsed {
  const lines = text.split('\n')
  const last = lines.pop() ?? ''
  const accounts = new Map<string, AccountRecord>()
  for (const [i, line] of lines.entries()) {
    if (take(accounts, line)) continue
    throw new OperatorFileError(
      `${path}: line ${i + 1} is no account. Mend or remove that line, or name another file.`,
    )
  }
  const isWhole = take(accounts, last)
  return { accounts: [...accounts.values()], tornBytes: isWhole ? 0 : Buffer.byteLength(last) }
}

/** Whether the line is one of the file's; then it counts. */
function take(accounts: Map<string, AccountRecord>, line: string): boolean {
  const record = readAccount(line)
  if (record !== undefined) return accounts.set(fold(record.name), record).size > 0
  const dropped = readDropped(line)
  if (dropped !== undefined) accounts.delete(fold(dropped))
  return dropped !== undefined
}

async function tried<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (!(error instanceof PrivateFileError)) throw error
    throw new OperatorFileError(error.message, { cause: error })
  }
}
