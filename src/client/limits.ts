import { defaultLimits } from '../protocol/limits.ts'
import type { Model } from './model.ts'

/** What each ISUPPORT token bounds where the daemon does not say: as ours does. */
const unsaid = {
  HOSTLEN: defaultLimits.hostBytes,
  LINELEN: defaultLimits.lineBytes,
  NICKLEN: defaultLimits.nickBytes,
  USERLEN: defaultLimits.userBytes,
} as const

/** More than any daemon can mean. */
const mostBytes = 65_536

/** A bound of the daemon in bytes: what it says itself, or what ours would. */
export function limitOf({ isupport }: Model, token: keyof typeof unsaid): number {
  const said = Number(isupport.get(token))
  return Number.isInteger(said) && said > 0 && said <= mostBytes ? said : unsaid[token]
}
