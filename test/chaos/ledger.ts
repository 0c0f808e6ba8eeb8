import type { Event, Log, Round, Shown } from './events.ts'
import { type Order, type Place, orderOf, placeOf } from './place.ts'

/** A message of a token in a channel, as its sender has it. */
export interface Sent {
  readonly client: string
  readonly channel: string
  readonly token: string
  readonly text: string
  /** The first time. */
  readonly at: number
  /** The lives that it was sent to. */
  readonly lives: Set<string>
}

/** A message that was in the room: somebody was shown it or had its echo. */
export interface Known {
  readonly msgid: string
  readonly place: Place
  readonly sent: Sent
  /** When its sender first knew; none where it never did. */
  readonly echoedAt: number | undefined
  /** When anybody first knew. */
  readonly knownAt: number
}

/** What all logs of a round say together. What nobody sent is not in it: that is rule I1's. */
export interface Ledger {
  readonly round: Round
  readonly order: Order
  /** By `keyOf`; those of one sender in the order of the first sending. */
  readonly sent: ReadonlyMap<string, Sent>
  /** By msgid, in the room's order. */
  readonly known: ReadonlyMap<string, Known>
  /** The same by channel. */
  readonly channels: ReadonlyMap<string, readonly Known[]>
  /** Sent, and nobody knows whether the room took it. */
  readonly unresolved: readonly Sent[]
  /** By client: every nick that it had. */
  readonly nicks: ReadonlyMap<string, ReadonlySet<string>>
}

/** A token is unique within its channel. */
export const keyOf = ({ channel, token }: { channel: string; token: string }): string => `${channel} ${token}`

/** What is on a client's screen, from top to bottom. */
export function shownBy({ events }: Log): (Event & Shown)[] {
  return events.filter((event) => event.kind === 'shown')
}

export function ledgerOf(round: Round): Ledger {
  const order = orderOf(round.logs)
  const sent = sentIn(round.logs)
  const known = knownIn(round.logs, sent, order)
  const resolved = new Set([...known.values()].map((one) => one.sent))
  const channels = new Map<string, Known[]>()
  for (const one of known.values()) {
    const { channel } = one.sent
    const others = channels.get(channel)
    if (others === undefined) channels.set(channel, [one])
    else others.push(one)
  }
  return {
    round,
    order,
    sent,
    known,
    channels,
    unresolved: [...sent.values()].filter((one) => !resolved.has(one)),
    nicks: new Map(round.logs.map(({ client, events }) => [client, nicksIn(events)])),
  }
}

function sentIn(logs: readonly Log[]): Map<string, Sent> {
  const sent = new Map<string, Sent>()
  for (const { client, events } of logs) {
    let life = ''
    for (const event of events) {
      if (event.kind === 'connected') life = event.life
      if (event.kind !== 'sent') continue
      const { channel, token, text, at } = event
      const one = sent.get(keyOf(event)) ?? { client, channel, token, text, at, lives: new Set() }
      one.lives.add(life)
      sent.set(keyOf(event), one)
    }
  }
  return sent
}

function knownIn(logs: readonly Log[], sent: ReadonlyMap<string, Sent>, order: Order): Map<string, Known> {
  const known = new Map<string, Known>()
  for (const { events } of logs) {
    for (const event of events) {
      if (event.kind !== 'shown' && event.kind !== 'echoed') continue
      const { msgid, at } = event
      const of = sent.get(keyOf(event))
      if (of === undefined) continue
      const before = known.get(msgid) ?? {
        msgid,
        place: placeOf(msgid),
        sent: of,
        knownAt: at,
        echoedAt: undefined,
      }
      const echoedAt = event.kind === 'echoed' ? Math.min(at, before.echoedAt ?? at) : before.echoedAt
      known.set(msgid, { ...before, echoedAt, knownAt: Math.min(at, before.knownAt) })
    }
  }
  return new Map([...known].sort(([, a], [, b]) => order(a.place, b.place)))
}

function nicksIn(events: readonly Event[]): Set<string> {
  return new Set(events.flatMap((event) => (event.kind === 'named' ? [event.nick] : [])))
}
