import type { Limits } from '../../../protocol/limits.ts'
import { numerics } from '../../../protocol/numerics.ts'
import type { Channel } from '../../room.ts'
import type { Asked } from './asked.ts'
import type { Applied } from './made.ts'

/** What JOIN can give as one of a list of middle parameters. */
const keyForm = /^[^\0-\x20\x7f,:][^\0-\x20\x7f,]*$/

/** From 1 to as many as fit, so that it is told as it was asked for. */
const limitForm = /^0*([1-9]\d{0,8})$/

/** Sets the key or takes it away, whatever key is given with `-k`; the star tells that it is gone, as with other servers. */
export function changeKey(
  { keyBytes }: Pick<Limits, 'keyBytes'>,
  channel: Channel,
  { add, arg = '' }: Asked,
): Applied {
  const before = channel.key
  if (add && (arg.length > keyBytes || !keyForm.test(arg))) return numerics.ERR_INVALIDKEY(channel.name)
  channel.key = add ? arg : undefined
  return { before, after: channel.key, arg: channel.key ?? '*' }
}

/** Sets how many members there may be, or that it does not matter. */
export function changeLimit(channel: Channel, { add, arg = '' }: Asked): Applied {
  const before = channel.limit?.toString()
  const digits = limitForm.exec(arg)?.[1]
  if (add && digits === undefined) {
    return numerics.ERR_INVALIDMODEPARAM(channel.name, 'l', arg, 'The limit is a number from 1 on')
  }
  channel.limit = add ? Number(digits) : undefined
  const after = channel.limit?.toString()
  return { before, after, arg: after ?? '' }
}
