/** The servers that are measured. */
export const servers = {
  earshot:
    'as a user starts it, but for --no-limits; its clients speak plain TCP and ask for no capabilities',
  'over-tls': 'earshot, whose clients speak TLS',
  'over-ws': 'earshot, whose clients speak WebSocket: one frame a line',
  'over-wss': 'earshot, whose clients speak WebSocket in TLS',
  'per-turn': 'the floor: as little chat as can be, one write per recipient and turn of the event loop',
  'per-turn-tls':
    'the floor on a bare TLS server, with a certificate of the same kind as earshot makes itself',
  'with-capabilities': 'earshot, whose clients ask for nearly all capabilities: every line has tags',
  'with-machines': 'the floor with an xstate machine per connection, one event a read',
  'without-machines': 'earshot without xstate: what it costs more than this is what its actors cost',
  'write-per-recipient': 'as little chat as can be, one write per recipient and message',
} as const

export type ServerName = keyof typeof servers

/** Which of them are the daemon; the others are what it is compared to. */
export const daemons: ReadonlySet<ServerName> = new Set([
  'earshot',
  'over-tls',
  'over-ws',
  'over-wss',
  'with-capabilities',
])

/** Those whose clients speak TLS. */
export const encrypted: ReadonlySet<ServerName> = new Set(['over-tls', 'over-wss', 'per-turn-tls'])

/** What can be measured of a server in a row; the unit is in the text, smaller is better. */
export const figures = {
  cpu: 'server CPU, µs per delivery',
  load: "load generator's CPU, µs per delivery",
  p50: 'latency p50, ms',
  p99: 'latency p99, ms',
  cold: 'server CPU, µs per connect + register + join, first thousand',
  warm: 'server CPU, µs per connect + register + join, second thousand',
  last: 'server CPU, µs per connect + register + join, last thousand',
  growth: 'last thousand / second thousand, CPU per connect',
  base: 'memory without connections, MB',
  idle1k: 'memory per idle connection at 1,000, KB',
  idleAll: 'memory per idle connection at the most connections, KB',
} as const

export type FigureName = keyof typeof figures

/** `base`: the server that the others are compared to; the floor, where none is named. */
export type Row = {
  readonly name: string
  readonly servers: readonly ServerName[]
  readonly base?: ServerName
} & (
  | { readonly kind: 'saturated'; readonly members: number; readonly outstanding: number }
  | { readonly kind: 'paced'; readonly members: number; readonly perSecond: number }
  /** `thousands`: fewer than other crowds, where each takes long. */
  | { readonly kind: 'crowd'; readonly thousands?: number }
)

/** Who talks, where anybody does. */
export const senders = 10

const all: readonly ServerName[] = [
  'earshot',
  'per-turn',
  'with-machines',
  'without-machines',
  'write-per-recipient',
]

const tagged: readonly ServerName[] = ['earshot', 'with-capabilities']

const carried: readonly ServerName[] = [
  'earshot',
  'over-ws',
  'over-tls',
  'per-turn-tls',
  'over-wss',
  'per-turn',
]

export const rows: readonly Row[] = [
  { name: 'saturated, 10 members', kind: 'saturated', members: 10, outstanding: 16, servers: all },
  { name: 'saturated, 100 members', kind: 'saturated', members: 100, outstanding: 16, servers: all },
  { name: 'saturated, 1,000 members', kind: 'saturated', members: 1_000, outstanding: 16, servers: all },
  {
    name: 'tagged, 10 members',
    kind: 'saturated',
    members: 10,
    outstanding: 16,
    servers: tagged,
    base: 'earshot',
  },
  {
    name: 'tagged, 100 members',
    kind: 'saturated',
    members: 100,
    outstanding: 16,
    servers: tagged,
    base: 'earshot',
  },
  {
    name: 'tagged, 1,000 members',
    kind: 'saturated',
    members: 1_000,
    outstanding: 16,
    servers: tagged,
    base: 'earshot',
  },
  {
    name: 'carried, 10 members',
    kind: 'saturated',
    members: 10,
    outstanding: 16,
    servers: carried,
    base: 'earshot',
  },
  {
    name: 'carried, 100 members',
    kind: 'saturated',
    members: 100,
    outstanding: 16,
    servers: carried,
    base: 'earshot',
  },
  { name: '200 messages/s, 100 members', kind: 'paced', members: 100, perSecond: 200, servers: all },
  {
    name: 'a crowd arrives',
    kind: 'crowd',
    servers: ['earshot', 'per-turn', 'with-machines', 'without-machines'],
  },
  {
    name: 'a crowd arrives, encrypted',
    kind: 'crowd',
    thousands: 3,
    servers: ['over-tls', 'per-turn-tls'],
    base: 'per-turn-tls',
  },
]

/** How long and how often. In each round all servers are started anew and measured in turns. */
export interface Effort {
  readonly rounds: number
  /** Measurements a server and round. */
  readonly windows: number
  readonly windowMs: number
  /** Load before the first measurement, for V8 to compile what is hot. */
  readonly warmMs: number
  readonly paceMs: number
  readonly crowdRounds: number
  /** In thousands; at least 2. */
  readonly crowdThousands: number
}

export const efforts = {
  full: {
    rounds: 5,
    windows: 1,
    windowMs: 1_500,
    warmMs: 3_000,
    paceMs: 5_000,
    crowdRounds: 3,
    crowdThousands: 10,
  },
  quick: {
    rounds: 1,
    windows: 3,
    windowMs: 700,
    warmMs: 2_000,
    paceMs: 2_000,
    crowdRounds: 1,
    crowdThousands: 2,
  },
  gates: {
    rounds: 1,
    windows: 7,
    windowMs: 330,
    warmMs: 2_000,
    paceMs: 2_000,
    crowdRounds: 1,
    crowdThousands: 2,
  },
} as const satisfies Record<string, Effort>
