import { AccountFile } from '../../ops/account-file.ts'
import type { AccountRecord } from '../../ops/account-line.ts'
import type { Note } from '../../ops/events.ts'
import { FileHeldError, holdFile } from '../../ops/file-lock.ts'
import { OperatorFileError } from '../../ops/operator-files.ts'
import { defaultLimits } from '../../protocol/limits.ts'
import type { DaemonOptions } from '../config/daemon-options.ts'
import { Exit } from '../exit.ts'

/** The accounts of earlier lives, and what keeps those of this one. */
export interface OpenAccounts {
  readonly accounts: readonly AccountRecord[]
  readonly keep: (account: AccountRecord) => void
  readonly drop: (name: string) => void
  close(): Promise<void>
}

/** Undefined where no file is named: accounts live as long as the daemon. @throws {OperatorFileError}; {Exit} alreadyRunning, where another daemon has the file */
export async function openAccounts(
  { accounts: path }: DaemonOptions,
  note: Note,
): Promise<OpenAccounts | undefined> {
  if (path === undefined) return undefined
  const lock = await holdFile(path).catch((error: unknown) => refuse(path, error))
  try {
    const { file, accounts } = await AccountFile.open({ path, most: defaultLimits.accounts, note })
    const close = async (): Promise<void> => {
      await file.close()
      await lock.release()
    }
    return { accounts, keep: (account) => file.keep(account), drop: (name) => file.drop(name), close }
  } catch (error) {
    await lock.release()
    throw error
  }
}

function refuse(path: string, error: unknown): never {
  if (error instanceof FileHeldError) {
    throw new Exit(
      'alreadyRunning',
      `${error.message} Of two daemons, one would not see what the other adds.`,
      'a file of its own:   earshot daemon --accounts ANOTHER',
    )
  }
  const why = error instanceof Error ? error.message : String(error)
  throw new OperatorFileError(`${path} cannot be held for this daemon alone: ${why}.`, { cause: error })
}
