import { fold } from '../protocol/casemap.ts'
import { skeletonsOf } from '../protocol/skeleton.ts'
import type { Room } from './room.ts'

/*
 * Accounts: a name, and what tells who may log in to it. Nothing here is a password, and nothing is made here: salts
 * and hashes come in with the entry.
 */

/** What a password is held against (RFC 7914); base64. */
export interface ScryptVerifier {
  readonly salt: string
  readonly hash: string
  readonly cost: number
  readonly blockSize: number
  readonly parallelization: number
}

/** What SCRAM-SHA-256 is done with (RFC 5802 §3, RFC 7677); base64. */
export interface ScramVerifier {
  readonly salt: string
  readonly iterations: number
  readonly storedKey: string
  readonly serverKey: string
}

export interface Verifiers {
  readonly scrypt: ScryptVerifier
  readonly scram: ScramVerifier
}

/** One account. It is replaced as a whole, never changed. */
export interface Account {
  /** As its owner spelt it: a nick, which is the owner's. */
  readonly name: string
  readonly verifiers: Verifiers
  /** SHA-256 of client certificates that log in to it (EXTERNAL), in small hexadecimal digits; each is of one account. */
  readonly certificates: readonly string[]
  readonly madeMs: number
}

/** The account of this name, in any case. */
export function findAccount({ accounts }: Pick<Room, 'accounts'>, name: string): Account | undefined {
  return accounts.get(fold(name))
}

/** Whose a nick is: the account of this name, or else one whose name would be taken for it (UTS #39). */
export function ownerOf(
  { accounts, accountLooks }: Pick<Room, 'accounts' | 'accountLooks'>,
  nick: string,
): Account | undefined {
  const known = accounts.get(fold(nick))
  if (known !== undefined) return known
  const name = skeletonsOf(nick)
    .map((look) => accountLooks.get(look))
    .find((name) => name !== undefined)
  return name === undefined ? undefined : accounts.get(name)
}

/** The account that a client certificate logs in to. */
export function accountOf(
  { accounts, certificates }: Pick<Room, 'accounts' | 'certificates'>,
  certificate: string | undefined,
): Account | undefined {
  const name = certificate === undefined ? undefined : certificates.get(certificate)
  return name === undefined ? undefined : accounts.get(name)
}

/** There is no such account any more. All indexes change here. */
export function removeAccount({ accounts, accountLooks, certificates }: Room, account: Account): void {
  const name = fold(account.name)
  accounts.delete(name)
  for (const look of skeletonsOf(name)) if (accountLooks.get(look) === name) accountLooks.delete(look)
  for (const certificate of account.certificates) certificates.delete(certificate)
}

/** The account is as this from here on, or there is one more. All indexes change here. */
export function putAccount({ accounts, accountLooks, certificates }: Room, account: Account): void {
  const name = fold(account.name)
  // Of two that a file has already the first keeps its look.
  for (const look of skeletonsOf(name)) if (!accountLooks.has(look)) accountLooks.set(look, name)
  for (const certificate of accounts.get(name)?.certificates ?? []) certificates.delete(certificate)
  accounts.set(name, account)
  for (const certificate of account.certificates) certificates.set(certificate, name)
}
