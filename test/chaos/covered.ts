import type { Event, Round } from './events.ts'
import { type On, type Spot, all } from './spots.ts'

/**
 * What the promise covers, for the planting: whether to leave an event out of a round that kept it breaks it. Read
 * from the events around it and not from the checker; where that is not sure, the answer is no.
 */

export const lifeOf = (msgid: string): string => msgid.split('-')[0] ?? ''
const seqOf = (msgid: string): number => Number.parseInt(msgid.split('-')[1] ?? '', 36)

/** In the room's order, in one life. */
export function isBefore(one: { msgid: string }, other: { msgid: string }): boolean {
  return lifeOf(one.msgid) === lifeOf(other.msgid) && seqOf(one.msgid) < seqOf(other.msgid)
}

type Mention = On<'shown'> | On<'echoed'>
type InChannel = Spot<On<'shown'> | On<'gap'>>

/** Wherever it is said of a message that it was in the room. */
export const mentions = (round: Round): Spot<Mention>[] => [...all(round, 'shown'), ...all(round, 'echoed')]

/** What its client saw of this channel before, the latest first. */
function before({ log, i, event: { channel } }: InChannel): Event[] {
  return log.events
    .slice(0, i)
    .filter((event) => isSeen(event) && event.channel === channel)
    .toReversed()
}

/** What its client saw of this channel afterwards, and of its connection. */
function following({ log, i, event: { channel } }: InChannel): Event[] {
  return log.events
    .slice(i + 1)
    .filter((event) => !('channel' in event) || (isSeen(event) && event.channel === channel))
}

type Seen = On<'shown'> | On<'gap'> | On<'joined'> | On<'left'>
const isSeen = (event: Event): event is Seen => ['shown', 'gap', 'joined', 'left'].includes(event.kind)

/** It came live, after the last JOIN. */
export function isLive(spot: Spot<On<'shown'>>): boolean {
  const joined = before(spot).find((event) => event.kind === 'joined')
  return joined !== undefined && isBefore(joined, spot.event)
}

/** Others know the message; its client had to be given it, and no gap line stands beside it. */
export function isHeld(known: readonly Spot<Mention>[], spot: Spot<On<'shown'>>): boolean {
  const others = known.filter(({ event }) => event.msgid === spot.event.msgid && event !== spot.event)
  if (others.length === 0 || !(isLive(spot) || isInside(spot))) return false
  for (const event of following(spot)) {
    if (event.kind === 'gap' || (event.kind === 'connected' && event.life !== lifeOf(spot.event.msgid)))
      return false
    if (event.kind === 'shown') return true
    if (event.kind === 'left') return event.msgid !== undefined
    if (event.kind === 'settled' && others.some((other) => other.event.at <= event.since)) return true
  }
  return false
}

/** Its client goes before it settles. */
export function goesUnsettled(spot: Spot<On<'shown'>>): boolean {
  const next = following(spot).find(({ kind }) => ['settled', 'joined', 'left'].includes(kind))
  return next?.kind === 'left'
}

/** It is not the first of a backlog, nor the first below a gap line. */
function isInside(spot: Spot<On<'shown'>>): boolean {
  const start = before(spot).find((event) => event.kind !== 'joined' || isBefore(event, spot.event))
  return start?.kind === 'joined' || start?.kind === 'shown'
}

/** The gap line says that a life ended; and its client then goes on in the next one, with no other. */
export function isOfADeath(spot: Spot<On<'gap'>>): boolean {
  const life = spot.log.events.slice(0, spot.i).findLast((event) => event.kind === 'connected')?.life ?? ''
  const [last] = before(spot)
  const old = before(spot).find((event) => event.kind !== 'joined' || lifeOf(event.msgid) !== life)
  if ((old?.kind !== 'shown' && old?.kind !== 'joined') || lifeOf(old.msgid) === life) return false
  let isIn = last !== old
  for (const event of following(spot)) {
    if (event.kind === 'connected' && event.life !== life) return false
    if (event.kind === 'left' || event.kind === 'gap') return false
    if (event.kind === 'joined') isIn = true
    if (isIn && (event.kind === 'shown' || event.kind === 'settled')) return true
  }
  return false
}

/** Others know a message between what is shown above the gap line and what is shown below it. */
export function hidesSomething(round: Round, spot: Spot<On<'gap'>>): boolean {
  const above = before(spot).find((event) => event.kind !== 'joined')
  const below = following(spot).find((event) => isSeen(event) && event.kind !== 'joined')
  if (above?.kind !== 'shown' || below?.kind !== 'shown') return false
  return mentions(round).some(
    ({ event }) => event.channel === spot.event.channel && isBefore(above, event) && isBefore(event, below),
  )
}

/** The message of this sending is in the room, and was sent this once. */
export function isSentOnce(round: Round): (spot: Spot<On<'sent'>>) => boolean {
  const known = new Set(mentions(round).map(({ event }) => event.token))
  const tokens = all(round, 'sent').map(({ event }) => event.token)
  const again = new Set(tokens.filter((token, i) => tokens.indexOf(token) !== i))
  return ({ event: { token } }) => known.has(token) && !again.has(token)
}
