import type { Note } from '../../ops/events.ts'
import { cleanRoom } from '../../protocol/datagram/room-name.ts'
import type { Clock } from '../../protocol/clock.ts'
import type { Source } from '../../protocol/hub.ts'
import type { Limits } from '../../protocol/limits.ts'
import { openAnnouncer } from './announcer.ts'
import { openAnswers } from './answers.ts'
import type { DropReason } from './answers.ts'
import { systemClock } from './clock.ts'
import { boundTo } from './bound.ts'
import { openDrops } from './drops.ts'
import { openEars } from './ears.ts'
import { isNeighbour } from './guards.ts'
import { lookAround } from './interfaces.ts'
import type { Surroundings } from './interfaces.ts'
import { type Publisher, openPublisher } from './mdns/publisher.ts'
import { siblings } from './relay.ts'
import { openScan } from './scan.ts'
import { openUdp } from './udp.ts'
import type { OpenUdp } from './udp.ts'
import { openVoice } from './voice.ts'
import type { Self } from './voice.ts'

export interface BeaconInput extends Self {
  /** UDP port; 0 takes a free one. */
  readonly port: number
  /** A socket that is bound there for IPv4 already, by its descriptor. */
  readonly fd?: number | undefined
  readonly limits: Limits
  /** Published by multicast DNS, and whether that says that there is TLS only; absent: not published. */
  readonly mdns?: { readonly isTlsOnly: boolean }
  readonly note: Note
  /** Called at most once, when the socket fails after it was open; the beacon is closed then. */
  onFailed(error: Error): void
  readonly clock?: Clock
  /** A number from 0 to below 1. Default: Math.random. */
  readonly random?: () => number
  readonly open?: OpenUdp
  /** Lists the interfaces of this host. */
  readonly look?: () => Surroundings
  /** The time of day, ms. Default: Date.now. */
  readonly wallMs?: () => number
}

/** The daemon's side of discovery. */
export interface Beacon {
  /** The UDP port it answers on. */
  readonly port: number
  /** Queries answered since the start. */
  answered(): number
  /** Datagrams dropped since the start, by reason. */
  readonly dropped: ReadonlyMap<DropReason, number>
  /** Stops answering at once; with `goodbye`, says so on every network first, for at most 300 ms. Never throws. */
  close(goodbye: boolean): Promise<void>
}

/** However many interfaces hang, a stop is not held up by more. */
const byeMs = 300

/** How often a query from an unknown network may make us look at the interfaces again. */
const lookMs = 100

/** Makes the room findable: answers queries and announces. Rejects when the port cannot be bound, or the name not shown. */
export async function openBeacon(input: BeaconInput): Promise<Beacon> {
  const { note, clock = systemClock, random = Math.random, open = openUdp } = input
  const look = boundTo(input.bind, input.look ?? lookAround)
  if (cleanRoom(input.room) === '')
    throw new Error('The room cannot be announced: nothing in its name can be seen. Give it one that can.')
  const drops = openDrops(note)
  const voice = openVoice(input)
  const answers = openAnswers({ self: input, voice, limits: input.limits, around: aroundOf })
  let answered = 0
  let around = look()
  let lookedAt = clock.now()
  let closing: Promise<void> | undefined

  const ears = await openEars({
    port: input.port,
    fd: input.fd,
    bind: input.bind,
    open,
    taken: (instead) => note('discovery.port-taken', { port: input.port, instead }),
    heard,
    failed,
    trouble: (name, code) => note('discovery.interface-failed', { interface: name, code }),
  })
  /** Where everybody asks and listens, also where it is somebody else's here. */
  const port = input.port === 0 ? ears.port : input.port
  note('discovery.listening', { port: ears.port, id: input.identity.id })
  const publisher = openPublished()
  looked(around)
  const announcer = openAnnouncer({
    port,
    bind: input.bind,
    voice,
    clock,
    random,
    note,
    open,
    look: lookAgain,
    failed,
  })
  const stopScan = openScan({
    clock,
    wallMs: input.wallMs ?? Date.now,
    look: lookAgain,
    looked,
    changed() {
      note('discovery.network-changed', { networks: around.targets.length })
      announcer.again()
      publisher?.again()
    },
  })
  function openPublished(): Publisher | undefined {
    if (input.mdns === undefined) return undefined
    const { identity, room, tcpPort } = input
    const udpPort = ears.port === port ? undefined : ears.port
    const { isTlsOnly } = input.mdns
    const said = { id: identity.id, room: cleanRoom(room), tcpPort, udpPort, isTlsOnly }
    const fingerprint = (): string | undefined => input.tlsFingerprint?.()
    return openPublisher({ room: () => ({ ...said, fingerprint: fingerprint() }), clock, random, note, open })
  }

  function looked(around: Surroundings): void {
    ears.join(around.targets)
    void publisher?.follow(around)
  }

  function heard(bytes: Uint8Array, source: Source): void {
    if (closing !== undefined) return
    const at = clock.now()
    try {
      const verdict = answers(bytes, source, at)
      if (verdict.do === 'drop') drops.add(verdict.reason, source.address, at)
      if (verdict.do === 'answer') void answer(verdict.bytes, verdict.to, bytes.length)
      if (verdict.do !== 'drop' && verdict.relay !== undefined) void ears.send(verdict.relay, port, siblings)
    } catch {
      // A fault of ours in what a stranger sent: it costs that datagram, not the daemon.
      drops.add('fault', source.address, at)
    }
  }

  async function answer(bytes: Uint8Array, { address, port }: Source, bytesIn: number): Promise<void> {
    const code = await ears.send(bytes, port, address)
    if (code !== undefined) {
      drops.add('unsent', address, clock.now())
      return
    }
    answered += 1
    note('discovery.query', { address, port, bytesIn, bytesOut: bytes.length })
  }

  function aroundOf(source: string): Surroundings {
    if (!isNeighbour(source, around.networks) && clock.now() - lookedAt >= lookMs) lookAgain()
    return around
  }

  function lookAgain(): Surroundings {
    lookedAt = clock.now()
    around = look()
    return around
  }

  function failed(error: Error): void {
    if (closing !== undefined) return
    void close(false)
    input.onFailed(error)
  }

  function close(goodbye: boolean): Promise<void> {
    closing ??= finish(goodbye)
    return closing
  }

  async function finish(goodbye: boolean): Promise<void> {
    stopScan()
    announcer.stop()
    if (goodbye) {
      void publisher?.bye()
      let cancel = (): void => undefined
      const late = new Promise<void>((done) => {
        cancel = clock.after(byeMs, done)
      })
      const bye = announcer.bye().then(() => publisher?.bye())
      await Promise.race([bye, late]).catch(() => undefined)
      cancel()
    }
    publisher?.close()
    ears.close()
  }

  return { port: ears.port, answered: () => answered, dropped: drops.totals, close }
}
