import type { RoomState } from './state.ts'

/** How many there are of what, for who asks for the daemon's status. */
export interface Census {
  readonly connections: number
  readonly members: number
  readonly channels: number
  /** Nobody new is let in who has no account. */
  readonly lockdown: 'on' | 'off'
  /** What was said since the start, to channels or members: a repeat that a nonce gives away is none. */
  readonly messages: number
  /** The same a second, lately. */
  readonly messagesPerSecond: number
  /** Lines that were refused since the start, by fault or numeric. */
  readonly refused: Readonly<Record<string, number>>
}

/** Counts; of no room, none. */
export function census(state: RoomState | undefined): Census {
  return {
    connections: state?.slots.size ?? 0,
    members: state?.room.members.size ?? 0,
    channels: state?.room.channels.size ?? 0,
    lockdown: state?.room.isLockedDown === true ? 'on' : 'off',
    messages: state?.messages ?? 0,
    messagesPerSecond: Math.round((state?.tally.rate.perSecond ?? 0) * 10) / 10,
    refused: Object.fromEntries(state?.refused ?? []),
  }
}
