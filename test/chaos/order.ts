import type { Violation } from './events.ts'
import { type Known, type Ledger, keyOf, shownBy } from './ledger.ts'
import { type Place, placeOf } from './place.ts'

/**
 * O1, one order: what two clients both show of a channel stands in the same order on both screens. Judged against the
 * room's own order, which each screen has to follow; so the client that is wrong is named, and a lone screen is judged
 * too. Of a message that is shown twice the first time counts.
 */
export function judgeOneOrder({ round, order }: Ledger): Violation[] {
  return round.logs.flatMap((log) => {
    const last = new Map<string, { msgid: string; place: Place }>()
    const seen = new Set<string>()
    return shownBy(log).flatMap(({ channel, msgid }): Violation[] => {
      if (seen.has(msgid)) return []
      seen.add(msgid)
      const before = last.get(channel)
      const place = placeOf(msgid)
      last.set(channel, { msgid, place })
      if (before === undefined || order(before.place, place) <= 0) return []
      const says = `shows ${msgid} below ${before.msgid}, which came after it in ${channel}`
      return [{ rule: 'O1', client: log.client, message: msgid, says }]
    })
  })
}

/**
 * O2, each sender in order: what one client says in a channel gets its places in the order of the first sending. With
 * O1 this holds on every screen.
 */
export function judgeSenders(ledger: Ledger): Violation[] {
  const places = placed([...ledger.known.values()])
  const last = new Map<string, Known>()
  return [...ledger.sent].flatMap(([key, { client, channel }]): Violation[] => {
    const here = places.get(key)
    if (here === undefined) return []
    const sender = `${client} ${channel}`
    const before = last.get(sender)
    last.set(sender, here)
    if (before === undefined || ledger.order(before.place, here.place) < 0) return []
    const says = `${here.msgid} came before ${before.msgid} in ${channel}, though ${client} said it later`
    return [{ rule: 'O2', client, message: here.msgid, says }]
  })
}

/**
 * O3, real time: who begins to say B when the echo of somebody else's A is already there has B after A, in their
 * channel. Of the same sender's it is O2.
 */
export function judgeRealTime(ledger: Ledger): Violation[] {
  return [...ledger.channels.values()].flatMap((known) => {
    const first = [...placed(known).values()]
    const sends = first.toSorted((a, b) => a.sent.at - b.sent.at)
    const echoes = known.filter(({ echoedAt }) => echoedAt !== undefined).toSorted((a, b) => at(a) - at(b))
    const highest = new Highest(ledger)
    let next = 0
    return sends.flatMap((one): Violation[] => {
      for (let echo = echoes[next]; echo !== undefined && at(echo) < one.sent.at; echo = echoes[++next])
        highest.add(echo)
      const before = highest.ofOthers(one.sent.client)
      if (before === undefined || ledger.order(before.place, one.place) < 0) return []
      const says = `${one.msgid} came before ${before.msgid}, though it was begun when that one was confirmed`
      return [{ rule: 'O3', client: one.sent.client, message: one.msgid, says }]
    })
  })
}

const at = ({ echoedAt = Number.POSITIVE_INFINITY }: Known): number => echoedAt

/** The last in the room's order, and the last that is not of its sender. */
class Highest {
  readonly #order: Ledger['order']
  #first: Known | undefined
  #other: Known | undefined

  constructor({ order }: Ledger) {
    this.#order = order
  }

  add(one: Known): void {
    if (this.#isBelow(this.#first, one)) {
      if (this.#first?.sent.client !== one.sent.client) this.#other = this.#first
      this.#first = one
    } else if (this.#first?.sent.client !== one.sent.client && this.#isBelow(this.#other, one)) {
      this.#other = one
    }
  }

  ofOthers(client: string): Known | undefined {
    return this.#first?.sent.client === client ? this.#other : this.#first
  }

  #isBelow(known: Known | undefined, one: Known): boolean {
    return known === undefined || this.#order(known.place, one.place) < 0
  }
}

/** By key: where each message is first; a second place is D2's. */
function placed(known: readonly Known[]): Map<string, Known> {
  return new Map(known.toReversed().map((one) => [keyOf(one.sent), one]))
}
