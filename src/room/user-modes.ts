import type { Member, Room, UserMode } from './room.ts'

/** Every mode that a member can have. */
export const userModes = ['B', 'i', 'o', 'w'] as const satisfies readonly UserMode[]

/** Whether a letter of MODE is a mode of members. */
export function isUserMode(letter: string): letter is UserMode {
  return userModes.some((mode) => mode === letter)
}

/** Sets or clears a mode of a member, and counts it. True when it was otherwise before. */
export function setUserMode(room: Room, { modes }: Member, mode: UserMode, on: boolean): boolean {
  if (modes.has(mode) === on) return false
  if (on) modes.add(mode)
  else modes.delete(mode)
  room.modeCounts[mode] += on ? 1 : -1
  return true
}

/** The modes of a member as MODE writes them: `+i`, or `+` alone. */
export function writeUserModes({ modes }: Member): string {
  return `+${[...modes].sort().join('')}`
}
