import { openIdentity } from '../../ops/identity.ts'
import { OperatorFileError } from '../../ops/operator-files.ts'
import { Exit } from '../exit.ts'
import { openAccounts } from './accounts.ts'
import type { Life, OpenFiles } from './life.ts'
import { openOperations } from './operations.ts'
import { openTls } from './tls.ts'

/** Opens what a daemon keeps in files, and what its operator gave it. @throws {Exit} usage, where such a file is broken */
export async function openAllFiles(given: Life['given']): Promise<OpenFiles> {
  const files = await openFiles(given)
  try {
    const accounts = await openAccounts(given.options, given.log.note).catch(sayWhy)
    return { ...files, accounts }
  } catch (error) {
    files.tls.close()
    throw error
  }
}

/** The same without accounts, which only one process has. @throws {Exit} */
export async function openFiles({
  options,
  log: { note },
}: Life['given']): Promise<Omit<OpenFiles, 'accounts'>> {
  const identity = await openIdentity({ stateDir: options.stateDir, room: options.name })
  const tls = await openTls(options, note, Date.now).catch(sayWhy)
  try {
    const operations = await openOperations(options, tls).catch(sayWhy)
    return { identity, tls, operations }
  } catch (error) {
    tls.close()
    throw error
  }
}

/** They are open no longer, and what was to be written is. */
export async function closeFiles({ tls, accounts }: OpenFiles): Promise<void> {
  tls.close()
  await accounts?.close()
}

/** A file that an operator names is one of the options. */
function sayWhy(error: unknown): never {
  if (error instanceof OperatorFileError) throw new Exit('usage', error.message)
  throw error
}
