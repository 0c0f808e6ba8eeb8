import type { Violation } from './events.ts'
import { type Ledger, shownBy } from './ledger.ts'

/**
 * T1, time does not go back: in the room's order of one life the times of messages never decrease, over all channels;
 * and a message has the same time for all.
 */
export function judgeTimes(ledger: Ledger): Violation[] {
  const told = timesTold(ledger)
  let before: { life: string; time: number; msgid: string } | undefined
  return [...ledger.known.values()].flatMap(({ msgid, place: { life } }): Violation[] => {
    const [usual, ...others] = told.get(msgid) ?? []
    if (usual === undefined) return []
    const violations = others.map(({ client, time }): Violation => {
      const says = `shows ${msgid} with the time ${time}, ${usual.client} with ${usual.time}`
      return { rule: 'T1', client, message: msgid, says }
    })
    if (before?.life === life && before.time > usual.time) {
      const says = `shows ${msgid} with the time ${usual.time}, but ${before.time} for ${before.msgid} before it`
      violations.push({ rule: 'T1', client: usual.client, message: msgid, says })
    }
    before = { life, time: usual.time, msgid }
    return violations
  })
}

interface Told {
  readonly time: number
  /** The first that was told so. */
  readonly client: string
  times: number
}

/** By msgid: the times that it was shown with, the most usual first. */
function timesTold({ round }: Ledger): Map<string, Told[]> {
  const all = new Map<string, Told[]>()
  for (const log of round.logs) {
    for (const { msgid, time } of shownBy(log)) {
      if (time === undefined) continue
      const told = all.get(msgid) ?? []
      const same = told.find((one) => one.time === time)
      if (same === undefined) told.push({ time, client: log.client, times: 1 })
      else same.times++
      all.set(msgid, told)
    }
  }
  for (const told of all.values()) told.sort((a, b) => b.times - a.times)
  return all
}

/** M1, the sums agree: the daemon counted as many messages as were in the room, give or take those of unknown fate. */
export function judgeCounts({ round, known, unresolved }: Ledger): Violation[] {
  return Object.entries(round.counted ?? {}).flatMap(([life, { messages }]): Violation[] => {
    const least = [...known.values()].filter(({ place }) => place.life === life).length
    const most = least + unresolved.filter(({ lives }) => lives.has(life)).length
    if (messages >= least && messages <= most) return []
    const expected = least === most ? `${least}` : `${least} to ${most}`
    return [
      { rule: 'M1', client: 'daemon', message: life, says: `counted ${messages} messages, not ${expected}` },
    ]
  })
}
