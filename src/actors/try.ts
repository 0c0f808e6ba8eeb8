import type { TryRefusal } from '../room/surroundings.ts'
import type { RoomState, Slot } from './state.ts'

/** Why no password may be tried for this account by who is there, if so. */
export function refuseTry(
  { input, tries }: RoomState,
  { link }: Slot,
  account: string | undefined,
): TryRefusal | undefined {
  const nowMs = input.steadyMs()
  if (tries.isOver(addressKey(link.remote.address), nowMs)) return 'throttled'
  return account !== undefined && tries.isOver(accountKey(account), nowMs) ? 'locked' : undefined
}

/** A try by who is there has begun, or was wrong. Gives what takes it back. */
export function countTry(
  { input, tries }: RoomState,
  { link }: Slot,
  account: string | undefined,
): () => void {
  const nowMs = input.steadyMs()
  const keys = [addressKey(link.remote.address), ...(account === undefined ? [] : [accountKey(account)])]
  for (const key of keys) tries.count(key, nowMs)
  return () => {
    for (const key of keys) tries.forgive(key, nowMs)
  }
}

const addressKey = (address: string): string => `@ ${address}`
/** Of no account's name is more to be known. */
const accountKey = (account: string): string => `a ${account.slice(0, 64)}`
