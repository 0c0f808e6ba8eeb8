import type { Log } from './events.ts'

/** Where something stands in the room's order: the msgid is `<life>-<seq in base 36>`. */
export interface Place {
  readonly life: string
  readonly seq: number
}

/** One of no such form stands in a life of its own, where nothing belongs. */
export function placeOf(msgid: string): Place {
  const dash = msgid.lastIndexOf('-')
  const seq = /^[\da-z]+$/.test(msgid.slice(dash + 1))
    ? Number.parseInt(msgid.slice(dash + 1), 36)
    : Number.NaN
  return dash > 0 && Number.isSafeInteger(seq) ? { life: msgid.slice(0, dash), seq } : { life: msgid, seq: 0 }
}

export type Order = (a: Place, b: Place) => number

/** The order of all lives: by who was connected to one first; lives that nobody was connected to come last. */
export function orderOf(logs: readonly Log[]): Order {
  const began = new Map<string, number>()
  for (const { events } of logs) {
    for (const event of events) {
      if (event.kind !== 'connected') continue
      began.set(event.life, Math.min(event.at, began.get(event.life) ?? Number.POSITIVE_INFINITY))
    }
  }
  const rank = new Map([...began].sort(([, a], [, b]) => a - b).map(([life], i) => [life, i]))
  const rankOf = ({ life }: Place): number => rank.get(life) ?? rank.size
  return (a, b) => rankOf(a) - rankOf(b) || a.seq - b.seq
}
