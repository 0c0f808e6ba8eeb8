import type { Round, Violation } from './events.ts'
import { judgeCounts, judgeTimes } from './facts.ts'
import { judgeDoubled, judgeOrigin, judgeText, judgeTwice } from './identity.ts'
import { ledgerOf } from './ledger.ts'
import { judgeGaps, judgeLoss } from './loss.ts'
import { judgeOneOrder, judgeRealTime, judgeSenders } from './order.ts'

const rules = [
  judgeOneOrder,
  judgeSenders,
  judgeRealTime,
  judgeLoss,
  judgeGaps,
  judgeTwice,
  judgeDoubled,
  judgeOrigin,
  judgeText,
  judgeTimes,
  judgeCounts,
]

/**
 * What a round broke of the promise, by the clients' own logs; empty where the promise was kept. Pure.
 *
 * The promise is what members of channels see: direct messages, joins, topics and the rest are not judged, nor who may
 * read a channel. A log that ends without `settled` owes nothing for its tail.
 */
export function check(round: Round): Violation[] {
  const ledger = ledgerOf(round)
  return rules.flatMap((judge) => judge(ledger))
}
