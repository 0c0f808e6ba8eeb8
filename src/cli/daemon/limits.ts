import { type Limits, defaultLimits } from '../../protocol/limits.ts'
import type { DaemonOptions } from '../config/daemon-options.ts'

/** As good as none, and still a number to reckon with. */
const plenty = 1_000_000_000

const plentiful: Limits = {
  ...defaultLimits,
  rateBurst: plenty,
  ratePerSecond: plenty,
  perAddress: plenty,
  newPerAddressPerMinute: plenty,
  wrongLoginsPerMinute: plenty,
  hashesPerMinute: plenty,
  unregisteredShare: 1,
  firstByteMs: 600_000,
  registrationMs: 600_000,
  historyReplayed: 0,
  discoveryPerSourcePerSecond: 1_000,
  discoveryAnswersPerSecond: 1_000,
}

/** How many connections there may be where so many files may be open. */
export function mostConnections(openFiles: number): number {
  return Math.max(16, openFiles - defaultLimits.descriptorsKept)
}

/**
 * The limits of a daemon: the defaults, or with `--no-limits` those for tests and benches, which bound no honest load;
 * `replay` messages are shown at JOIN where that is said.
 */
export function limitsFor({ limits, replay }: Pick<DaemonOptions, 'limits' | 'replay'>): Limits {
  const chosen = limits ? defaultLimits : plentiful
  return replay === undefined ? chosen : { ...chosen, historyReplayed: replay }
}
