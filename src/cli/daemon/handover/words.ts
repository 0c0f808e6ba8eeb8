import type { Counters } from '../../../actors/bequest.ts'
import type { RoomFacts } from '../../../room/room.ts'

/*
 * What a daemon and its successor say to one another on the pipe between them: a line is a word, a space and JSON. The
 * order: `hello`; `ready` back; `room` for each line of the snapshot, `entry` for what happens meanwhile; `caught-up`; `loaded`
 * back; more `entry`; `go`; `open` back; `released`; `settled` back. Instead of any word back: `failed`, with a sentence for the operator.
 */

/** Another version of earshot may say other words. */
export const handoverFormat = 1

/** Set for a successor, to what sockets it is given: its descriptor 3 is the pipe, 4 listens, and 5, where there is one, is for datagrams. */
export const handoverVariable = 'EARSHOT_HANDOVER'
export const pipeFd = 3
export const listenerFd = 4
export const udpFd = 5

/** Who hands over. */
export interface Hello {
  readonly format: number
  readonly version: string
  /** What the room is, also while the successor runs what has happened. */
  readonly facts: RoomFacts
  /** Of the room's key. */
  readonly id: string
  /** Where accounts are kept. */
  readonly accounts?: string | undefined
}

/** Nothing happens any more: what the successor has to know besides the room. */
export interface Go extends Counters {
  /** Announcements of this life are numbered from here on. */
  readonly discoverySeq: number
}

/** All is the successor's. */
export interface Released {
  /** The one before stays, for whoever started it; when it is gone, so is who wanted the room. */
  readonly isMinded: boolean
}

/** What is said to the successor, and what by it. */
export type ToHeir = 'hello' | 'room' | 'entry' | 'caught-up' | 'go' | 'released'
export type FromHeir = 'ready' | 'loaded' | 'open' | 'settled' | 'failed'

/** A line without its end, as word and JSON; the latter is empty where there is none. */
export function splitWord(line: string): readonly [word: string, json: string] {
  const space = line.indexOf(' ')
  return space === -1 ? [line, ''] : [line.slice(0, space), line.slice(space + 1)]
}
