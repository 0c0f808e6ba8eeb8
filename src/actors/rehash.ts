import { cutWire, fromWire, toWire } from '../protocol/wire.ts'
import type { MemberId } from '../room/room.ts'
import { spaceAfter } from '../room/space.ts'
import type { RoomEvent, RoomState } from './state.ts'

/**
 * Begins to read the operator's files again, for this connection: one reading after the other, so that the latest holds.
 * False where one is under way.
 */
export function rehash(state: RoomState, by: MemberId): boolean {
  const { input, self, slots, room } = state
  const { operations } = input
  if (state.isRehashing || operations === undefined) return false
  state.isRehashing = true
  const nick = fromWire(room.members.get(by)?.nick ?? '*')
  slots.get(by)?.note('oper.used', { nick, command: 'REHASH' })
  operations.reread().then(
    (config) => self.send({ type: 'reread', by, config }),
    (error: unknown) =>
      self.send({ type: 'unread', by, why: error instanceof Error ? error.message : String(error) }),
  )
  return true
}

/** What was read gets its place in the order; what could not be read changes nothing, and who asked is told. */
export function endRehash(state: RoomState, event: Extract<RoomEvent, { type: 'reread' | 'unread' }>): void {
  const { input, sequencer } = state
  if (event.by !== 0) state.isRehashing = false
  if (event.type === 'unread') {
    input.note('config.refused', { why: event.why })
    return tell(state, event.by, `Nothing is changed: ${event.why}`)
  }
  input.note('config.read', { motdLines: event.config.motd.length, hiddenCaps: event.config.hiddenCaps })
  sequencer.append([{ type: 'config', by: 0, atMs: input.nowMs(), config: event.config }])
}

/** A standard reply out of turn: the files were read after REHASH was answered. */
function tell({ room, input, delivery }: RoomState, to: MemberId, text: string): void {
  const { server: source } = room.facts
  const nick = room.members.get(to)?.nick
  const space = spaceAfter(room, source, 'FAIL', 'REHASH', 'CONFIG_BAD')
  const params = ['REHASH', 'CONFIG_BAD', cutWire(toWire(text.replaceAll(/\p{Cc}/gu, ' ')), space)]
  const line = { source, command: 'FAIL', params, atMs: Math.max(input.nowMs(), room.timeMs), nick }
  delivery.deliver([{ type: 'replied', to, line }])
}
