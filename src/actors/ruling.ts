import type { Rule, Ruled } from '../room/rule/rule.ts'
import type { RoomState } from './state.ts'

/** Has something done to the room in the server's name; it gets its place in the order, and who asked what came of it. */
export function rule(state: RoomState, rule: Rule, settle: (ruled: Ruled) => void): void {
  const ticket = ++state.lastTicket
  state.tickets.set(ticket, settle)
  state.sequencer.append([{ type: 'rule', by: 0, atMs: state.input.nowMs(), rule, ticket }])
}

/** What came of it is told once. */
export function settleRule({ tickets }: RoomState, ticket: number, ruled: Ruled): void {
  tickets.get(ticket)?.(ruled)
  tickets.delete(ticket)
}
