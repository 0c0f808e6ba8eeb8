import type { Clock } from '../../../protocol/clock.ts'
import { dnsMessage, typeNumbers } from '../../../protocol/dns/message.ts'
import type { Source } from '../../../protocol/hub.ts'
import { parseZoned } from '../../../protocol/zoned.ts'
import type { Surroundings, Target } from '../interfaces.ts'
import type { OpenUdp } from '../udp.ts'
import { type Hint, hintsIn } from './hints.ts'
import { groupOf, netKey, openNets } from './nets.ts'
import { ownKinds } from './service.ts'

interface BrowserInput {
  readonly open: OpenUdp
  readonly clock: Clock
  /** Told of each place once, and again when it was gone in between. */
  readonly hinted: (place: Place) => void
  /** Told of everything that is sent. */
  readonly sent: (on: Target, to: string, code: string | undefined) => void
}

/** Where a room may be. */
export interface Place {
  /** With its zone where it is link-local of IPv6. */
  readonly address: string
  readonly udpPort: number | undefined
  /** The TCP port of chat, as far as it was said. */
  readonly tcpPort: number | undefined
}

/** Asks by multicast DNS who is there. */
export interface Browser {
  follow(around: Surroundings): Promise<void>
  /** Asks on each network, unless it was asked there lately. */
  ask(): void
  /** Where rooms may be. */
  places(): readonly Place[]
  close(): void
}

/** So many places are asked: whoever answers to everything has us send to everybody. */
const mostPlaces = 16
/** RFC 6762 §5.2: the second question comes a second after the first, and each pause is twice the one before. */
const firstGapMs = 1_000
const longestGapMs = 3_600_000
/** A step of the ladder that comes so little before a question may be asked again means that question. */
const soonMs = 90

const question = dnsMessage({ questions: ownKinds.map((name) => ({ name, type: typeNumbers.PTR })) })

/** Asks nobody yet. */
export function openBrowser({ open, clock, hinted, sent }: BrowserInput): Browser {
  /** By address. */
  const places = new Map<string, Place>()
  /** When each network may be asked again. */
  const nets = new Map<string, { readonly on: Target; readonly notBefore: number; readonly gapMs: number }>()
  let isAsking = false
  const speaker = openNets({ open, clock, heard, opened, closed, tell })

  function heard(message: Parameters<typeof hintsIn>[0], source: Source, on: Target): void {
    for (const hint of hintsIn(message, parseZoned(source.address)?.address ?? source.address)) take(hint, on)
  }

  function take({ address: given, udpPort, tcpPort, isGone }: Hint, on: Target): void {
    const zoned = `${given}%${on.interface}`
    const address = given.includes(':') ? zoned : given
    if (given.includes(':') && parseZoned(zoned) === undefined) return
    if (isGone) places.delete(address)
    else if (!places.has(address) && places.size < mostPlaces) {
      const place = { address, udpPort, tcpPort }
      places.set(address, place)
      hinted(place)
    }
  }

  function opened(on: Target): void {
    nets.set(netKey(on), { on, notBefore: clock.now(), gapMs: firstGapMs })
    if (isAsking) void ask(netKey(on))
  }

  function closed(on: Target): void {
    nets.delete(netKey(on))
  }

  function tell(on: Target, code: string | undefined): void {
    if (code !== undefined) sent(on, groupOf(on), code)
  }

  async function ask(key: string): Promise<void> {
    const net = nets.get(key)
    const at = clock.now()
    if (net === undefined) return
    const earlyMs = net.notBefore - at
    // Sockets open a moment after the look began, and their first question is as much later than the first step.
    if (earlyMs > 0 && earlyMs <= soonMs) clock.after(earlyMs, () => void ask(key))
    if (earlyMs > 0) return
    nets.set(key, { ...net, notBefore: at + net.gapMs, gapMs: Math.min(longestGapMs, net.gapMs * 2) })
    if ((await speaker.send(net.on, question)) === undefined) sent(net.on, groupOf(net.on), undefined)
  }

  return {
    follow: (around) => speaker.follow(around),
    ask() {
      isAsking = true
      for (const key of nets.keys()) void ask(key)
    },
    places: () => Array.from(places.values()),
    close() {
      nets.clear()
      speaker.close()
    },
  }
}
