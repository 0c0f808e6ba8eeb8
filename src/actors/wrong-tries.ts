import { networkNumber, parseAddress } from '../protocol/ip-address.ts'
import type { Limits } from '../protocol/limits.ts'

const minuteMs = 60_000

/** From where wrong passwords came in the last minute; whoever is heard of again is put at the end. */
export class WrongTries {
  readonly #atMs = new Map<string, readonly number[]>()
  readonly #limits: Pick<Limits, 'wrongPasswordsPerMinute' | 'addressesKept'>

  constructor(limits: Pick<Limits, 'wrongPasswordsPerMinute' | 'addressesKept'>) {
    this.#limits = limits
  }

  /** Whether so many came from there that no other is looked at. `nowMs` by the steady clock. */
  areSpent(address: string, nowMs: number): boolean {
    return this.#recent(placeOf(address), nowMs).length >= this.#limits.wrongPasswordsPerMinute
  }

  add(address: string, nowMs: number): void {
    const place = placeOf(address)
    const recent = this.#recent(place, nowMs)
    this.#atMs.delete(place)
    this.#atMs.set(place, [...recent, nowMs])
    const [oldest] = this.#atMs.keys()
    if (oldest !== undefined && this.#atMs.size > this.#limits.addressesKept) this.#atMs.delete(oldest)
  }

  #recent(place: string, nowMs: number): readonly number[] {
    return (this.#atMs.get(place) ?? []).filter((atMs) => nowMs - atMs < minuteMs)
  }
}

/** An address of IPv4, or the /64 of one of IPv6: one host has all of that. */
function placeOf(text: string): string {
  const address = parseAddress(text)
  return address?.family === 'ipv6' ? `${networkNumber(address, 64).toString(16)}/64` : text
}
