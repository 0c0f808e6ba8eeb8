import type { MemberId } from '../room/room.ts'
import type { HashWork, Hashed, TryRefusal } from '../room/surroundings.ts'
import type { RoomState, Slot } from './state.ts'
import { addressKey } from './tries.ts'
import { countTry, refuseTry } from './try.ts'

/**
 * Begins to hash beside the event loop, for this connection, which takes no more lines until it is done: `hashed` ends
 * it. Why it has not begun, if so.
 */
export function hash(
  state: RoomState,
  id: MemberId,
  work: HashWork,
  label: string | undefined,
): TryRefusal | undefined {
  const slot = state.slots.get(id)
  if (slot === undefined) return 'busy'
  const refusal = refuseHash(state, slot, work.check?.account)
  if (refusal !== undefined) return refusal
  const hasBegun = state.gate.enter(async () => {
    // Whoever has gone meanwhile needs no answer.
    if (!state.slots.has(id)) return
    const hashed = await run(state, slot, work).catch((): Hashed => ({ result: 'busy' }))
    state.self.send({ type: 'hashed', by: id, hashed, work, label })
  })
  if (!hasBegun) return 'busy'
  slot.inbox.held++
  return undefined
}

/** Also the right ones are bounded: each takes as long as a wrong one, and somebody else waits for it. */
function refuseHash(state: RoomState, slot: Slot, account: string | undefined): TryRefusal | undefined {
  const { hashes, input } = state
  const isOver = hashes.isOver(addressKey(slot.link.remote.address), input.steadyMs())
  return isOver ? 'throttled' : refuseTry(state, slot, account)
}

async function run(state: RoomState, slot: Slot, { check, derive }: HashWork): Promise<Hashed> {
  // Others may have tried while it waited.
  const refusal = refuseHash(state, slot, check?.account)
  if (refusal !== undefined) return { result: refusal }
  state.hashes.count(addressKey(slot.link.remote.address), state.input.steadyMs())
  const forgive = countTry(state, slot, check?.account)
  const { hashing } = state.input
  if (check !== undefined) {
    if (!(await hashing.verify(check.password, check.verifier))) return { result: 'wrong' }
    forgive()
  }
  return { result: 'right', verifiers: derive === undefined ? undefined : await hashing.derive(derive) }
}
