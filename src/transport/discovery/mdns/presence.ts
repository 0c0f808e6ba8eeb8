import type { Clock } from '../../../protocol/clock.ts'
import {
  type DnsMessage,
  type ResourceRecord,
  dnsMessage,
  nameKey,
  typeNumbers,
} from '../../../protocol/dns/message.ts'
import { answersTo, besides } from './answer.ts'
import { hasLost, isConflict } from './contest.ts'
import { type Records, recordKey } from './service.ts'

interface PresenceInput {
  readonly clock: Clock
  /** A number from 0 to below 1. */
  readonly random: () => number
  /** What there is to say now. */
  readonly records: () => Records
  readonly isOwnAddress: (address: string) => boolean
  readonly send: (message: DnsMessage) => Promise<unknown>
  /** Somebody else has a name of ours and keeps it. */
  readonly conflicted: () => void
  /** All names are ours. */
  readonly published: () => void
}

/** A room on one network, to who speaks multicast DNS there. */
export interface Presence {
  heard(message: DnsMessage): void
  /** Asks anew whether its names are free. */
  restart(afterMs: number): void
  /** Says all once more: somebody new may hear it. */
  again(): void
  /** Takes back all that was said; resolves when that is on its way. */
  bye(): Promise<unknown>
  /** Says nothing any more. */
  stop(): void
}

/** RFC 6762 §8.1, §8.3: three questions, two announcements. */
const probes = 3
const probeGapMs = 250
const announceGapMs = 1_000
/** §8.2: who has lost a name waits, and then hears the winner. */
const lostMs = 1_000
/** §6: of what is shared all answer, and not together; §7.2: who knows much says so in several messages. */
const answerAfterMs = 20
const truncatedAfterMs = 400
const scatterMs = 100
/** §6: nothing is said more often, but to keep a name. */
const quietMs = 1_000
const quietToProbeMs = 250

/** Begins to ask for its names (RFC 6762 §8). `probing`: nothing is answered, since nothing is ours yet. */
export function openPresence(input: PresenceInput): Presence {
  const { clock, random, records, send, isOwnAddress } = input
  let state: 'probing' | 'there' | 'stopped' = 'probing'
  let cancel = (): void => undefined
  let cancelAnswer: (() => void) | undefined
  let pending: readonly ResourceRecord[] = []
  /** When each record was said last. */
  const saidAt = new Map<string, number>()
  restart(0)

  function restart(afterMs: number): void {
    stop()
    state = 'probing'
    cancel = clock.after(afterMs + random() * probeGapMs, () => probe(probes))
  }

  function probe(left: number): void {
    const { unique } = records()
    if (left === 0) {
      state = 'there'
      input.published()
      again()
      return
    }
    const names = new Map(unique.map(({ name }) => [nameKey(name), name]))
    const questions = Array.from(names.values(), (name) => ({ name, type: typeNumbers.ANY }))
    void send(dnsMessage({ questions, authorities: unique }))
    cancel = clock.after(probeGapMs, () => probe(left - 1))
  }

  function again(): void {
    if (state !== 'there') return
    cancel()
    announce()
    cancel = clock.after(announceGapMs, announce)
  }

  function announce(): void {
    const { shared, unique } = records()
    respond([...shared, ...unique], [])
  }

  function respond(answers: readonly ResourceRecord[], additionals: readonly ResourceRecord[]): void {
    for (const record of answers) saidAt.set(recordKey(record), clock.now())
    void send(dnsMessage({ isResponse: true, answers, additionals }))
  }

  function answer(): void {
    const given = pending
    pending = []
    cancelAnswer = undefined
    if (given.length > 0) respond(given, besides(given, records()))
  }

  function asked(message: DnsMessage): void {
    const isProbe = message.authorities.length > 0
    const at = clock.now()
    const isQuiet = (record: ResourceRecord): boolean =>
      at - (saidAt.get(recordKey(record)) ?? Number.NEGATIVE_INFINITY) >= (isProbe ? quietToProbeMs : quietMs)
    const answers = answersTo(message, records()).filter(isQuiet)
    if (answers.length === 0) return
    const keys = new Set(pending.map(recordKey))
    pending = [...pending, ...answers.filter((one) => !keys.has(recordKey(one)))]
    if (answers.every(({ isUnique }) => isUnique)) {
      cancelAnswer?.()
      return answer()
    }
    const afterMs = message.isTruncated ? truncatedAfterMs : answerAfterMs
    cancelAnswer ??= clock.after(afterMs + random() * scatterMs, answer)
  }

  function heard(message: DnsMessage): void {
    if (state === 'stopped') return
    const { unique } = records()
    if (!message.isResponse) {
      if (state === 'there') asked(message)
      else if (hasLost(unique, message.authorities, isOwnAddress)) restart(lostMs)
      return
    }
    const said = [...message.answers, ...message.additionals]
    if (!said.some((record) => isConflict(record, unique, isOwnAddress))) return
    // One that has been ours is asked for again; who has it answers, and is left it (§9).
    if (state === 'there') restart(0)
    else input.conflicted()
  }

  function stop(): void {
    state = 'stopped'
    cancel()
    cancelAnswer?.()
    cancelAnswer = undefined
    pending = []
    saidAt.clear()
  }

  return {
    heard,
    restart,
    again,
    stop,
    async bye() {
      if (state !== 'there') return
      const { shared, unique } = records()
      const answers = [...shared, ...unique].map((record) => ({ ...record, ttlSeconds: 0 }))
      await send(dnsMessage({ isResponse: true, answers }))
    },
  }
}
