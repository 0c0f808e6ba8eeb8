import { isDeepStrictEqual } from 'node:util'
import type { DaemonConfig, DaemonOptions } from './daemon-options.ts'
import type { Settled } from './resolve.ts'
import { camel } from './setting.ts'
import { shownValue } from './shown.ts'

/** A setting that is written otherwise than before. */
export interface Change {
  readonly setting: string
  /** As people write it. */
  readonly from: string
  readonly to: string
  /** Where the new value is written. */
  readonly place: string
}

/** What becomes of a configuration that is read again. */
export interface Comparison {
  /** What holds from now on. */
  readonly changed: readonly Change[]
  /** What holds after a restart. */
  readonly waiting: readonly Change[]
  /** What holds from now on, with all that has not changed, or has to wait. */
  readonly config: DaemonConfig
}

/** Compares what a daemon runs with and what is written now. */
export function compare(now: DaemonConfig, next: DaemonConfig): Comparison {
  const changed: Change[] = []
  const waiting: Change[] = []
  const settled: Settled[] = []
  const kept: Partial<Record<string, unknown>> = {}
  const before: Readonly<Record<string, unknown>> = { ...now.options }
  const after: Readonly<Record<string, unknown>> = { ...next.options }
  for (const [index, setting] of next.settled.entries()) {
    const old = now.settled[index] ?? setting
    const key = camel(setting.name)
    const isWaiting = setting.row.applies === 'restart'
    settled.push(isWaiting ? old : setting)
    if (isWaiting) kept[key] = before[key]
    if (isDeepStrictEqual(before[key], after[key])) continue
    const [from, to] = [shownValue(old, before[key]), shownValue(setting, after[key])]
    const change = { setting: setting.name, from, to, place: setting.written?.place ?? 'default' }
    ;(isWaiting ? waiting : changed).push(change)
  }
  const options: DaemonOptions = { ...next.options, ...kept }
  return { changed, waiting, config: { ...next, settled, options } }
}
