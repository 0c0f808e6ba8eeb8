import type { Log, Violation } from './events.ts'
import { type Known, type Ledger, shownBy } from './ledger.ts'
import { type Gap, type Stay, historyOf } from './stays.ts'

/**
 * L1, no confirmed message is lost: what its sender had an echo of is shown by every member that was there at its
 * place in the order and says no gap there. L2, no silent hole: a screen misses nothing that anybody else saw, and no
 * end of a life, without a gap line.
 *
 * They share one judgement of what is missing, and a missing message is L1's where it has an echo, else L2's. Missing
 * can be what stands before something that the member shows or before its own going; at the end, what was known to
 * somebody before the member last settled. What a killed daemon took with it is not missing, but the gap line is.
 */
export function judgeLoss(ledger: Ledger): Violation[] {
  return eachView(ledger, (log, channel, known) => {
    const has = new Set(shownBy(log).map(({ msgid }) => msgid))
    return historyOf(log, channel).stays.flatMap((stay): Violation[] => {
      const missing = known.filter((one) => !has.has(one.msgid) && isDue(one, stay))
      const lost = missing.map(({ msgid, echoedAt }): Violation => {
        const [rule, says] =
          echoedAt === undefined
            ? (['L2', `has a silent hole in ${channel} where others show ${msgid}`] as const)
            : (['L1', `does not show ${msgid} in ${channel}, which was confirmed to its sender`] as const)
        return { rule, client: log.client, message: msgid, says }
      })
      if (!stay.isSilent) return lost
      const says = `came back to ${channel} in life ${stay.life} and does not say that the one before is gone`
      return [{ rule: 'L2', client: log.client, message: channel, says }, ...lost]
    })
  })
}

/**
 * L3, no false gap: a gap line is shown where a life ended, or where the member was cut off and the room could not
 * give it all that came since, or was not asked in time before it went. A message whose fate nobody knows counts as one
 * that came.
 */
export function judgeGaps(ledger: Ledger): Violation[] {
  return eachView(ledger, (log, channel, known) => {
    const { stays, strays } = historyOf(log, channel)
    const unresolved = ledger.unresolved.filter((sent) => sent.channel === channel)
    const canBeTrue = ({ at, after, joined, wasOwed }: Gap, { life, cutShort }: Stay): boolean => {
      const came = known.filter(
        ({ place, sent }) => place.life === life && place.seq > after && sent.at <= at,
      )
      const perhaps = unresolved.filter(({ lives, at: sentAt }) => lives.has(life) && sentAt <= at)
      const isMuch = came.length + perhaps.length > ledger.round.keeps
      return wasOwed || (joined > after && (isMuch || cutShort === joined))
    }
    const violation = (says: string): Violation => ({
      rule: 'L3',
      client: log.client,
      message: channel,
      says,
    })
    return [
      ...strays.map((at) =>
        violation(`says at ${at} that something is missing in ${channel}, where it is not`),
      ),
      ...stays.flatMap((stay) =>
        stay.gaps
          .filter((gap) => !canBeTrue(gap, stay))
          .map((gap) =>
            violation(`says at ${gap.at} that something is missing in ${channel}, and nothing was`),
          ),
      ),
    ]
  })
}

type JudgeView = (log: Log, channel: string, known: readonly Known[]) => Violation[]

/** Every client with every channel that it did anything in. */
function eachView({ round, channels }: Ledger, judge: JudgeView): Violation[] {
  return round.logs.flatMap((log) => {
    const names = new Set(log.events.flatMap((event) => ('channel' in event ? [event.channel] : [])))
    return [...names].flatMap((channel) => judge(log, channel, channels.get(channel) ?? []))
  })
}

function isDue(one: Known, stay: Stay): boolean {
  const { life, seq } = one.place
  if (life !== stay.life || stay.gaps.some((gap) => covers(gap, one))) return false
  // What is shown of the time before the JOIN begins anywhere, and then goes on.
  const first = Math.min(stay.from, stay.shown[0] ?? stay.from)
  const { until = Number.POSITIVE_INFINITY, settledSince } = stay
  if (seq < first || seq > until) return false
  const isBelowTheLast = stay.shown.some((shown) => shown > seq)
  return isBelowTheLast || stay.until !== undefined || one.knownAt <= settledSince
}

/** A gap line is about what was said before it, not what came live, was due before, or is past what is shown next. */
function covers(gap: Gap, { place: { seq }, sent, knownAt }: Known): boolean {
  const { at, after, before = Number.POSITIVE_INFINITY, joined, settledSince } = gap
  return seq > after && seq < Math.min(before, joined) && sent.at <= at && knownAt > settledSince
}
