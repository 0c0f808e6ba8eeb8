import { cutWire } from '../protocol/wire.ts'
import { type Channel, type Member, type Room } from './room.ts'
import { maskOf } from './mask-of.ts'
import { spaceAfter } from './space.ts'

/**
 * A member's JOIN in its fullest form: with account, `*` for none, and realname (IRCv3 extended-join). The realname is
 * cut to what the line has room for.
 */
export function joinLine(
  room: Room,
  { name }: Channel,
  member: Member,
): { readonly command: string; readonly params: readonly string[] } {
  const account = member.account ?? '*'
  const space = spaceAfter(room, maskOf(member), 'JOIN', name, account)
  return { command: 'JOIN', params: [name, account, cutWire(member.realname, space)] }
}
