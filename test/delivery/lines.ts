import { type CapName, type CapSet, capSet as setOf } from '../../src/protocol/caps.ts'
import type { Audience, OutLine, Outcome } from '../../src/room/outcome.ts'

const atMs = Date.UTC(2026, 10, 22, 12, 30, 15, 7)

/** Capabilities as a set. */
export function capSet(...names: CapName[]): CapSet {
  return setOf(names)
}

/** A line of the server. */
export function line(command: string, ...params: string[]): OutLine {
  return { source: 'earshot.test', command, params, atMs }
}

/** A line of a member. */
export function by(nick: string, command: string, ...params: string[]): OutLine {
  return { source: `${nick}!~u@h`, command, params, atMs, msgid: 'b007-1' }
}

/** A public line; `echoOf` as the room gives it for what only echo-message gives back. */
export function said(line: OutLine, to: Partial<Audience>, echoOf?: number): Outcome & { type: 'said' } {
  const audience = { channels: [], also: [], except: [], ...to }
  return { type: 'said', line, to: audience, ...(echoOf === undefined ? {} : { echoOf }) }
}

export function replied(to: number, line: OutLine): Outcome {
  return { type: 'replied', to, line }
}
