import type { Event, Log, Round } from './events.ts'

/** An event of a round with where it stands. */
export interface Spot<E extends Event = Event> {
  readonly log: Log
  readonly i: number
  readonly event: E
}

export type On<K extends Event['kind']> = Extract<Event, { kind: K }>

/** Every event of a kind, log by log. */
export function all<K extends Event['kind']>({ logs }: Round, kind: K): Spot<On<K>>[] {
  const isIt = (event: Event): event is On<K> => event.kind === kind
  return logs.flatMap((log) => log.events.flatMap((event, i) => (isIt(event) ? [{ log, i, event }] : [])))
}

/** Pairs of one log and channel with none of their kind between them. */
export function neighbours<E extends Event & { channel: string }>(
  spots: readonly Spot<E>[],
): [Spot<E>, Spot<E>][] {
  return spots.flatMap((one, n) => {
    const other = spots.slice(n + 1).find(({ event }) => event.channel === one.event.channel)
    return other?.log === one.log ? [[one, other]] : []
  })
}

/** The round with other events, or none, in the place of one. */
export function edit(round: Round, { log, i }: Spot, ...events: Event[]): Round {
  return inLog(round, log, (before) => before.toSpliced(i, 1, ...events))
}

/** The round with two events that have changed places, each at the time of the other. */
export function swap<E extends Event>(round: Round, one: Spot<E>, other: Spot<E>): Round {
  const first = edit(round, one, { ...other.event, at: one.event.at })
  return edit(first, other, { ...one.event, at: other.event.at })
}

/** The round with one more event at the end of a log. */
export function append(round: Round, log: Log, event: Event): Round {
  return inLog(round, log, (before) => [...before, { ...event, at: 1_000_000 }])
}

/** By its client, since the logs of an edited round are others. */
function inLog(round: Round, { client }: Log, change: (events: readonly Event[]) => Event[]): Round {
  const logs = round.logs.map((log) => (log.client === client ? { client, events: change(log.events) } : log))
  return { ...round, logs }
}
