import type { Aside } from '../peer.ts'

/** PING token: RFC 2812 §3.7.2. Answered after everything that its sender sent before has its place. */
export function ping(aside: Aside): void {
  aside.send('PONG', aside.room.facts.server, aside.params[0] ?? '')
}
