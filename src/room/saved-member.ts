import { claimNick } from './nicks.ts'
import type { ChannelId, Member, Room, UserMode } from './room.ts'
import { setAccount } from './sessions.ts'
import { setUserMode } from './user-modes.ts'
import { watch } from './watchers.ts'

/** How far somebody has read where, as a snapshot has it. */
export type SavedMarkers = readonly (readonly [target: string, readMs: number])[]

/** What a snapshot says of a member. */
export interface MemberLine extends Omit<
  Member,
  'modes' | 'channels' | 'invitations' | 'monitored' | 'ownMarkers'
> {
  readonly type: 'member'
  readonly modes: readonly UserMode[]
  readonly channels: readonly ChannelId[]
  readonly invitations: readonly ChannelId[]
  readonly monitored: readonly string[]
  readonly ownMarkers: SavedMarkers
}

/** Field by field: the order of an object's fields is that of its making, and what was loaded was made otherwise. */
export function memberLine(member: Member): MemberLine {
  const { id, nick, user, host, address, realname, tls, account, away, sinceMs, activeMs } = member
  return {
    type: 'member',
    id,
    nick,
    user,
    host,
    address,
    realname,
    tls: tls === undefined ? undefined : { certificate: tls.certificate },
    account,
    away,
    modes: [...member.modes],
    channels: [...member.channels],
    invitations: [...member.invitations],
    monitored: [...member.monitored],
    ownMarkers: [...member.ownMarkers],
    sinceMs,
    activeMs,
  }
}

/** The member again; what follows from it in indexes, too. */
export function loadMember(room: Room, line: MemberLine): void {
  const { type: _, modes, channels, invitations, monitored, ownMarkers, tls, account, away, ...rest } = line
  const member: Member = {
    ...rest,
    tls,
    account: undefined,
    away,
    modes: new Set(),
    channels: new Set(channels),
    invitations: new Set(invitations),
    monitored: new Set(),
    ownMarkers: new Map(ownMarkers),
  }
  room.members.set(member.id, member)
  claimNick(room, member)
  setAccount(room, member, account)
  for (const mode of modes) setUserMode(room, member, mode, true)
  for (const nick of monitored) watch(room, member, nick)
}
