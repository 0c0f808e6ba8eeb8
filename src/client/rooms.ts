import type { Bye, Here } from '../protocol/datagram/here.ts'
import type { Source } from '../protocol/hub.ts'
import { isLoopback, parseIpv4 } from '../protocol/ipv4.ts'
import type { Pin } from './known.ts'
import { reach } from './reach.ts'

/** A room that was heard of. What is in here was signed by it. */
export interface Row {
  readonly here: Here
  readonly addresses: readonly string[]
  /** When each of its addresses was given last. */
  readonly ways: ReadonlyMap<string, number>
  /** Where it was heard first. */
  readonly source: string
  readonly pin: Pin
  readonly rttMs: number
  readonly heardAt: number
  /**
   * `leaving`: it said goodbye, and is asked whether that is so. `gone`: nobody answered. Kept, so that an older word of
   * it does not bring it back.
   */
  readonly state: 'here' | 'leaving' | 'gone'
}

/** Everything heard in one look: one row an identity, however many interfaces lead to it. */
export interface Rooms {
  /**
   * An answer to our own nonce; gives its row, or undefined when there is no place or no way to it. One that was asked
   * for after a goodbye is later than that, whatever number it has.
   */
  answered(here: Here, source: Source, at: number, rttMs: number, isLast?: boolean): Row | undefined
  /** An announcement: it keeps a known room alive, and makes no row. */
  announced(here: Here, at: number): void
  /** A goodbye; gives the row of who said it. */
  leaving(bye: Bye): Row | undefined
  /** Nobody answers there: it is gone, unless it has been heard since. */
  gone(id: string): void
  /** Whether a word of this speaker could change anything; asked before its signature is worth verifying. */
  isNews(word: Bye): boolean
  /** The rooms whose last word is not older than its ttl. */
  list(at: number): readonly Row[]
}

const mostRooms = 64
/** More than anybody runs on one computer. */
const mostPerSource = 8

/**
 * An empty table of rooms; `pinOf` says what is known of a room by its name. An address counts for `wayMs` after it was
 * given, as long as the room answers at others.
 */
export function openRooms(pinOf: (here: Here) => Pin, wayMs = Number.POSITIVE_INFINITY): Rooms {
  const rows = new Map<string, Row>()

  /** Of one life of one daemon, only later words count; another life shows itself by an answer only. */
  const isNews = ({ id, bootId, seq }: Bye): boolean => {
    const last = rows.get(id)?.here
    return last !== undefined && last.bootId === bootId && seq > last.seq
  }

  /** Rooms that were joined before come before strangers, who could fill the table. */
  const hasPlace = (pin: Pin, source: string): boolean => {
    const near = isLoopback(parseIpv4(source) ?? 0)
    const sameSource = Array.from(rows.values()).filter((row) => row.source === source)
    if (pin === 'same') return rows.size < mostRooms || evictStranger()
    return rows.size < mostRooms && (near || sameSource.length < mostPerSource)
  }

  const evictStranger = (): boolean => {
    for (const [id, row] of rows) if (row.pin !== 'same') return rows.delete(id)
    return false
  }

  return {
    isNews,
    answered(here, source, at, rttMs, isLast = false) {
      const last = rows.get(here.id)
      const pin = pinOf(here)
      const late = !isLast && last?.here.bootId === here.bootId && here.seq < last.here.seq
      const addresses = reach(here, source.address)
      if (addresses.length === 0 || (late && last.state !== 'here')) return undefined
      if (last === undefined && !hasPlace(pin, source.address)) return undefined
      const before = Array.from(last?.ways ?? []).filter(([, givenAt]) => at - givenAt < wayMs)
      const ways = new Map([...before, ...addresses.map((address) => [address, at] as const)])
      const row: Row = {
        here: late ? last.here : here,
        addresses: nearestFirst(Array.from(ways.keys())),
        ways,
        source: last?.source ?? source.address,
        pin,
        rttMs: last?.rttMs ?? rttMs,
        heardAt: at,
        state: 'here',
      }
      rows.set(here.id, row)
      return row
    },
    announced(here, at) {
      const last = rows.get(here.id)
      if (last === undefined || !isNews(here)) return
      rows.set(here.id, { ...last, here: { ...last.here, seq: here.seq }, heardAt: at, state: 'here' })
    },
    leaving(bye) {
      const last = rows.get(bye.id)
      if (last === undefined || !isNews(bye)) return undefined
      const row: Row = { ...last, here: { ...last.here, seq: bye.seq }, state: 'leaving' }
      rows.set(bye.id, row)
      return row
    },
    gone(id) {
      const last = rows.get(id)
      if (last?.state === 'leaving') rows.set(id, { ...last, state: 'gone' })
    },
    list: (at) =>
      Array.from(rows.values()).filter(
        ({ state, heardAt, here }) => state !== 'gone' && at - heardAt < here.ttlSeconds * 1_000,
      ),
  }
}

/** This host's own first, since no cable can be pulled there, and last what people cannot type. */
function nearestFirst(addresses: readonly string[]): readonly string[] {
  const rank = (address: string): number => {
    const ipv4 = parseIpv4(address)
    return ipv4 === undefined ? 2 : isLoopback(ipv4) ? 0 : 1
  }
  return addresses.toSorted((one, other) => rank(one) - rank(other))
}
