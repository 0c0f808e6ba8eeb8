import { mostConnections } from './limits.ts'
import type { DaemonInput } from '../../actors/daemon.ts'
import type { Operations } from '../../actors/operations.ts'
import type { Inheritance } from '../../actors/state.ts'
import { openLocalSequencer } from '../../actors/sequencer.ts'
import { createCloak } from '../../ops/cloak.ts'
import { openFilesLimit } from '../../ops/descriptors.ts'
import { type GivenSockets, takeSocket } from '../../ops/given-sockets.ts'
import { NodeHashing } from '../../ops/hashing.ts'
import type { Identity } from '../../ops/identity.ts'
import type { Log } from '../../ops/log.ts'
import { defaultPort, discoveryPort } from '../../protocol/ports.ts'
import { isFindable } from '../../transport/discovery/bound.ts'
import { openBeacon } from '../../transport/discovery/beacon.ts'
import type { Site } from '../../transport/http/site.ts'
import { type Listener, openListener } from '../../transport/listener.ts'
import type { DaemonOptions } from '../config/daemon-options.ts'
import type { OpenAccounts } from './accounts.ts'
import { factsOf } from './facts.ts'
import { heardOf } from './heard.ts'
import type { OpenOperations } from './operations.ts'
import { Reach } from './reach.ts'
import type { Tls } from './tls.ts'

/** What the daemon tells of its discovery. */
export interface DiscoveryCounts {
  readonly answered: number
  /** Datagrams that got no answer, by reason. */
  readonly dropped: Readonly<Record<string, number>>
}

export interface DaemonParts {
  readonly options: DaemonOptions
  readonly log: Pick<Log, 'note' | 'child' | 'heard'>
  readonly identity: Identity
  /** The life of this daemon, 8 hexadecimal digits. */
  readonly boot: string
  readonly version: string
  readonly tls: Pick<Tls, 'context' | 'certificate'>
  readonly site: Pick<Site, 'files' | 'readiness' | 'metrics'>
  /** Absent: nobody can be an operator. */
  readonly operations?: OpenOperations | undefined
  /** Reads what operators may have read again. */
  readonly reread?: Operations['reread'] | undefined
  /** Absent: those that the options allow. */
  readonly reach?: Reach | undefined
  /** Absent: accounts live as long as the daemon. */
  readonly accounts?: Pick<OpenAccounts, 'accounts' | 'keep' | 'drop'> | undefined
  /** Sockets that are open already. */
  readonly given?: GivenSockets | undefined
  /** The number of the latest announcement of this life. Changed in place: discovery may be opened again. */
  readonly announcements?: { seq: number }
  /** Asked when discovery is closed: whether the room goes on in another process. */
  readonly isHandedOver?: () => boolean
  /** The room of another process. */
  readonly inheritance?: Inheritance | undefined
  readonly listening: (port: number) => void
  /** Told each time the port is opened. */
  readonly accepting?: (listener: Listener) => void
  /** Told each time discovery is opened: how to ask what it did. */
  readonly discovering?: (count: () => DiscoveryCounts) => void
}

/** Wires clocks, sockets and the log into what the actors ask for. */
export function daemonInput(parts: DaemonParts): DaemonInput {
  const { options, log, identity, boot, version, listening, discovering, operations, reread, tls } = parts
  const { reach = new Reach(options), given = { tcp: undefined, udp: undefined } } = parts
  const facts = factsOf(parts)
  const { limits } = facts
  const maxConnections = mostConnections(openFilesLimit())
  const { note, heard } = log
  const { announcements = { seq: 0 } } = parts
  return {
    note,
    listening,
    room: {
      facts,
      config: operations?.config ?? { motd: [], hiddenCaps: [] },
      operations: operations && reread && { ...operations.operators, reread },
      password: operations?.password,
      // For as long as this life of the room goes on, also in another process.
      cloak: createCloak(identity.secret(`cloak ${boot}`)),
      hashing: new NodeHashing(),
      inheritance: parts.inheritance,
      accounts: parts.accounts?.accounts,
      keepAccount: parts.accounts?.keep,
      dropAccount: parts.accounts?.drop,
      nowMs: Date.now,
      steadyMs: () => performance.now(),
      defer: setImmediate,
      later: (ms, callback) => void setTimeout(callback, ms),
      openSequencer: openLocalSequencer,
      maxConnections,
      note,
      noteFor: log.child,
      heard: heard === undefined ? undefined : (line) => heard(heardOf(line)),
    },
    openListener: async (opened, failed) => {
      const { port, bind } = options
      const { allowed, hosts, origins } = reach
      const site = { ...parts.site, hosts, origins, isTlsOnly: options.requireTls }
      const from = { fd: takeSocket(given, 'tcp'), port, bind, allowed, limits, maxConnections }
      const listener = await openListener({ ...from, tls: tls.context, site, note, opened, failed })
      parts.accepting?.(listener)
      return listener
    },
    openDiscovery:
      options.discovery && isFindable(options.bind)
        ? async (tcpPort, onFailed) => {
            const port = discoveryPort(process.env)
            const self = {
              identity,
              room: options.name,
              tcpPort,
              bootId: boot,
              nextSeq: () => ++announcements.seq,
              version,
              tlsFingerprint: () => tls.certificate().fingerprint,
              ws: true,
              ...(options.bind === undefined ? {} : { bind: options.bind }),
            }
            const mdns =
              options.mdns && port === defaultPort ? { mdns: { isTlsOnly: options.requireTls } } : {}
            const beacon = await openBeacon({
              ...self,
              ...mdns,
              port,
              fd: takeSocket(given, 'udp'),
              limits,
              note,
              onFailed,
            })
            discovering?.(() => ({
              answered: beacon.answered(),
              dropped: Object.fromEntries(beacon.dropped),
            }))
            // Who is asked elsewhere need not be told that the room is gone: it is not.
            return { close: () => beacon.close(parts.isHandedOver?.() !== true) }
          }
        : undefined,
  }
}
