import { type CapSet, namesIn, withValues } from '../../protocol/caps.ts'
import { cutWire } from '../../protocol/wire.ts'
import { fillLines } from '../fill.ts'
import { type Peer, nickOf } from '../peer.ts'
import type { Room } from '../room.ts'
import { spaceAfter } from '../space.ts'

/** From this version on a client knows values, lists of several lines, and cap-notify, which it then has and keeps. */
export const featuresVersion = 302

/**
 * What becomes of a list that is longer than a line:
 * - `starred`: all lines but the last say that more follow, which clients of 302 understand;
 * - `first`: as much as one line holds, for all others;
 * - `repeated`: each line stands for itself.
 */
export type Overflow = 'starred' | 'first' | 'repeated'

/** The parameters of as many CAP lines as the words need; one, with an empty list, for none. */
export function capLines(
  room: Room,
  peer: Peer,
  subcommand: string,
  words: readonly string[],
  overflow: Overflow,
): string[][] {
  const nick = nickOf(peer, room)
  const space = spaceAfter(room, room.facts.server, 'CAP', nick, subcommand, '*')
  const lists = fillLines(
    words.map((word) => cutWire(word, space)),
    space,
  )
  const shown = overflow === 'first' ? lists.slice(0, 1) : lists
  if (shown.length === 0) return [[nick, subcommand, '']]
  const last = shown.length - 1
  return shown.map((list, i) =>
    overflow === 'starred' && i < last ? [nick, subcommand, '*', list] : [nick, subcommand, list],
  )
}

/** A set as it is offered to a peer whose client is of this version. */
export function offerWords({ facts }: Room, { tls }: Peer, set: CapSet, version: number): string[] {
  const names = namesIn(set)
  const told = { limits: facts.limits, hasCertificate: tls?.certificate !== undefined }
  return version >= featuresVersion ? withValues(names, told) : names
}

/** IRCv3 sts: a capability that nobody may ask for. In plain text it says where TLS is, in TLS for how long it holds. */
export function stsWords({ config: { sts } }: Room, { tls }: Peer, version: number): string[] {
  if (sts === undefined || version < featuresVersion) return []
  return [tls === undefined ? `sts=port=${sts.port}` : `sts=duration=${sts.seconds}`]
}
