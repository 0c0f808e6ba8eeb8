import type { Rung } from '../protocol/hub.ts'

/** One step of a look: what is asked, and when. */
export interface Step {
  /** Since the look began. */
  readonly atMs: number
  readonly rungs: readonly Rung[]
  /** `unanswered`: only where no room has answered that may be joined. */
  readonly when: 'always' | 'unanswered'
}

const everybody: readonly Rung[] = ['loopback', 'broadcast', 'multicast', 'mdns']

/**
 * How a room is looked for. Everybody is asked again and again, since datagrams get lost. A firewall on this host lets
 * in what answers a datagram to one address, and nothing that answers one to everybody (conntrack cannot tell whose
 * answer it is): so one after the other is asked alone, those first who may have answered already.
 */
export const ladder: readonly Step[] = [
  { atMs: 0, rungs: ['address', ...everybody], when: 'always' },
  { atMs: 30, rungs: ['neighbours'], when: 'unanswered' },
  { atMs: 100, rungs: everybody, when: 'always' },
  { atMs: 150, rungs: ['neighbours'], when: 'unanswered' },
  { atMs: 300, rungs: everybody, when: 'always' },
  { atMs: 600, rungs: ['neighbours'], when: 'unanswered' },
  { atMs: 1_000, rungs: everybody, when: 'always' },
  { atMs: 1_050, rungs: ['sweep'], when: 'unanswered' },
  { atMs: 3_000, rungs: everybody, when: 'always' },
]

/** As `ladder`, for a look that is made again and again: every address of a network is asked for a person only. */
export const ladderWithoutSweep: readonly Step[] = ladder.filter(({ rungs }) => !rungs.includes('sweep'))

/** One address is asked, as often as everybody would be. */
export const addressLadder: readonly Step[] = [0, 100, 300, 1_000].map((atMs) => ({
  atMs,
  rungs: ['address'],
  when: 'always',
}))

/** After the last step everybody is asked at this distance. */
export const later = { everyMs: 10_000, rungs: everybody } as const
