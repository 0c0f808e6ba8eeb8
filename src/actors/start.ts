import { createActor } from 'xstate'
import type { Rule, Ruled } from '../room/rule/rule.ts'
import { wireRule } from '../room/rule/wire-rule.ts'
import type { Entry } from '../room/entry.ts'
import type { Bequest } from './bequest.ts'
import { type Census, census } from './census.ts'
import { Top, type TopOrder, type TopRow } from './top.ts'
import { type DaemonInput, type DaemonOutput, daemonMachine } from './daemon.ts'
import { type Connected, type Present, type RoomBan, bans, connected, present } from './present.ts'
import type { RoomRef, RoomState } from './state.ts'
import { type RoomCounts, roomCounts } from './counts.ts'
import type { RoomConfig } from '../room/room.ts'

/** A daemon that runs. The one door to the actors, so that nobody else knows what they are made of. */
export interface RunningDaemon {
  /**
   * Asks it to stop politely, ending connections one after the other within `overMs`; asked again, it stops at once.
   * Where nothing is said, few are ended at once, and many within two seconds.
   */
  stop(reason: string, overMs?: number): void
  /** Settles when it has stopped; never rejects. */
  readonly ended: Promise<DaemonOutput>
  census(): Census
  /** The connections that cost most, so many at most. */
  top(order: TopOrder, most: number): readonly TopRow[]
  /** Absent: there is no room yet. */
  counts(): RoomCounts | undefined
  /** Settles when the room has come to it; never, where it comes to nothing any more. */
  pulse(): Promise<void>
  /** The room takes this for what the operator's files say, in its order. */
  configure(config: RoomConfig): void
  /** Members and connections with an id above this, in the order of their coming. */
  present(after: number): Iterable<Present>
  connected(after: number): Iterable<Connected>
  /** Begins to hand the room over; nothing while it is not open. `told` hears each entry that is applied from here on. */
  bequeath(told: (entry: Entry) => void): Bequest | undefined
  /** The bans of the room, in the order of setting. */
  bans(): readonly RoomBan[]
  /** Does something in the server's name, in the room's order. */
  rule(rule: Rule): Promise<Ruled>
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
  const room = (): RoomRef | undefined => {
    const { status, context } = actor.getSnapshot()
    return status === 'active' ? context.room : undefined
  }
  const state = (): RoomState | undefined => actor.getSnapshot().context.room?.getSnapshot().context
  const top = new Top()
  return {
    stop: (reason, overMs) => {
      if (actor.getSnapshot().status === 'active') actor.send({ type: 'stop', reason, overMs })
    },
    ended,
    pulse: () => new Promise((answer) => room()?.send({ type: 'pulse', answer })),
    top: (order, most) => {
      const now = state()
      return now === undefined ? [] : top.look(now, order, most)
    },
    census: () => census(state()),
    present: (after) => present(state(), after),
    connected: (after) => connected(state(), after),
    bequeath: (told) => {
      let bequest: Bequest | undefined
      room()?.send({ type: 'bequeath', told, begun: (begun) => (bequest = begun) })
      return bequest
    },
    bans: () => bans(state()),
    rule: (rule) =>
      new Promise((settle) => {
        const ref = room()
        if (ref === undefined) settle({ refusal: 'the room is closed' })
        else ref.send({ type: 'rule', rule: wireRule(rule), settle })
      }),
    counts: () => {
      const now = state()
      return now === undefined ? undefined : roomCounts(now)
    },
    configure: (config) => room()?.send({ type: 'reread', by: 0, config }),
  }
}
