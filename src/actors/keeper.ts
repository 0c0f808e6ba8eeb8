import { assign, fromPromise, setup } from 'xstate'

/** Something outside that has to be kept open: a listening socket, a discovery socket. */
export interface Resource {
  /** Closes it for good; resolves when it is closed. */
  close(): Promise<void>
}

export interface KeeperInput {
  /** Opens it; `failed` is called when what was open has broken. */
  readonly open: (failed: (error: unknown) => void) => Promise<Resource>
  /** Said before each wait for another try. */
  readonly noteFailure: (error: unknown, retryMs: number) => void
  /** Whether the first opening may fail; otherwise that is the end at once. */
  readonly isOptional: boolean
  readonly tell: (report: KeeperReport) => void
}

/** What a keeper tells its parent. */
export type KeeperReport =
  | { readonly type: 'opened'; readonly resource: Resource }
  | { readonly type: 'gaveUp'; readonly error: unknown }
  | { readonly type: 'shut' }

export interface KeeperContext extends KeeperInput {
  readonly resource: Resource | undefined
  readonly wasOpen: boolean
  /** Failures in a row. */
  readonly failures: number
  readonly error: unknown
}

type KeeperEvent = { readonly type: 'failed'; readonly error: unknown } | { readonly type: 'shut' }

/** Failures in a row after which it gives up. */
const mostFailures = 8
const firstRetryMs = 100
const longestRetryMs = 5_000
/** Open for so long, earlier failures are forgotten. */
const forgivenMs = 60_000

function retryMs(failures: number): number {
  return Math.min(longestRetryMs, firstRetryMs * 2 ** (failures - 1))
}

/**
 * Keeps one resource open: opens it again with back-off when it breaks, and gives up after a limit. What broke is
 * closed first.
 */
export const keeperMachine = setup({
  types: { context: {} as KeeperContext, events: {} as KeeperEvent, input: {} as KeeperInput },
  actors: {
    open: fromPromise<Resource, { open: KeeperInput['open']; failed: (error: unknown) => void }>(
      ({ input }) => input.open(input.failed),
    ),
    close: fromPromise<void, Resource | undefined>(({ input }) => input?.close() ?? Promise.resolve()),
  },
  actions: {
    countFailure: assign({
      failures: ({ context }) => context.failures + 1,
      error: (_, params: { error: unknown }) => params.error,
    }),
    forgive: assign({ failures: 0 }),
    noteFailure: ({ context: { noteFailure, error, failures } }) => noteFailure(error, retryMs(failures)),
    tellOpened: ({ context: { tell, resource } }) =>
      resource !== undefined && tell({ type: 'opened', resource }),
    tellGaveUp: ({ context: { tell, error } }) => tell({ type: 'gaveUp', error }),
    tellShut: ({ context: { tell } }) => tell({ type: 'shut' }),
  },
  guards: {
    isHopeless: ({ context: { isOptional, wasOpen, failures } }) =>
      failures >= mostFailures || (!isOptional && !wasOpen),
  },
  delays: { retry: ({ context }) => retryMs(context.failures), forgiven: forgivenMs },
}).createMachine({
  id: 'keeper',
  context: ({ input }) => ({ ...input, resource: undefined, wasOpen: false, failures: 0, error: undefined }),
  initial: 'opening',
  states: {
    opening: {
      invoke: {
        src: 'open',
        input: ({ context, self }) => ({
          open: context.open,
          failed: (error) => self.send({ type: 'failed', error }),
        }),
        onDone: { target: 'open', actions: assign({ resource: ({ event }) => event.output, wasOpen: true }) },
        onError: {
          target: 'judging',
          actions: { type: 'countFailure', params: ({ event }) => ({ error: event.error }) },
        },
      },
      on: { shut: 'shut' },
    },
    open: {
      entry: 'tellOpened',
      after: { forgiven: { actions: 'forgive' } },
      on: {
        failed: { target: 'clearing', actions: { type: 'countFailure', params: ({ event }) => event } },
        shut: 'shutting',
      },
    },
    clearing: {
      invoke: {
        src: 'close',
        input: ({ context }) => context.resource,
        onDone: 'judging',
        onError: 'judging',
      },
      exit: assign({ resource: undefined }),
      on: { shut: 'shut' },
    },
    judging: { always: [{ guard: 'isHopeless', target: 'hopeless' }, { target: 'waiting' }] },
    waiting: { entry: 'noteFailure', after: { retry: 'opening' }, on: { shut: 'shut' } },
    shutting: {
      invoke: { src: 'close', input: ({ context }) => context.resource, onDone: 'shut', onError: 'shut' },
    },
    shut: { entry: 'tellShut', type: 'final' },
    hopeless: { entry: 'tellGaveUp', on: { shut: 'shut' } },
  },
})
