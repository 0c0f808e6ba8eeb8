import { type Limits, defaultLimits } from '../../protocol/limits.ts'

/** As good as none, and still a number to reckon with. */
const plenty = 1_000_000_000

/** The limits of a daemon: the defaults, or with `--no-limits` those for tests and benches, which bound no honest load. */
export function limitsFor(limited: boolean): Limits {
  if (limited) return defaultLimits
  return {
    ...defaultLimits,
    rateBurst: plenty,
    ratePerSecond: plenty,
    perAddress: plenty,
    newPerAddressPerMinute: plenty,
    unregisteredShare: 1,
    firstByteMs: 600_000,
    registrationMs: 600_000,
    historyReplayed: 0,
    discoveryPerSourcePerSecond: 1_000,
    discoveryAnswersPerSecond: 1_000,
  }
}
