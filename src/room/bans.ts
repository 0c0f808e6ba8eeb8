import { fold } from '../protocol/casemap.ts'
import { globOf } from './glob.ts'
import { type Likeness, likenessOf, readExtban } from './masks.ts'
import type { Channel, ListEntry, ListMode, Member } from './room.ts'

/** What the lists of a channel say of a member, and of whom they said it: a nick, host or account may change. */
interface Verdict {
  readonly nick: string
  readonly user: string
  readonly host: string
  readonly account: string | undefined
  readonly banned: boolean
  readonly muted: boolean
  readonly invited: boolean
}

/**
 * Verdicts are kept, since a hundred masks would cost every message a hundred globs; by the lists and by the member,
 * so that they go with either. They follow from the room alone, and are no part of it.
 */
const verdicts = new WeakMap<Channel['lists'], WeakMap<Member, Verdict>>()

/** Whether a ban keeps the member out (Modern IRC, "Ban Channel Mode"): a plain mask of b, and none of e. */
export function isBanned(channel: Pick<Channel, 'lists'>, member: Member): boolean {
  return channel.lists.b.size > 0 && verdictOn(channel, member).banned
}

/**
 * Whether a ban silences the member: a mask of b, plain or `m:`, and none of e, plain or `m:`. Who has voice or is an
 * operator speaks nevertheless; that is for the caller to ask.
 */
export function isMuted(channel: Channel, member: Member): boolean {
  return channel.lists.b.size > 0 && verdictOn(channel, member).muted
}

/** Whether the member needs no invitation (Modern IRC, "Invite-Exception Channel Mode"): a plain mask of I. */
export function isInvitedByMask(channel: Channel, member: Member): boolean {
  return channel.lists.I.size > 0 && verdictOn(channel, member).invited
}

/** Puts a mask on a list; false where it stands there, in any case. Lists change here and in `unlist` alone. */
export function enlist({ lists }: Channel, mode: ListMode, entry: ListEntry): boolean {
  const key = fold(entry.mask)
  if (lists[mode].has(key)) return false
  lists[mode].set(key, entry)
  verdicts.delete(lists)
  return true
}

/** Takes a mask from a list. Gives it as it was spelt there; undefined where it is not. */
export function unlist({ lists }: Channel, mode: ListMode, mask: string): string | undefined {
  const key = fold(mask)
  const entry = lists[mode].get(key)
  if (entry === undefined) return undefined
  lists[mode].delete(key)
  verdicts.delete(lists)
  return entry.mask
}

function verdictOn({ lists }: Pick<Channel, 'lists'>, member: Member): Verdict {
  const known = verdicts.get(lists)
  const { nick, user, host, account } = member
  const old = known?.get(member)
  const isSame = old?.nick === nick && old.user === user && old.host === host && old.account === account
  if (old !== undefined && isSame) return old
  const verdict = { nick, user, host, account, ...judge(lists, member) }
  if (known === undefined) verdicts.set(lists, new WeakMap([[member, verdict]]))
  else known.set(member, verdict)
  return verdict
}

function judge(lists: Channel['lists'], member: Member): Pick<Verdict, 'banned' | 'muted' | 'invited'> {
  const likeness = likenessOf(member)
  const ban = kindsOf(lists.b, likeness)
  const except = kindsOf(lists.e, likeness)
  return {
    banned: ban.plain && !except.plain,
    muted: (ban.plain || ban.mute) && !except.plain && !except.mute,
    invited: kindsOf(lists.I, likeness).plain,
  }
}

/** Of which kinds there is a mask that matches. */
export function kindsOf(
  list: ReadonlyMap<string, ListEntry>,
  likeness: Likeness,
): { plain: boolean; mute: boolean } {
  const found = { plain: false, mute: false }
  for (const mask of list.keys()) {
    const { kind, of, glob } = readExtban(mask)
    // It was no longer than masks may be when it was set.
    if (!found[kind] && likeness[of].some(globOf(glob, { maskBytes: glob.length }))) found[kind] = true
  }
  return found
}
