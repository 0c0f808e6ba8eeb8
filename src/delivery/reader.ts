import type { CapSet } from '../protocol/caps.ts'
import type { Link } from '../protocol/link.ts'
import type { ChannelId, MemberId } from '../room/room.ts'
import type { TurnItem } from './turn-log.ts'
import type { View } from './views.ts'

/** What delivery knows of one link, and where the link stands in the turn. */
export interface Reader {
  readonly id: MemberId
  readonly link: Link
  caps: CapSet
  readonly channels: Set<ChannelId>
  /** In the turn of this number the log up to `from` is in `pending` or was not for this link; in a later one it means nothing. */
  turn: number
  from: number
  /** Bytes of this turn that are this link's alone, as a wire string; they precede what follows in the log. */
  pending: string
  /** True while what it gets this turn cannot be the same bytes as what others get. */
  isAlone: boolean
  /** While a turn is written: the view it has arrived at. */
  view: View | undefined
  /** Batches that were opened on this link; their count names the next one. */
  batches: number
}

/** A reader that is in no channel and has no capabilities. */
export function createReader(id: MemberId, link: Link): Reader {
  return {
    id,
    link,
    caps: 0,
    channels: new Set(),
    turn: 0,
    from: 0,
    pending: '',
    isAlone: false,
    view: undefined,
    batches: 0,
  }
}

/** Whether a public line is for this link. */
export function sees(
  reader: Pick<Reader, 'id' | 'channels'>,
  { channels, also, except }: Omit<TurnItem, 'line'>,
): boolean {
  if (except.includes(reader.id)) return false
  if (also.includes(reader.id)) return true
  for (const channel of channels) if (reader.channels.has(channel)) return true
  return false
}
