import type { Event, Violation } from './events.ts'
import { type Ledger, keyOf, shownBy } from './ledger.ts'

/** D1, once on a screen: no client shows a msgid twice. */
export function judgeTwice({ round }: Ledger): Violation[] {
  return round.logs.flatMap((log) => {
    const seen = new Set<string>()
    return shownBy(log).flatMap(({ msgid, channel }): Violation[] => {
      if (seen.has(msgid))
        return [
          { rule: 'D1', client: log.client, message: msgid, says: `shows ${msgid} twice in ${channel}` },
        ]
      seen.add(msgid)
      return []
    })
  })
}

/**
 * D2, once in the room: no token has two msgids in its channel, on whatever screens, in whatever lives. Who is asked
 * after a gap and says it again says a new message.
 */
export function judgeDoubled(ledger: Ledger): Violation[] {
  const first = new Map<string, string>()
  const told = new Set<string>()
  return eachMention(ledger).flatMap(({ client, event }): Violation[] => {
    const { msgid } = event
    const before = first.get(keyOf(event))
    first.set(keyOf(event), before ?? msgid)
    if (before === undefined || before === msgid || told.has(msgid)) return []
    told.add(msgid)
    return [
      { rule: 'D2', client, message: msgid, says: `has ${msgid}, which is ${before} sent a second time` },
    ]
  })
}

/** I1, nothing from nowhere: what is shown or echoed was sent before, to that channel, by who it is said to be from. */
export function judgeOrigin(ledger: Ledger): Violation[] {
  return eachMention(ledger).flatMap(({ client, event }): Violation[] => {
    const { msgid, channel, token, at } = event
    const violation = (says: string): Violation[] => [{ rule: 'I1', client, message: msgid, says }]
    const sent = ledger.sent.get(keyOf(event))
    if (sent === undefined) return violation(`has ${msgid} in ${channel}, which nobody sent there`)
    if (at < sent.at) return violation(`has ${msgid} ${sent.at - at} ms before it was sent`)
    if (event.kind === 'echoed')
      return sent.client === client ? [] : violation(`has an echo of ${token}, which ${sent.client} sent`)
    if (ledger.nicks.get(sent.client)?.has(event.sender) === true) return []
    return violation(`shows ${msgid} as from ${event.sender}, but ${sent.client} sent it`)
  })
}

/** I2, the same bytes: what is shown is what was sent; and a msgid stands for one message. */
export function judgeText(ledger: Ledger): Violation[] {
  const tokens = new Map<string, string>()
  return eachMention(ledger).flatMap(({ client, event }): Violation[] => {
    const { msgid } = event
    const violation = (says: string): Violation[] => [{ rule: 'I2', client, message: msgid, says }]
    const sent = ledger.sent.get(keyOf(event))
    if (sent === undefined) return []
    const key = tokens.get(msgid) ?? keyOf(event)
    tokens.set(msgid, key)
    if (key !== keyOf(event)) return violation(`has ${keyOf(event)} as ${msgid}, which is ${key} elsewhere`)
    if (event.kind === 'echoed' || event.text === sent.text) return []
    return violation(`shows ${msgid} as ${JSON.stringify(event.text)}, sent was ${JSON.stringify(sent.text)}`)
  })
}

type Mention = { client: string; event: Extract<Event, { kind: 'shown' | 'echoed' }> }

/** Wherever a msgid is said to be a token. */
function eachMention({ round }: Ledger): Mention[] {
  return round.logs.flatMap(({ client, events }) =>
    events.flatMap((event) => (event.kind === 'shown' || event.kind === 'echoed' ? [{ client, event }] : [])),
  )
}
