import { Durations } from './durations.ts'
import { leavingKind, leavingKinds } from './leaving.ts'
import { Rate } from './rate.ts'

/** Of which a message takes a millisecond or two; a second is far too long. */
const turnBounds = [0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1]

/** What is counted since the start for who watches the daemon. Nothing of it is per line: it is a number, or once a turn. */
export class Tally {
  readonly left = new Map(leavingKinds.map((kind) => [kind, 0]))
  /** From the first line of a turn to the last write of it. */
  readonly turns = new Durations(turnBounds)
  /** Messages a second, of the last ten. */
  readonly rate = new Rate(10)
  /** Messages that were said, in this process. */
  readonly said = { privmsg: 0, notice: 0 }
  /** How often a connection had to wait for tokens, or for its link, each time as long as `wakeMs` in sleepers.ts. */
  naps = 0
  /** When the turn began that is not flushed yet. */
  turnBeganMs = 0

  countLeft(reason: string, isClosing: boolean): void {
    const kind = isClosing ? 'shutdown' : leavingKind(reason)
    this.left.set(kind, (this.left.get(kind) ?? 0) + 1)
  }
}
