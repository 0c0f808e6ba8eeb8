import type { Mechanism } from '../../protocol/mechanisms.ts'
import type { Aside } from '../aside.ts'
import type { AccountEntry } from '../entry.ts'
import { calledOf } from '../peer.ts'

/** The entry of who has proved to be the owner of an account. */
export function logIn({ peer, room, atMs }: Aside, account: string, mechanism: Mechanism): AccountEntry {
  return { type: 'account', by: peer.id, atMs, account, mechanism, called: calledOf(peer, room) }
}
