import { fold } from '../protocol/casemap.ts'
import type { Member, Room } from './room.ts'

/*
 * How far somebody has read where (IRCv3 read-marker): an account, whichever of its connections says so, and who has
 * none for as long as it is here. Told to nobody else.
 */

/** When what was read last was said, ms, by folded target; the one that was changed first is the first. */
export type ReadMarkers = Map<string, number>

/** How far the member, or its account, has read there; undefined where that is not known. */
export function readAt(
  { readMarkers }: Room,
  { account, ownMarkers }: Member,
  target: string,
): number | undefined {
  const markers = account === undefined ? ownMarkers : readMarkers.get(fold(account))
  return markers?.get(fold(target))
}

/** It has read so far. A marker only goes on: false where it was there already. The oldest go where they are too many. */
export function markRead(room: Room, member: Member, target: string, atMs: number): boolean {
  if (atMs <= (readAt(room, member, target) ?? Number.NEGATIVE_INFINITY)) return false
  const markers = markersToChange(room, member)
  markers.delete(fold(target))
  markers.set(fold(target), atMs)
  forgetOldest(markers, room.facts.limits.readMarkers)
  return true
}

/** Those of the account, which are the latest to be forgotten now; or the member's own. */
function markersToChange({ readMarkers, facts }: Room, { account, ownMarkers }: Member): ReadMarkers {
  if (account === undefined) return ownMarkers
  const markers = readMarkers.get(fold(account)) ?? new Map<string, number>()
  readMarkers.delete(fold(account))
  readMarkers.set(fold(account), markers)
  forgetOldest(readMarkers, facts.limits.readMarkerAccounts)
  return markers
}

function forgetOldest(map: Map<string, unknown>, most: number): void {
  const [oldest] = map.keys()
  if (map.size > most && oldest !== undefined) map.delete(oldest)
}
