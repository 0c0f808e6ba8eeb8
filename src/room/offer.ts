import { type CapName, type CapSet, allCaps, capSet, caps, has } from '../protocol/caps.ts'
import type { Room } from './room.ts'

/** The capabilities that may be asked for now. */
export function offeredCaps({ config }: Room): CapSet {
  return allCaps & ~hideable(config.hiddenCaps)
}

/**
 * Those of these that may be hidden. cap-notify may not: who asked for CAP LS 302 keeps it (capability-negotiation,
 * "cap-notify").
 */
export function hideable(names: readonly CapName[]): CapSet {
  return capSet(names) & ~caps['cap-notify'].bit
}

/** Whether accounts are made: not where an operator hides the capability that says so. */
export function offersRegistration(room: Room): boolean {
  return has(offeredCaps(room), 'draft/account-registration')
}
