import type { DecodeFault } from '../../protocol/datagram.ts'
import { decode } from '../../protocol/datagram.ts'
import { decodeFrame } from '../../protocol/datagram/frame.ts'
import type { Query } from '../../protocol/datagram/query.ts'
import { isWanted } from '../../protocol/datagram/room-name.ts'
import type { Source } from '../../protocol/hub.ts'
import type { Limits } from '../../protocol/limits.ts'
import type { SourceFault } from './guards.ts'
import { addressesOf, isThisHost, sourceFault } from './guards.ts'
import type { Network } from './interfaces.ts'
import { openBucket, openBuckets } from './rates.ts'
import { openReplays } from './replays.ts'
import type { Self, Voice } from './voice.ts'

/** Why a datagram got no answer though it looked like one to answer. `busy`: the answers of this second are spent. */
export type DropReason = DecodeFault | SourceFault | 'rate' | 'busy' | 'no-room' | 'unsent' | 'fault'

/** What to do with a datagram. `silent`: nothing, and nothing is wrong with it either. */
export type Verdict =
  | { readonly do: 'answer'; readonly bytes: Uint8Array }
  | { readonly do: 'drop'; readonly reason: DropReason }
  | { readonly do: 'silent' }

export interface AnswersInput {
  readonly self: Self
  readonly voice: Voice
  readonly limits: Pick<Limits, 'datagramBytes' | 'discoveryPerSourcePerSecond' | 'discoveryAnswersPerSecond'>
  /** The networks of this host now; `source` is one that was not in them a moment ago. */
  networks(source: string): readonly Network[]
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

  return (bytes, source, at) => {
    if (bytes.length > limits.datagramBytes) return drop('length')
    const outside = decodeFrame(bytes)
    if (!outside.ok) return drop(outside.reason)
    if (outside.frame.type !== 'query') return silent
    const networks = input.networks(source.address)
    const fault = sourceFault(source, networks)
    if (fault !== undefined) return drop(fault)
    const own = isThisHost(source.address, networks)
    if (!(own ? thisHost.take(at) : sources.take(source.address, at))) return drop('rate')
    const decoded = decode(bytes)
    if (!decoded.ok) return drop(decoded.reason)
    if (decoded.datagram.type !== 'query' || !isForUs(decoded.datagram.query, self)) return silent
    return answer(decoded.datagram.query.nonce)

    function answer(nonce: string): Verdict {
      const key = `${source.address} ${nonce}`
      const given = replays.get(key, at)
      if (given === undefined && !own && !all.take(at)) return drop('busy')
      // The second query may be smaller than the first; its answer may not be larger all the same.
      const said = given ?? voice.answer(nonce, addressesOf(self, source.address, networks), bytes.length)
      if (said === undefined || said.length > bytes.length) return drop('no-room')
      if (given === undefined) replays.set(key, said, at)
      return { do: 'answer', bytes: said }
    }
  }
}

function isForUs({ want, known }: Query, { identity: { id }, room }: Self): boolean {
  return !known.includes(id.slice(0, 8)) && (want === undefined || isWanted(want, { id, room }))
}
