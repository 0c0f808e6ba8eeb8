import type { FoundRoom } from '../../client/seek.ts'
import { Exit, exitCodes } from '../exit.ts'
import { defaults } from '../options.ts'

/** A room that was started here. */
export interface StartedRoom {
  readonly id: string
  readonly room: string
  readonly port: number
}

/** What starting a room needs of the world. */
export interface Starting {
  look(settle: 'first' | 'all', ms: number): Promise<readonly FoundRoom[]>
  start(): Promise<StartedRoom>
  stop(): Promise<void>
  wait(ms: number): Promise<void>
  /** A number from 0 to below 1. */
  random(): number
  /** A clock that never jumps. */
  steadyMs(): number
}

/** The room that was started, or those of others that are there instead. */
export type Start =
  | { readonly is: 'ours'; readonly started: StartedRoom }
  | { readonly is: 'theirs'; readonly rooms: readonly FoundRoom[] }

/**
 * Starts a room, unless somebody else does so at this moment: two first users must not end up in two rooms. Who looks
 * while the other's daemon is still starting does not hear it, so everybody looks again afterwards; of the rooms that
 * were started at once the smallest identity stays, and all others are stopped by who started them.
 */
export async function startRoom(world: Starting): Promise<Start> {
  await world.wait(world.random() * defaults.startJitterMs)
  const before = await world.look('first', defaults.lookAgainMs)
  if (before.length > 0) return { is: 'theirs', rooms: before }
  const beganMs = world.steadyMs()
  const started = await startOrFind(world)
  if (started.is === 'theirs') return started
  const { id } = started.started
  // On a slow or busy computer the other one takes as long to start as we did, and began later.
  const startMs = world.steadyMs() - beganMs
  const rivals = await world.look('all', Math.min(defaults.mostRivalsMs, defaults.rivalsMs + 2 * startMs))
  const winner = rivals
    .filter((rival) => rival.pin !== 'changed' && rival.id < id)
    .toSorted((a, b) => (a.id < b.id ? -1 : 1))[0]
  if (winner === undefined) return started
  await world.stop()
  return { is: 'theirs', rooms: [winner] }
}

/** On this very computer two cannot even start: the port or the place is the first one's. */
async function startOrFind(world: Starting): Promise<Start> {
  try {
    return { is: 'ours', started: await world.start() }
  } catch (error) {
    if (!(error instanceof Exit) || error.code !== exitCodes.alreadyRunning) throw error
    const rooms = await world.look('first', defaults.lookMs)
    if (rooms.length === 0) throw error
    return { is: 'theirs', rooms }
  }
}
