/** Why a connection has ended, as one of few words: what people said themselves is none of them. */
export type LeavingKind = (typeof kinds)[number][1] | 'shutdown' | 'other'

/** How the reasons begin; the room's own as well as those of links. */
const kinds = [
  ['Quit', 'quit'],
  ['Remote host closed', 'closed'],
  ['Read error', 'network'],
  ['Ping timeout', 'ping_timeout'],
  ['SendQ', 'slow_consumer'],
  ['RecvQ', 'too_long'],
  ['HTTP request', 'http'],
  ['WebSocket', 'websocket'],
  ['Registration timed out', 'registration_timeout'],
  ['Too many unregistered', 'crowded_out'],
  ['Password incorrect', 'password'],
  ['Killed', 'killed'],
  ['Replaced', 'replaced'],
  ['Internal error', 'fault'],
] as const

/** All of them, so that what has not happened yet is known to be none. */
export const leavingKinds: readonly LeavingKind[] = [...kinds.map(([, kind]) => kind), 'shutdown', 'other']

/** The kind of a reason. */
export function leavingKind(reason: string): LeavingKind {
  return kinds.find(([start]) => reason.startsWith(start))?.[1] ?? 'other'
}
