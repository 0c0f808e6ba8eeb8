import type { Note } from '../../../ops/events.ts'
import type { Clock } from '../../../protocol/clock.ts'
import { formatIpv4 } from '../../../protocol/ipv4.ts'
import { parseZoned } from '../../../protocol/zoned.ts'
import type { Surroundings, Target } from '../interfaces.ts'
import { openTroubles } from '../troubles.ts'
import type { OpenUdp } from '../udp.ts'
import { netKey, openNets } from './nets.ts'
import { type Presence, openPresence } from './presence.ts'
import { type Published, instanceLabel, recordsOf } from './service.ts'

export interface PublisherInput {
  /** What is said of the room now. */
  readonly room: () => Omit<Published, 'conflicts'>
  readonly clock: Clock
  /** A number from 0 to below 1. */
  readonly random: () => number
  readonly note: Note
  readonly open: OpenUdp
}

/** The room, as everybody's programs list it: `avahi-browse -rt _irc._tcp`. */
export interface Publisher {
  /** To be called at every look at the interfaces. */
  follow(around: Surroundings): Promise<void>
  /** Says all once more: somebody new may hear it. */
  again(): void
  /** Takes back all that was said; resolves when that is on its way. */
  bye(): Promise<void>
  close(): void
}

/** RFC 6762 §8.1: who has lost so many names is being fooled, and asks for the next one later. */
const mostConflicts = 3
const fooledMs = 5_000

/** Publishes on every network, and begins when it is told of one. Never throws: a network that fails is noted. */
export function openPublisher({ room, clock, random, note, open }: PublisherInput): Publisher {
  const presences = new Map<string, Presence>()
  const troubles = openTroubles((name, code) => note('discovery.interface-failed', { interface: name, code }))
  let around: Surroundings = { networks: [], targets: [] }
  let conflicts = 0
  let said: string | undefined
  const nets = openNets({ open, clock, heard, opened, closed, tell })

  const published = (): Published => ({ ...room(), conflicts })

  function opened(on: Target): void {
    const presence = openPresence({
      clock,
      random,
      records: () => recordsOf(published(), addressesOn(on.interface, around)),
      isOwnAddress: (address) => isOwn(address, around),
      send: (message) => nets.send(on, message),
      conflicted,
      published: tellName,
    })
    presences.set(netKey(on), presence)
  }

  function heard(message: Parameters<Presence['heard']>[0], _: unknown, on: Target): void {
    presences.get(netKey(on))?.heard(message)
  }

  function closed(on: Target): void {
    presences.get(netKey(on))?.stop()
    presences.delete(netKey(on))
  }

  /** One name on all networks: they may be one for who sees both. */
  function conflicted(): void {
    conflicts += 1
    const afterMs = conflicts < mostConflicts ? 0 : fooledMs
    for (const presence of presences.values()) presence.restart(afterMs)
  }

  function tellName(): void {
    const name = instanceLabel(published())
    if (name === said) return
    said = name
    note('discovery.published', { name })
  }

  function tell({ interface: name, rung }: Target, code: string | undefined): void {
    troubles.sent(`${name} (mDNS${rung === 'multicast' ? ', IPv6' : ''})`, [code])
  }

  return {
    async follow(now) {
      around = now
      await nets.follow(now)
    },
    again() {
      for (const presence of presences.values()) presence.again()
    },
    async bye() {
      await Promise.all(Array.from(presences.values(), (presence) => presence.bye()))
    },
    close() {
      for (const presence of presences.values()) presence.stop()
      nets.close()
    },
  }
}

/** The addresses of an interface, without a zone: its name is nobody else's. */
function addressesOn(name: string, { networks, targets }: Surroundings): string[] {
  const ipv4 = networks.filter((net) => net.interface === name).map((net) => formatIpv4(net.address))
  const links = targets
    .filter((target) => target.interface === name)
    .map(({ bind }) => parseZoned(bind)?.address)
  return [...ipv4, ...links.filter((address) => address !== undefined)]
}

function isOwn(address: string, { networks, targets }: Surroundings): boolean {
  return (
    networks.some((net) => formatIpv4(net.address) === address) ||
    targets.some(({ bind }) => parseZoned(bind)?.address === address)
  )
}
