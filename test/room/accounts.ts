import { quickHashing } from '../hashing.ts'
import type { Account } from '../../src/room/accounts.ts'

/** An account with this password. */
export async function accountWith(
  name: string,
  password: string,
  ...certificates: string[]
): Promise<Account> {
  return { name, verifiers: await quickHashing.derive(password), certificates, madeMs: 0 }
}

/** One into which nobody gets. */
export function closedAccount(name: string, ...certificates: string[]): Account {
  const scrypt = { salt: '', hash: '', cost: 2, blockSize: 8, parallelization: 1 }
  const scram = { salt: '', iterations: 4_096, storedKey: '', serverKey: '' }
  return { name, verifiers: { scrypt, scram }, certificates, madeMs: 0 }
}
