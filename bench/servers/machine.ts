import { createActor, setup } from 'xstate'

type Read = { readonly type: 'input'; readonly chunk: Buffer }

/**
 * One xstate machine a connection, one event a read, one action an event: what a connection as an actor costs at
 * least. Gives what to call with each read.
 */
export function throughMachine(read: (chunk: Buffer) => void): (chunk: Buffer) => void {
  const actor = createActor(machine, { input: { read } })
  actor.start()
  return (chunk) => actor.send({ type: 'input', chunk })
}

type Context = { readonly read: (chunk: Buffer) => void }

const machine = setup({
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- how xstate is told its types
  types: { context: {} as Context, input: {} as Context, events: {} as Read },
  actions: { take: ({ context, event }) => context.read(event.chunk) },
}).createMachine({
  context: ({ input }) => input,
  initial: 'active',
  states: { active: { on: { input: { actions: 'take' } } } },
})
