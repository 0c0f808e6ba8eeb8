import { AccountFile } from '../../ops/account-file.ts'
import type { AccountRecord } from '../../ops/account-line.ts'
import type { Note } from '../../ops/events.ts'
import { defaultLimits } from '../../protocol/limits.ts'
import type { DaemonOptions } from '../config/daemon-options.ts'

/** The accounts of earlier lives, and what keeps those of this one. */
export interface OpenAccounts {
  readonly accounts: readonly AccountRecord[]
  readonly keep: (account: AccountRecord) => void
  close(): Promise<void>
}

/** Undefined where no file is named: accounts live as long as the daemon. @throws {OperatorFileError} */
export async function openAccounts(
  { accounts: path }: DaemonOptions,
  note: Note,
): Promise<OpenAccounts | undefined> {
  if (path === undefined) return undefined
  const { file, accounts } = await AccountFile.open({ path, most: defaultLimits.accounts, note })
  return { accounts, keep: (account) => file.keep(account), close: () => file.close() }
}
