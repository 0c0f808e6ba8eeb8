import { nonceTag } from '../../protocol/client-tags.ts'
import type { OutLine } from '../outcome.ts'
import type { Kept } from './history.ts'

/** The messages of a history that have a nonce, by it: each is in it as long as it is remembered. */
export type Nonces = Map<string, Kept>

/** Whether a value of the tag is one: not empty, and no longer than that. */
export function isNonce(value: string, nonceBytes: number): boolean {
  return value !== '' && value.length <= nonceBytes
}

/** A message is remembered: what repeats it is known from here on. */
export function enterNonce(nonces: Nonces, kept: Kept): void {
  const nonce = nonceOf(kept)
  if (nonce !== undefined) nonces.set(nonce, kept)
}

/** A message is forgotten. */
export function dropNonce(nonces: Nonces, kept: Kept): void {
  const nonce = nonceOf(kept)
  if (nonce !== undefined && nonces.get(nonce) === kept) nonces.delete(nonce)
}

function nonceOf({
  line: { tags },
  isMessage,
}: {
  readonly line: OutLine
  readonly isMessage: boolean
}): string | undefined {
  return isMessage ? tags?.get(nonceTag) : undefined
}
