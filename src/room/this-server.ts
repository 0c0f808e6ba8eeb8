import { findNick } from './channels.ts'
import { matchesGlob } from './glob.ts'
import type { Room } from './room.ts'

/**
 * Whether a question for a server is one for this server: it names it, or a mask of it, or somebody who is here
 * (Modern IRC, "VERSION message").
 */
export function isThisServer(room: Room, target: string): boolean {
  return matchesGlob(target, room.facts.server, room.facts.limits) || findNick(room, target) !== undefined
}
