import { defaultLimits } from '../../protocol/limits.ts'
import { cutBytes } from '../../protocol/utf8.ts'
import type { Wish } from '../model.ts'
import type { Access } from './login.ts'

/**
 * The wish of who logs in: where no nick was asked for, that of the account. The room would end a client of ours that has
 * it, so who is to be beside that one takes a suffix at once.
 */
export function wishFor(wish: Wish, { login }: Access): Wish {
  const [suffix] = wish.suffixes ?? []
  if (login?.account === undefined || suffix === undefined) return wish
  const { account } = login
  if (wish.isBeside !== true) return { ...wish, nick: account }
  return { ...wish, nick: cutBytes(account, defaultLimits.nickBytes - suffix.length) + suffix }
}
