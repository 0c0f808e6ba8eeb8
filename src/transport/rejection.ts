/** Why a connection was not let in, as one of few words. */
export type Rejection = (typeof kinds)[number][1] | 'other'

/** How the reasons begin (`Denial`, and what a `Visit` says). */
const kinds = [
  ['Server full', 'full'],
  ['address not allowed', 'address'],
  ['too many connections from', 'per_address'],
  ['connecting too fast', 'rate'],
  ['too many unregistered', 'crowded_out'],
  ['closed without a word', 'silent'],
  ['nothing said', 'silent'],
  ['TLS', 'tls'],
  ['This room speaks TLS only', 'plain'],
  ['HTTP', 'http'],
  ['Server shutting down', 'shutdown'],
] as const

/** All of them, so that what has not happened yet is known to be none. */
export const rejections: readonly Rejection[] = [...kinds.map(([, kind]) => kind), 'other']

/** The kind of a reason. */
export function rejectionOf(reason: string): Rejection {
  return kinds.find(([start]) => reason.startsWith(start))?.[1] ?? 'other'
}
