import { type ActorRef, type Snapshot, assign, fromPromise, sendTo, setup, stateIn } from 'xstate'

/** Something outside that has to be kept open: a listening socket, a discovery socket. */
export interface Resource {
  /** Closes it for good, giving what uses it so long to end by itself; resolves when it is closed. */
  close(graceMs?: number): Promise<void>
}

export interface KeeperInput {
  /** What its reports call it. */
  readonly name: string
  /** Opens it; `failed` is called when what was open has broken. */
  readonly open: (failed: (error: unknown) => void) => Promise<Resource>
  /** Said before each wait for another try. */
  readonly noteFailure: (error: unknown, retryMs: number) => void
  /** Whether the first opening may fail; otherwise that is the end at once. */
  readonly isOptional: boolean
  readonly parent: ActorRef<Snapshot<unknown>, KeeperReport>
}

/** What a keeper tells its parent; that it is shut it says by being done. */
export type KeeperReport =
  | { readonly type: 'opened'; readonly of: string; readonly resource: Resource }
  | { readonly type: 'gaveUp'; readonly of: string; readonly error: unknown }

export interface KeeperContext extends KeeperInput {
  readonly resource: Resource | undefined
  readonly wasOpen: boolean
  /** How often it was opened; the latest is the one whose failures count. */
  readonly attempt: number
  /** What is closed for good has so long. */
  readonly graceMs: number | undefined
  /** Failures in a row. */
  readonly failures: number
  readonly error: unknown
}

type KeeperEvent =
  | { readonly type: 'failed'; readonly error: unknown; readonly attempt: number }
  | { readonly type: 'shut'; readonly graceMs?: number }

/** Failures in a row after which it gives up. */
const mostFailures = 8
const firstRetryMs = 100
const longestRetryMs = 5_000
/** Open for so long, earlier failures are forgotten. */
const forgivenMs = 60_000

function retryMs(failures: number): number {
  return Math.min(longestRetryMs, firstRetryMs * 2 ** (failures - 1))
}

/** Opens it; what comes when nobody waits for it any more is closed again. */
const open = fromPromise<Resource, Pick<KeeperInput, 'open'> & { failed: (error: unknown) => void }>(
  async ({ input, signal }) => {
    const resource = await input.open(input.failed)
    if (signal.aborted) await resource.close()
    return resource
  },
)

/**
 * Keeps one resource open: opens it again with back-off when it breaks, and gives up after a limit. What broke is
 * closed first; what is on its way when it is to shut is waited for and closed. It is shut when nothing is open.
 */
export const keeperMachine = setup({
  types: { context: {} as KeeperContext, events: {} as KeeperEvent, input: {} as KeeperInput },
  actors: {
    open,
    close: fromPromise<void, Pick<KeeperContext, 'resource' | 'graceMs'>>(
      ({ input: { resource, graceMs } }) => resource?.close(graceMs) ?? Promise.resolve(),
    ),
  },
  actions: {
    beginAttempt: assign({ attempt: ({ context }) => context.attempt + 1 }),
    countFailure: assign({
      failures: ({ context }) => context.failures + 1,
      error: (_, params: { error: unknown }) => params.error,
    }),
    keep: assign((_, params: { resource: Resource }) => ({ resource: params.resource, wasOpen: true })),
    letGo: assign({ resource: undefined }),
    grant: assign({ graceMs: (_, params: { graceMs?: number }) => params.graceMs }),
    forgive: assign({ failures: 0 }),
    noteFailure: ({ context: { noteFailure, error, failures } }) => noteFailure(error, retryMs(failures)),
    // Sent, not called: the parent must not go on in the middle of what the keeper does.
    tellOpened: sendTo(
      ({ context }) => context.parent,
      ({ context: { name } }, { resource }: { resource: Resource }) => ({
        type: 'opened',
        of: name,
        resource,
      }),
    ),
    tellGaveUp: sendTo(
      ({ context }) => context.parent,
      ({ context: { name, error } }) => ({ type: 'gaveUp', of: name, error }),
    ),
  },
  guards: {
    isLatest: ({ context, event }) => event.type === 'failed' && event.attempt === context.attempt,
    isHopeless: ({ context: { isOptional, wasOpen, failures } }) =>
      failures >= mostFailures || (!isOptional && !wasOpen),
  },
  delays: { retry: ({ context }) => retryMs(context.failures), forgiven: forgivenMs },
}).createMachine({
  id: 'keeper',
  context: ({ input }) => ({
    ...input,
    resource: undefined,
    wasOpen: false,
    attempt: 0,
    graceMs: undefined,
    failures: 0,
    error: undefined,
  }),
  initial: 'opening',
  states: {
    opening: {
      entry: 'beginAttempt',
      invoke: {
        src: 'open',
        input: ({ context: { open, attempt }, self }) => ({
          open,
          failed: (error) => self.send({ type: 'failed', error, attempt }),
        }),
        onDone: [
          {
            guard: stateIn({ opening: 'unwanted' }),
            target: 'shutting',
            actions: { type: 'keep', params: ({ event }) => ({ resource: event.output }) },
          },
          {
            guard: stateIn({ opening: 'broken' }),
            target: 'clearing',
            actions: { type: 'keep', params: ({ event }) => ({ resource: event.output }) },
          },
          {
            target: 'open',
            actions: [
              { type: 'keep', params: ({ event }) => ({ resource: event.output }) },
              { type: 'tellOpened', params: ({ event }) => ({ resource: event.output }) },
            ],
          },
        ],
        onError: [
          { guard: stateIn({ opening: 'unwanted' }), target: 'shut' },
          {
            target: 'judging',
            actions: { type: 'countFailure', params: ({ event }) => ({ error: event.error }) },
          },
        ],
      },
      initial: 'wanted',
      states: {
        wanted: {
          on: {
            failed: {
              guard: 'isLatest',
              target: 'broken',
              actions: { type: 'countFailure', params: ({ event }) => event },
            },
            shut: 'unwanted',
          },
        },
        broken: { on: { shut: 'unwanted' } },
        unwanted: {},
      },
    },
    open: {
      after: { forgiven: { actions: 'forgive' } },
      on: {
        failed: {
          guard: 'isLatest',
          target: 'clearing',
          actions: { type: 'countFailure', params: ({ event }) => event },
        },
        shut: { target: 'shutting', actions: { type: 'grant', params: ({ event }) => event } },
      },
    },
    clearing: {
      invoke: {
        src: 'close',
        input: ({ context }) => context,
        onDone: [{ guard: stateIn({ clearing: 'unwanted' }), target: 'shut' }, { target: 'judging' }],
        onError: [{ guard: stateIn({ clearing: 'unwanted' }), target: 'shut' }, { target: 'judging' }],
      },
      exit: 'letGo',
      initial: 'wanted',
      states: { wanted: { on: { shut: 'unwanted' } }, unwanted: {} },
    },
    judging: { always: [{ guard: 'isHopeless', target: 'hopeless' }, { target: 'waiting' }] },
    waiting: { entry: 'noteFailure', after: { retry: 'opening' }, on: { shut: 'shut' } },
    shutting: {
      invoke: { src: 'close', input: ({ context }) => context, onDone: 'shut', onError: 'shut' },
    },
    shut: { type: 'final' },
    hopeless: { entry: 'tellGaveUp', on: { shut: 'shut' } },
  },
})
