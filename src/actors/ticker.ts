import { fromCallback } from 'xstate'

/** Calls `tick` once a second; the only clock of the room's deadlines. */
export const ticker = fromCallback<{ type: 'none' }, { tick: () => void }>(({ input }) => {
  const timer = setInterval(input.tick, 1_000)
  return () => clearInterval(timer)
})
