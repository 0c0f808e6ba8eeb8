import type { Counted } from './durations.ts'
import type { LeavingKind } from './leaving.ts'
import { wakeMs } from './sleepers.ts'
import type { RoomState } from './state.ts'

const transports = ['tcp', 'tls', 'ws', 'wss'] as const
const states = ['connecting', 'active'] as const

/** How many connections there are of one transport, in one state. */
export interface ConnectionCount {
  readonly transport: (typeof transports)[number]
  readonly state: (typeof states)[number]
  readonly count: number
}

/** What is counted of a room, for metrics: what is, and what was since the start (`total`). */
export interface RoomCounts {
  readonly connections: readonly ConnectionCount[]
  readonly connectionsTotal: number
  readonly mostConnections: number
  readonly leftTotal: ReadonlyMap<LeavingKind, number>
  readonly members: number
  readonly channels: number
  readonly messagesTotal: { readonly privmsg: number; readonly notice: number }
  /** By verb. */
  readonly commandsTotal: ReadonlyMap<string, number>
  /** By fault or numeric. */
  readonly refusedTotal: ReadonlyMap<string, number>
  /** Writes to links. */
  readonly writesTotal: number
  readonly turns: Counted
  readonly unsentBytes: { readonly sum: number; readonly max: number }
  readonly heldBackSecondsTotal: number
  readonly history: { readonly lines: number; readonly bytes: number; readonly forgottenTotal: number }
}

/** Costs a look at each connection; for who asks every few seconds. */
export function roomCounts(state: RoomState): RoomCounts {
  const { slots, strangers, room, tally, uses, refused, input, lastId, delivery } = state
  const connections = transports.flatMap((transport) =>
    states.map((state) => ({ transport, state, count: 0 })),
  )
  const unsent = { sum: 0, max: 0 }
  for (const { id, link } of slots.values()) {
    const { transport } = link.remote
    const is = strangers.has(id) ? 'connecting' : 'active'
    const counted = connections.find((one) => one.transport === transport && one.state === is)
    if (counted !== undefined) counted.count++
    unsent.sum += link.unsentBytes
    unsent.max = Math.max(unsent.max, link.unsentBytes)
  }
  const { messages: said, events } = room.archive
  return {
    connections,
    connectionsTotal: lastId,
    mostConnections: input.maxConnections,
    leftTotal: tally.left,
    members: room.members.size,
    channels: room.channels.size,
    messagesTotal: tally.said,
    commandsTotal: uses,
    refusedTotal: refused,
    writesTotal: delivery.writes,
    turns: tally.turns.counted(),
    unsentBytes: unsent,
    heldBackSecondsTotal: (tally.naps * wakeMs) / 1000,
    history: {
      lines: said.length + events.length,
      bytes: room.archive.bytes,
      forgottenTotal: said.removed + events.removed,
    },
  }
}
