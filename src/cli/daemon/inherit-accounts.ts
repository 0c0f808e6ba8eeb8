import { AccountFile } from '../../ops/account-file.ts'
import type { AccountRecord } from '../../ops/account-line.ts'
import type { Note } from '../../ops/events.ts'
import { type FileLock, holdFile } from '../../ops/file-lock.ts'
import { defaultLimits } from '../../protocol/limits.ts'
import type { DaemonOptions } from '../config/daemon-options.ts'
import type { OpenAccounts } from './accounts.ts'

/** Accounts that came with the room: the file of the process before is this one's when it has let go of it. */
interface InheritedAccounts extends OpenAccounts {
  /** The file is written anew, and kept from here on. Until then what is new is in memory. */
  adopt(): Promise<void>
}

/** Undefined where no file is named. */
export function inheritAccounts(
  { accounts: path }: DaemonOptions,
  note: Note,
  accounts: readonly AccountRecord[],
): InheritedAccounts | undefined {
  if (path === undefined) return undefined
  const file = AccountFile.known({ path, most: defaultLimits.accounts, note }, accounts)
  let lock: FileLock | undefined
  return {
    accounts,
    keep: (account) => file.keep(account),
    drop: (name) => file.drop(name),
    adopt: async () => {
      lock = await holdFile(path)
      await file.begin()
    },
    close: async () => {
      // Not ours yet: who has it may still write to it.
      if (lock === undefined) return
      await file.close()
      await lock.release()
    },
  }
}
