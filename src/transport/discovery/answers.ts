import type { DecodeFault } from '../../protocol/datagram.ts'
import { decode } from '../../protocol/datagram.ts'
import { decodeFrame } from '../../protocol/datagram/frame.ts'
import type { Query } from '../../protocol/datagram/query.ts'
import { isWanted } from '../../protocol/datagram/room-name.ts'
import type { Source } from '../../protocol/hub.ts'
import { isLoopback, parseIpv4 } from '../../protocol/ipv4.ts'
import type { Limits } from '../../protocol/limits.ts'
import type { SourceFault } from './guards.ts'
import { addressesOf, isThisHost, sourceFault } from './guards.ts'
import type { Surroundings } from './interfaces.ts'
import { openBucket, openBuckets } from './rates.ts'
import { openRelay } from './relay.ts'
import { openReplays } from './replays.ts'
import type { Self, Voice } from './voice.ts'

/** Why a datagram got no answer though it looked like one to answer. `busy`: the answers of this second are spent. */
export type DropReason = DecodeFault | SourceFault | 'rate' | 'busy' | 'no-room' | 'unsent' | 'fault' | 'via'

/**
 * What to do with a datagram. `silent`: no answer, and nothing is wrong with it either. `relay`: what the other daemons
 * of this host are told.
 */
export type Verdict =
  | { readonly do: 'answer'; readonly bytes: Uint8Array; readonly to: Source; readonly relay?: Uint8Array }
  | { readonly do: 'drop'; readonly reason: DropReason }
  | { readonly do: 'silent'; readonly relay?: Uint8Array }

export interface AnswersInput {
  readonly self: Self
  readonly voice: Voice
  readonly limits: Pick<Limits, 'datagramBytes' | 'discoveryPerSourcePerSecond' | 'discoveryAnswersPerSecond'>
  /** What is around this host now; `source` is an address that may be new there. */
  around(source: string): Surroundings
}

/**
 * Every client of this host asks from the same address, so that what is fair to a neighbour starves forty of them.
 * They share this many times what all neighbours have: a bound on what a wild one may cost, not on honest use.
 */
const thisHostTimes = 10

const silent: Verdict = { do: 'silent' }
const drop = (reason: DropReason): Verdict => ({ do: 'drop', reason })

/**
 * Decides about one datagram after the other, cheap checks first: size, magic, source, rate; then JSON; a signature
 * is made last. What it promises:
 * - an answer is never larger than its query, and goes to no address outside this host's networks;
 * - this host and its neighbours have tokens of their own: neither can take the answers of the other;
 * - a query that comes twice is answered without a signature, and to a neighbour at no higher rate than a new one:
 *   its address may be forged;
 * - only queries are answered, so that two daemons cannot be made to talk to each other forever.
 */
export function openAnswers(input: AnswersInput): (bytes: Uint8Array, source: Source, at: number) => Verdict {
  const { self, voice, limits } = input
  const sources = openBuckets(limits.discoveryPerSourcePerSecond)
  const all = openBucket(limits.discoveryAnswersPerSecond)
  const thisHost = openBucket(limits.discoveryAnswersPerSecond * thisHostTimes)
  const replays = openReplays()
  const relay = openRelay(limits.discoveryAnswersPerSecond)

  return (bytes, heardFrom, at) => {
    if (bytes.length > limits.datagramBytes) return drop('length')
    const outside = decodeFrame(bytes)
    if (!outside.ok) return drop(outside.reason)
    if (outside.frame.type !== 'query') return silent
    const around = input.around(heardFrom.address)
    const fault = sourceFault(heardFrom, around.networks)
    if (fault !== undefined) return drop(fault)
    const own = isThisHost(heardFrom.address, around)
    if (!(own ? thisHost.take(at) : sources.take(heardFrom.address, at))) return drop('rate')
    const decoded = decode(bytes)
    if (!decoded.ok) return drop(decoded.reason)
    if (decoded.datagram.type !== 'query') return silent
    const { query } = decoded.datagram
    if (query.via !== undefined) return passedOn(query, query.via)
    const told = relay(query, heardFrom, at)
    const more = told === undefined ? {} : { relay: told }
    return isForUs(query, self)
      ? { ...answer(query.nonce, heardFrom, own), ...more }
      : { do: 'silent', ...more }

    /** As if it had come from who asked, unless it has come from there already: that one was sent to everybody. */
    function passedOn(query: Query, source: Source): Verdict {
      if (!isLoopback(parseIpv4(heardFrom.address) ?? 0)) return drop('via')
      const around = input.around(source.address)
      const fault = sourceFault(source, around.networks)
      if (fault !== undefined) return drop(fault)
      if (!isForUs(query, self) || replays.get(keyOf(source, query.nonce), at) !== undefined) return silent
      return answer(query.nonce, source, isThisHost(source.address, around))
    }

    function answer(nonce: string, source: Source, own: boolean): Verdict {
      const key = keyOf(source, nonce)
      const given = replays.get(key, at)
      if (given === undefined && !own && !all.take(at)) return drop('busy')
      // The second query may be smaller than the first; its answer may not be larger all the same.
      const addresses = addressesOf(self, source.address, input.around(source.address))
      const said = given ?? voice.answer(nonce, addresses, bytes.length)
      if (said === undefined || said.length > bytes.length) return drop('no-room')
      if (given === undefined) replays.set(key, said, at)
      return { do: 'answer', bytes: said, to: source }
    }
  }
}

const keyOf = ({ address }: Source, nonce: string): string => `${address} ${nonce}`

function isForUs({ want, known }: Query, { identity: { id }, room }: Self): boolean {
  return !known.includes(id.slice(0, 8)) && (want === undefined || isWanted(want, { id, room }))
}
