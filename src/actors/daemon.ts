import { type ActorRefFrom, assign, setup } from 'xstate'
import type { Note } from '../ops/events.ts'
import type { Link } from '../protocol/link.ts'
import { type KeeperInput, type KeeperReport, type Resource, keeperMachine } from './keeper.ts'
import { roomLogic } from './room.ts'
import type { RoomInput } from './state.ts'
import { ticker } from './ticker.ts'

/** A listening socket that says where it listens. */
export interface ListenerResource extends Resource {
  readonly port: number
}

type Failed = (error: unknown) => void

export interface DaemonInput {
  readonly room: RoomInput
  readonly openListener: (opened: (link: Link) => void, failed: Failed) => Promise<ListenerResource>
  /** Absent: the room is not announced. */
  readonly openDiscovery?: ((port: number, failed: Failed) => Promise<Resource>) | undefined
  /** Called each time that connections are accepted, with the real port. */
  readonly listening: (port: number) => void
  readonly note: Note
}

type Named<R, N extends string> = R & { readonly of: N }

export type DaemonEvent =
  | { readonly type: 'stop'; readonly reason: string }
  | { readonly type: 'reported'; readonly report: Named<KeeperReport, 'listener' | 'discovery'> }
  /** One of its own actors threw. */
  | { readonly type: `xstate.error.actor.${string}`; readonly error: unknown }

export interface DaemonOutput {
  readonly end: 'stopped' | 'not-opened' | 'failed'
  readonly error?: unknown
}

interface DaemonContext {
  readonly input: DaemonInput
  readonly reason: string
  readonly output: DaemonOutput
  /** The daemon's own few actors; none before `starting` has begun. */
  readonly room?: ActorRefFrom<typeof roomLogic>
  readonly listener?: ActorRefFrom<typeof keeperMachine>
  readonly discovery?: ActorRefFrom<typeof keeperMachine>
}

/** How long a polite stop may take in all. */
const drainMs = 8_000

const isReport =
  (of: 'listener' | 'discovery', type: KeeperReport['type']) =>
  ({ event }: { event: DaemonEvent }): boolean =>
    event.type === 'reported' && event.report.of === of && event.report.type === type

/**
 * The daemon: `starting → open → draining → stopped`. It owns the room, the listener, discovery and the ticker. What
 * can be opened again is (keeper.ts); a room that fails is not: nobody could trust it, so the daemon ends.
 */
export const daemonMachine = setup({
  types: {
    context: {} as DaemonContext,
    events: {} as DaemonEvent,
    input: {} as DaemonInput,
    output: {} as DaemonOutput,
  },
  actors: { room: roomLogic, keeper: keeperMachine, ticker },
  actions: {
    openRoom: assign(({ context: { input }, spawn, self }) => {
      const room = spawn('room', { id: 'room', input: input.room })
      spawn('ticker', { id: 'ticker', input: { tick: () => room.send({ type: 'tick' }) } })
      const open = (link: Link): void => room.send({ type: 'opened', link })
      return { room, listener: spawn('keeper', { id: 'listener', input: listenerKeeper(input, open, self) }) }
    }),
    sayListening: ({ context: { input }, event }) => {
      const port = portOf(event)
      if (port !== undefined) input.listening(port)
    },
    openDiscovery: assign(({ context: { input }, event, spawn, self }) => {
      const port = portOf(event)
      if (port === undefined || input.openDiscovery === undefined) return {}
      return { discovery: spawn('keeper', { id: 'discovery', input: discoveryKeeper(input, port, self) }) }
    }),
    noteDraining: ({ context: { input, reason, room } }) => {
      input.note('daemon.draining', { reason, connections: room?.getSnapshot().context.slots.size ?? 0 })
    },
    sayGoodbye: ({ context: { discovery } }) => discovery?.send({ type: 'shut' }),
    hangUp: ({ context: { room, listener, reason } }) => {
      room?.send({ type: 'drain', reason })
      listener?.send({ type: 'shut' })
    },
    setReason: assign({ reason: (_, params: { reason: string }) => params.reason }),
    setOutput: assign({ output: (_, params: DaemonOutput) => params }),
    noteUndiscovered: ({ context: { input }, event }) => {
      if (event.type === 'reported') input.note('discovery.failed', { err: errorOf(event.report) })
    },
    noteFailed: ({ context: { input, output } }) => input.note('daemon.failed', { err: output.error }),
  },
  guards: {
    listenerOpened: isReport('listener', 'opened'),
    listenerGaveUp: isReport('listener', 'gaveUp'),
    listenerShut: isReport('listener', 'shut'),
    discoveryGaveUp: isReport('discovery', 'gaveUp'),
    discoveryShut: isReport('discovery', 'shut'),
    isUndiscovered: ({ context }) => context.discovery === undefined,
  },
  delays: { drainMs },
}).createMachine({
  id: 'daemon',
  context: ({ input }) => ({ input, reason: 'Server shutting down', output: { end: 'stopped' } }),
  initial: 'starting',
  on: {
    'xstate.error.actor.*': {
      target: '.failed',
      actions: { type: 'setOutput', params: ({ event }) => ({ end: 'failed', error: event.error }) },
    },
  },
  states: {
    starting: {
      entry: 'openRoom',
      on: {
        stop: { target: 'draining', actions: { type: 'setReason', params: ({ event }) => event } },
        reported: [
          { guard: 'listenerOpened', target: 'open', actions: ['sayListening', 'openDiscovery'] },
          {
            guard: 'listenerGaveUp',
            target: 'stopped',
            actions: {
              type: 'setOutput',
              params: ({ event }) => ({ end: 'not-opened', error: errorOf(event.report) }),
            },
          },
        ],
      },
    },
    open: {
      on: {
        stop: { target: 'draining', actions: { type: 'setReason', params: ({ event }) => event } },
        reported: [
          { guard: 'listenerOpened', actions: 'sayListening' },
          // A room that cannot be found can still be joined.
          { guard: 'discoveryGaveUp', actions: 'noteUndiscovered' },
          {
            guard: 'listenerGaveUp',
            target: 'failed',
            actions: {
              type: 'setOutput',
              params: ({ event }) => ({ end: 'failed', error: errorOf(event.report) }),
            },
          },
        ],
      },
    },
    draining: {
      entry: 'noteDraining',
      initial: 'leaving',
      after: { drainMs: 'stopped' },
      // Asked a second time, it does not wait any longer.
      on: { stop: 'stopped' },
      states: {
        leaving: {
          entry: 'sayGoodbye',
          always: { guard: 'isUndiscovered', target: 'hangingUp' },
          on: { reported: { guard: 'discoveryShut', target: 'hangingUp' } },
        },
        hangingUp: {
          entry: 'hangUp',
          on: { reported: { guard: 'listenerShut', target: '#daemon.stopped' } },
        },
      },
    },
    failed: { entry: 'noteFailed', always: 'stopped' },
    // However it came here: a listening socket would outlive its keeper, which nothing stops politely any more.
    stopped: { entry: ['sayGoodbye', 'hangUp'], type: 'final' },
  },
  output: ({ context }) => context.output,
})

interface DaemonSelf {
  send(event: DaemonEvent): void
}

function listenerKeeper(input: DaemonInput, opened: (link: Link) => void, self: DaemonSelf): KeeperInput {
  return {
    isOptional: false,
    open: (failed) => input.openListener(opened, failed),
    noteFailure: (error, retryMs) => input.note('listener.failed', { err: error, retryMs }),
    tell: (report) => self.send({ type: 'reported', report: { ...report, of: 'listener' } }),
  }
}

function discoveryKeeper(input: DaemonInput, port: number, self: DaemonSelf): KeeperInput {
  return {
    isOptional: true,
    open: (failed) => input.openDiscovery?.(port, failed) ?? Promise.reject(new Error('no discovery')),
    noteFailure: (error, retryMs) => input.note('discovery.failed', { err: error, retryMs }),
    tell: (report) => self.send({ type: 'reported', report: { ...report, of: 'discovery' } }),
  }
}

function portOf(event: DaemonEvent): number | undefined {
  if (event.type !== 'reported' || event.report.type !== 'opened') return undefined
  const { resource } = event.report
  return 'port' in resource && typeof resource.port === 'number' ? resource.port : undefined
}

function errorOf(report: KeeperReport): unknown {
  return report.type === 'gaveUp' ? report.error : undefined
}
