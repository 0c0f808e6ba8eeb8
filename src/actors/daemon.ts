import { type ActorRef, type ActorRefFrom, type EventObject, type Snapshot, assign, setup } from 'xstate'
import type { Note } from '../ops/events.ts'
import type { Link } from '../protocol/link.ts'
import { spreadMs } from './closing.ts'
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

export type DaemonEvent =
  | { readonly type: 'stop'; readonly reason: string; readonly overMs?: number | undefined }
  /** What a keeper keeps is open, or will not be any more. */
  | KeeperReport
  /** A keeper is shut. */
  | { readonly type: `xstate.done.actor.${'listener' | 'discovery'}` }
  /** One of its own actors threw. */
  | { readonly type: `xstate.error.actor.${string}`; readonly error: unknown }

export interface DaemonOutput {
  readonly end: 'stopped' | 'not-opened' | 'failed'
  readonly error?: unknown
}

interface DaemonContext {
  readonly input: DaemonInput
  readonly reason: string
  /** Over how long connections are ended; undefined: as many as they are asks for. */
  readonly overMs: number | undefined
  readonly output: DaemonOutput
  /** The daemon's own few actors; none before `starting` has begun. */
  readonly room?: ActorRefFrom<typeof roomLogic>
  readonly listener?: ActorRefFrom<typeof keeperMachine>
  readonly discovery?: ActorRefFrom<typeof keeperMachine>
}

/** How long a polite stop may take in all, beside the time over which it is spread. */
const drainMs = 6_000

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
    sayListening: ({ context: { input } }, { port }: { port: number }) => input.listening(port),
    openDiscovery: assign(({ context: { input }, spawn, self }, { port }: { port: number }) => {
      const { openDiscovery } = input
      if (openDiscovery === undefined) return {}
      const open = (failed: Failed): Promise<Resource> => openDiscovery(port, failed)
      return { discovery: spawn('keeper', { id: 'discovery', input: discoveryKeeper(input, open, self) }) }
    }),
    noteDraining: ({ context: { input, reason, room } }) => {
      input.note('daemon.draining', { reason, connections: room?.getSnapshot().context.slots.size ?? 0 })
    },
    sayGoodbye: ({ context: { discovery } }) => tell(discovery, { type: 'shut' }),
    hangUp: ({ context: { room, listener, reason, overMs } }) => {
      tell(room, { type: 'hangUp', reason, overMs })
      tell(listener, { type: 'shut', graceMs: overMs ?? spreadMs })
    },
    hurry: assign({ overMs: 0 }),
    setStop: assign((_, { reason, overMs }: Omit<Extract<DaemonEvent, { type: 'stop' }>, 'type'>) => ({
      reason,
      overMs,
    })),
    setOutput: assign({ output: (_, params: DaemonOutput) => params }),
    noteUndiscovered: ({ context: { input } }, { error }: { error: unknown }) =>
      input.note('discovery.gave-up', { err: error }),
    noteFailed: ({ context: { input, output } }) => input.note('daemon.failed', { err: output.error }),
  },
  guards: {
    isOfListener: ({ event }) => 'of' in event && event.of === 'listener',
    isUndiscovered: ({ context }) => context.discovery === undefined,
  },
  delays: { drainMs: ({ context }) => drainMs + (context.overMs ?? spreadMs) },
}).createMachine({
  id: 'daemon',
  context: ({ input }) => ({
    input,
    reason: 'Server shutting down',
    overMs: undefined,
    output: { end: 'stopped' },
  }),
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
        stop: { target: 'draining', actions: { type: 'setStop', params: ({ event }) => event } },
        opened: {
          target: 'open',
          actions: [
            { type: 'sayListening', params: ({ event }) => ({ port: portOf(event.resource) }) },
            { type: 'openDiscovery', params: ({ event }) => ({ port: portOf(event.resource) }) },
          ],
        },
        gaveUp: {
          target: 'stopped',
          actions: {
            type: 'setOutput',
            params: ({ event }) => ({ end: 'not-opened', error: event.error }),
          },
        },
      },
    },
    open: {
      on: {
        stop: { target: 'draining', actions: { type: 'setStop', params: ({ event }) => event } },
        opened: {
          guard: 'isOfListener',
          actions: { type: 'sayListening', params: ({ event }) => ({ port: portOf(event.resource) }) },
        },
        gaveUp: [
          {
            guard: 'isOfListener',
            target: 'failed',
            actions: {
              type: 'setOutput',
              params: ({ event }) => ({ end: 'failed', error: event.error }),
            },
          },
          // A room that is not announced can still be joined.
          { actions: { type: 'noteUndiscovered', params: ({ event }) => event } },
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
          on: { 'xstate.done.actor.discovery': 'hangingUp' },
        },
        hangingUp: {
          entry: 'hangUp',
          on: { 'xstate.done.actor.listener': '#daemon.stopped' },
        },
      },
    },
    failed: { entry: 'noteFailed', always: 'stopped' },
    // However it came here: a listening socket would outlive its keeper, which nothing stops politely any more.
    stopped: { entry: ['hurry', 'sayGoodbye', 'hangUp'], type: 'final' },
  },
  output: ({ context }) => context.output,
})

type DaemonRef = KeeperInput['parent']

function listenerKeeper(input: DaemonInput, opened: (link: Link) => void, parent: DaemonRef): KeeperInput {
  return {
    name: 'listener',
    isOptional: false,
    open: (failed) => input.openListener(opened, failed),
    noteFailure: (error, retryMs) => input.note('listener.failed', { err: error, retryMs }),
    parent,
  }
}

function discoveryKeeper(input: DaemonInput, open: KeeperInput['open'], parent: DaemonRef): KeeperInput {
  return {
    name: 'discovery',
    isOptional: true,
    open,
    noteFailure: (error, retryMs) => input.note('discovery.failed', { err: error, retryMs }),
    parent,
  }
}

/** Sends what an actor that has ended need not hear. */
function tell<E extends EventObject>(ref: ActorRef<Snapshot<unknown>, E> | undefined, event: E): void {
  if (ref?.getSnapshot().status === 'active') ref.send(event)
}

/** The port that a listener listens on; only listeners have one. */
function portOf(resource: Resource | ListenerResource): number {
  return 'port' in resource ? resource.port : 0
}
