import { createActor } from 'xstate'
import { type RoomCounts, roomCounts } from './counts.ts'
import type { RoomConfig } from '../room/room.ts'
import { type DaemonInput, type DaemonOutput, daemonMachine } from './daemon.ts'

/** How many there are of what, for who asks for the daemon's status. */
export interface Census {
  readonly connections: number
  readonly members: number
  readonly channels: number
  /** What was said since the start, to channels or members: a repeat that a nonce gives away is none. */
  readonly messages: number
  /** The same a second, lately. */
  readonly messagesPerSecond: number
  /** Lines that were refused since the start, by fault or numeric. */
  readonly refused: Readonly<Record<string, number>>
}

/** A daemon that runs. The one door to the actors, so that nobody else knows what they are made of. */
export interface RunningDaemon {
  /** Asks it to stop politely; asked again, it stops at once. */
  stop(reason: string): void
  /** Settles when it has stopped; never rejects. */
  readonly ended: Promise<DaemonOutput>
  census(): Census
  /** Absent: there is no room yet. */
  counts(): RoomCounts | undefined
  /** The room takes this for what the operator's files say, in its order. */
  configure(config: RoomConfig): void
}

/** Starts a daemon in this process; its end, also one without a beginning, is `ended`. */
export function startDaemon(input: DaemonInput): RunningDaemon {
  const actor = createActor(daemonMachine, { input })
  const ended = new Promise<DaemonOutput>((resolve) => {
    actor.subscribe({
      complete: () => resolve(actor.getSnapshot().output ?? { end: 'stopped' }),
      error: (error) => resolve({ end: 'failed', error }),
    })
  })
  actor.start()
  return {
    stop: (reason) => {
      if (actor.getSnapshot().status === 'active') actor.send({ type: 'stop', reason })
    },
    ended,
    counts: () => {
      const state = actor.getSnapshot().context.room?.getSnapshot().context
      return state === undefined ? undefined : roomCounts(state)
    },
    configure: (config) => {
      const { status, context } = actor.getSnapshot()
      if (status === 'active') context.room?.send({ type: 'reread', by: 0, config })
    },
    census: () => {
      const state = actor.getSnapshot().context.room?.getSnapshot().context
      return {
        connections: state?.slots.size ?? 0,
        members: state?.room.members.size ?? 0,
        channels: state?.room.channels.size ?? 0,
        messages: state?.messages ?? 0,
        messagesPerSecond: Math.round((state?.tally.rate.perSecond ?? 0) * 10) / 10,
        refused: Object.fromEntries(state?.refused ?? []),
      }
    },
  }
}
