import { leavingKinds } from '../../../actors/leaving.ts'
import type { EventName, Level } from '../../../ops/events.ts'
import { events, levels } from '../../../ops/events.ts'
import type { HistogramValue } from '../../../ops/exposition.ts'
import { rejections } from '../../../transport/rejection.ts'
import type { Facts } from './facts.ts'

/** The values of a metric: one, or one for each value of its label, or for each pair of its two. */
type Values = number | undefined | readonly (readonly [...labels: string[], value: number])[]

type Row = {
  /** One sentence for who makes a rule of it, without a full stop. */
  readonly means: string
} & (
  | {
      readonly type: 'counter' | 'gauge'
      /** Each with what it says. Never a nick or an address: there would be as many series as people. */
      readonly labels?: Readonly<Record<string, string>>
      readonly read: (facts: Facts) => Values
    }
  | { readonly type: 'histogram'; readonly read: (facts: Facts) => HistogramValue | undefined }
)

/** Events of the log that are counted as one thing. */
const crashes = {
  connection: 'conn.crashed',
  command: 'command.failed',
  listener: 'listener.failed',
  discovery: 'discovery.failed',
  control: 'control.failed',
} as const satisfies Record<string, EventName>

const authFailures = {
  password: 'pass.refused',
  operator: 'oper.refused',
  account: 'account.refused',
} as const satisfies Record<string, EventName>

const times =
  (kinds: Readonly<Record<string, EventName>>) =>
  ({ log }: Facts) =>
    Object.entries(kinds).map(([kind, evt]) => [kind, log.counts.get(evt) ?? 0] as const)

/**
 * One table, and so as long as there are metrics: what `/metrics` says. A row is a metric, with how it is read from what is
 * counted anyway. docs/metrics.md is made from it, and a test runs the alert rules against it.
 */
export const metrics = {
  earshot_build_info: {
    type: 'gauge',
    means: 'Always 1, with the versions that run',
    labels: { version: 'of earshot', node: 'of Node' },
    read: ({ version, node }) => [[version, node, 1]],
  },
  earshot_ready: {
    type: 'gauge',
    means:
      'Whether who comes now is taken in, as /readyz says: 0 while the daemon stops or all places are taken',
    read: ({ isReady }) => (isReady ? 1 : 0),
  },
  earshot_connections: {
    type: 'gauge',
    means: 'Connections that speak IRC',
    labels: { transport: 'tcp, tls, ws or wss', state: 'connecting, or active: a member' },
    read: ({ room }) => room?.connections.map(({ transport, state, count }) => [transport, state, count]),
  },
  earshot_connections_limit: {
    type: 'gauge',
    means: 'How many connections there may be; more are told that the server is full',
    read: ({ room }) => room?.mostConnections,
  },
  earshot_members: { type: 'gauge', means: 'Members of the room', read: ({ room }) => room?.members },
  earshot_channels: { type: 'gauge', means: 'Channels of the room', read: ({ room }) => room?.channels },
  earshot_connections_total: {
    type: 'counter',
    means: 'Connections that spoke IRC',
    read: ({ room }) => room?.connectionsTotal,
  },
  earshot_rejected_total: {
    type: 'counter',
    means: 'Connections that were closed before they spoke IRC',
    labels: { reason: `why: ${rejections.join(', ')}` },
    read: ({ door }) => door && [...door.rejectedTotal],
  },
  earshot_disconnects_total: {
    type: 'counter',
    means: 'Connections that have ended',
    labels: { reason: `why: ${leavingKinds.join(', ')}` },
    read: ({ room }) => room && [...room.leftTotal],
  },
  earshot_slow_consumers_total: {
    type: 'counter',
    means: 'Connections that were ended because they took too little of what they were sent',
    read: ({ room }) => room && (room.leftTotal.get('slow_consumer') ?? 0),
  },
  earshot_messages_total: {
    type: 'counter',
    means: 'Messages that were said, to channels and members; a repeat is none',
    labels: { cmd: 'privmsg or notice' },
    read: ({ room }) => room && Object.entries(room.messagesTotal),
  },
  earshot_commands_total: {
    type: 'counter',
    means: 'Commands that were taken',
    labels: { cmd: 'the verb' },
    read: ({ room }) => room && [...room.commandsTotal],
  },
  earshot_refused_lines_total: {
    type: 'counter',
    means: 'Lines that were refused',
    labels: { fault: 'what was wrong, or the numeric of the answer' },
    read: ({ room }) => room && [...room.refusedTotal],
  },
  earshot_deliveries_total: {
    type: 'counter',
    means: 'Writes to links; one may have many lines',
    read: ({ room }) => room?.writesTotal,
  },
  earshot_delivery_seconds: {
    type: 'histogram',
    means: 'From the first line of a turn of the event loop until all of it was written to all links',
    read: ({ room }) => room && { ...room.turns, sum: room.turns.sumSeconds },
  },
  earshot_sendq_bytes: {
    type: 'gauge',
    means: 'Bytes that links have not taken yet',
    labels: { stat: 'sum of all, or max: of one link' },
    read: ({ room }) => room && Object.entries(room.unsentBytes),
  },
  earshot_fakelag_seconds_total: {
    type: 'counter',
    means: 'How long connections were held back because they asked too much at once, in steps of 0.1 s',
    read: ({ room }) => room?.heldBackSecondsTotal,
  },
  earshot_history_messages: {
    type: 'gauge',
    means: 'Messages and events that the room remembers',
    read: ({ room }) => room?.history.lines,
  },
  earshot_history_bytes: {
    type: 'gauge',
    means: 'What they weigh',
    read: ({ room }) => room?.history.bytes,
  },
  earshot_history_evicted_total: {
    type: 'counter',
    means: 'Messages and events that the room has forgotten',
    read: ({ room }) => room?.history.forgottenTotal,
  },
  earshot_actor_crashes_total: {
    type: 'counter',
    means: 'Faults of ours that the daemon has outlived; its log says which',
    labels: { kind: 'connection, command, listener, discovery or control' },
    read: times(crashes),
  },
  earshot_auth_failures_total: {
    type: 'counter',
    means: 'Wrong passwords, as often as the log says them',
    labels: { kind: 'password (of the room), operator or account' },
    read: times(authFailures),
  },
  earshot_discovery_requests_total: {
    type: 'counter',
    means: 'Datagrams that asked which room is there, with those that were dropped',
    read: ({ discovery }) =>
      discovery &&
      discovery.answered + Object.values(discovery.dropped).reduce((sum, count) => sum + count, 0),
  },
  earshot_discovery_replies_total: {
    type: 'counter',
    means: 'Those that were answered',
    read: ({ discovery }) => discovery?.answered,
  },
  earshot_discovery_dropped_total: {
    type: 'counter',
    means: 'Those that were not',
    labels: { reason: 'rate and busy: too many; else what was wrong with them' },
    read: ({ discovery }) => discovery && Object.entries(discovery.dropped),
  },
  earshot_log_dropped_lines_total: {
    type: 'counter',
    means: 'Lines of the log that no disk took',
    labels: { log: 'earshot, audit, or messages (of --log-messages)' },
    read: ({ log }) => Object.entries(log.lost),
  },
  earshot_log_events_total: {
    type: 'counter',
    means: 'Events that the log was told, whether or not its level let them be written',
    labels: { level: 'debug, info, warn, error or fatal' },
    read: ({ log }) => levels.map((level) => [level, eventsOf(log.counts, level)]),
  },
  earshot_eventloop_lag_seconds: {
    type: 'gauge',
    means: 'How late the event loop was, since it was asked before, 10 s at least',
    labels: { stat: 'p50, p99 or max' },
    read: ({ lag }) => Object.entries(lag),
  },
  earshot_certificate_expiry_timestamp_seconds: {
    type: 'gauge',
    means: 'When the certificate of the port ends, seconds since 1970',
    read: ({ certificateEnds }) => certificateEnds,
  },
  process_cpu_seconds_total: {
    type: 'counter',
    means: 'CPU time that was spent',
    read: ({ process }) => process.cpuSeconds,
  },
  process_resident_memory_bytes: {
    type: 'gauge',
    means: 'Memory that is resident',
    read: ({ process }) => process.residentBytes,
  },
  process_start_time_seconds: {
    type: 'gauge',
    means: 'When the process started, seconds since 1970',
    read: ({ process }) => process.startSeconds,
  },
  process_open_fds: { type: 'gauge', means: 'Open descriptors', read: ({ process }) => process.openFiles },
  process_max_fds: {
    type: 'gauge',
    means: 'How many descriptors may be open',
    read: ({ process }) => (process.mostFiles === Infinity ? undefined : process.mostFiles),
  },
} as const satisfies Record<string, Row>

/** Every row, with its name. */
export const metricRows: readonly (readonly [name: string, row: Row])[] = Object.entries(metrics)

function eventsOf(counts: ReadonlyMap<EventName, number>, level: Level): number {
  let sum = 0
  for (const [evt, count] of counts) if (events[evt].level === level) sum += count
  return sum
}
