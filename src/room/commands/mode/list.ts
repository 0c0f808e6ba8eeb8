import { fold } from '../../../protocol/casemap.ts'
import { type Numeric, numerics } from '../../../protocol/numerics.ts'
import { enlist, unlist } from '../../bans.ts'
import type { Look } from '../../context.ts'
import { readMask } from '../../masks.ts'
import { type Channel, type ListMode } from '../../room.ts'
import { maskOf } from '../../mask-of.ts'
import type { Asked } from './asked.ts'
import type { Applied } from './made.ts'

/** The masks of a list in the order of setting, with who set them and when, and the end. */
export function showList(look: Look, { name, lists }: Channel, mode: ListMode): void {
  for (const { mask, by, atMs } of lists[mode].values()) {
    look.reply(entryOf(mode, name, mask, by, Math.floor(atMs / 1000)))
  }
  look.reply(endOf(mode, name))
}

function entryOf(
  mode: ListMode,
  ...entry: [name: string, mask: string, by: string, seconds: number]
): Numeric {
  if (mode === 'b') return numerics.RPL_BANLIST(...entry)
  return mode === 'e' ? numerics.RPL_EXCEPTLIST(...entry) : numerics.RPL_INVEXLIST(...entry)
}

function endOf(mode: ListMode, name: string): Numeric {
  if (mode === 'b') return numerics.RPL_ENDOFBANLIST(name)
  return mode === 'e' ? numerics.RPL_ENDOFEXCEPTLIST(name) : numerics.RPL_ENDOFINVEXLIST(name)
}

/** Puts a mask on a list or takes it from there; what is no mask is 696, one mask too many 478. */
export function changeList(look: Look, channel: Channel, mode: ListMode, { add, arg = '' }: Asked): Applied {
  const { limits } = look.room.facts
  const { name, lists } = channel
  const mask = readMask(arg, limits)
  if (mask === undefined) return numerics.ERR_INVALIDMODEPARAM(name, mode, arg, 'Not a mask, or too long')
  const known = lists[mode].get(fold(mask))?.mask
  const before = known === undefined ? undefined : fold(known)
  if (add && known === undefined) {
    if (lists.b.size + lists.e.size + lists.I.size >= limits.listModes) {
      return numerics.ERR_BANLISTFULL(name, mode)
    }
    enlist(channel, mode, { mask, by: maskOf(look.me), atMs: look.atMs })
  } else if (!add) unlist(channel, mode, mask)
  return { before, after: add ? fold(mask) : undefined, arg: known ?? mask }
}
