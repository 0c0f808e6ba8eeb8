import type { Link } from '../protocol/link.ts'
import type { Note } from '../ops/events.ts'
import type { MemberId } from '../room/room.ts'
import type { ConnectionEvent } from './connection.ts'
import type { Inbox } from './inbox.ts'
import type { RoomState } from './room.ts'

/** A connection as its supervisor holds it. */
export interface Slot {
  readonly id: MemberId
  readonly ref: { send(event: ConnectionEvent): void }
  readonly link: Link
  readonly inbox: Inbox
  readonly note: Note
  readonly openedMs: number
  /** When the daemon last asked whether the peer is there. */
  pingedMs: number
}

/** Once a second: deadlines and liveness of all connections as comparisons of numbers; a timer each would cost every leave a scan of all. */
export function sweep({ slots, strangers, delivery, input }: RoomState, nowMs: number): void {
  const { registrationMs, pingAfterMs, goneAfterMs } = input.facts.limits
  const { server } = input.facts
  for (const slot of slots.values()) {
    const silentMs = nowMs - slot.inbox.seenMs
    if (strangers.has(slot.id)) {
      if (nowMs - slot.openedMs > registrationMs)
        slot.ref.send({ type: 'expired', reason: 'Registration timed out' })
    } else if (silentMs > goneAfterMs) {
      slot.ref.send({ type: 'expired', reason: `Ping timeout: ${Math.floor(silentMs / 1000)} seconds` })
    } else if (silentMs > pingAfterMs && slot.pingedMs <= slot.inbox.seenMs) {
      slot.pingedMs = nowMs
      const line = { command: 'PING', params: [server], atMs: nowMs }
      delivery.deliver([{ type: 'replied', to: slot.id, line }])
    }
  }
}
