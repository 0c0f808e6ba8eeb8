import { networkNumber, parseAddress } from '../protocol/ip-address.ts'

const minuteMs = 60_000

/**
 * How often passwords were tried in the last minute, by whatever they are counted for. One that is begun counts as wrong
 * until it is known to be right, so that many at once are no more than many one after the other.
 */
export class Tries {
  /** Times by key, what was tried last behind all others. */
  readonly #times = new Map<string, number[]>()
  readonly #perMinute: number
  readonly #kept: number

  constructor(perMinute: number, kept: number) {
    this.#perMinute = perMinute
    this.#kept = kept
  }

  /** Whether there were too many to try once more. `nowMs` by the steady clock. */
  isOver(key: string, nowMs: number): boolean {
    const times = this.#times.get(key) ?? []
    return times.filter((ms) => nowMs - ms < minuteMs).length >= this.#perMinute
  }

  count(key: string, nowMs: number): void {
    const times = this.#times.get(key) ?? []
    this.#times.delete(key)
    this.#times.set(key, [...times.filter((ms) => nowMs - ms < minuteMs), nowMs])
    const [oldest] = this.#times.keys()
    if (this.#times.size > this.#kept && oldest !== undefined) this.#times.delete(oldest)
  }

  /** The one that was counted then was right. */
  forgive(key: string, thenMs: number): void {
    const times = this.#times.get(key)
    const at = times?.indexOf(thenMs) ?? -1
    if (times === undefined || at === -1) return
    times.splice(at, 1)
    if (times.length === 0) this.#times.delete(key)
  }
}

/** The key of an address: of IPv6 its /64, since one host has all of that. */
export function addressKey(text: string): string {
  const address = parseAddress(text)
  return `@ ${address?.family === 'ipv6' ? `${networkNumber(address, 64).toString(16)}/64` : text}`
}

/** The key of an account; of no account's name is more to be known. */
export const accountKey = (account: string): string => `a ${account.slice(0, 64)}`
