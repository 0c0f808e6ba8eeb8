import type { TryRefusal } from '../room/surroundings.ts'
import type { RoomState, Slot } from './state.ts'
import { accountKey, addressKey } from './tries.ts'

/** Why no password may be tried for this account by who is there, if so. */
export function refuseTry(
  { input, loginTries: tries }: RoomState,
  { link }: Slot,
  account: string | undefined,
): TryRefusal | undefined {
  const nowMs = input.steadyMs()
  if (tries.isOver(addressKey(link.remote.address), nowMs)) return 'throttled'
  return account !== undefined && tries.isOver(accountKey(account), nowMs) ? 'locked' : undefined
}

/** A try by who is there has begun, or was wrong. Gives what takes it back. */
export function countTry(
  { input, loginTries: tries }: RoomState,
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
