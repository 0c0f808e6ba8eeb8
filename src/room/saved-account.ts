import { type Account, putAccount } from './accounts.ts'
import type { Room } from './room.ts'

/** What a snapshot says of an account. */
export interface AccountLine extends Account {
  readonly type: 'account'
}

/** Field by field, as every line of a snapshot. */
export function accountLine({
  name,
  verifiers: { scrypt, scram },
  certificates,
  madeMs,
}: Account): AccountLine {
  const { salt, hash, cost, blockSize, parallelization } = scrypt
  const { iterations, storedKey, serverKey } = scram
  return {
    type: 'account',
    name,
    verifiers: {
      scrypt: { salt, hash, cost, blockSize, parallelization },
      scram: { salt: scram.salt, iterations, storedKey, serverKey },
    },
    certificates,
    madeMs,
  }
}

/** The reverse. */
export function loadAccount(room: Room, { name, verifiers, certificates, madeMs }: AccountLine): void {
  putAccount(room, { name, verifiers, certificates, madeMs })
}
