import { type Entry, type Wanted, isWanted, parseEntry } from './entry.ts'

/** Anything that gives its lines from the newest to the oldest. */
interface Back {
  back(): Iterable<string>
}

/** The last entries of several logs that are wanted, the oldest first. Each log is read no further back than needed. */
export function recent(logs: readonly Back[], wanted: Wanted, most: number): Entry[] {
  const entries: Entry[] = []
  const heads = logs.map((log) => wantedOf(log, wanted))
  const next = heads.map((head) => head.next().value)
  while (entries.length < most) {
    const newest = indexOfNewest(next)
    const entry = newest === undefined ? undefined : next[newest]
    if (newest === undefined || entry === undefined) break
    entries.push(entry)
    next[newest] = heads[newest]?.next().value
  }
  for (const head of heads) head.return(undefined)
  return entries.reverse()
}

function* wantedOf(log: Back, wanted: Wanted): Generator<Entry, undefined, undefined> {
  for (const line of log.back()) {
    const entry = parseEntry(line)
    if (isWanted(entry, wanted)) yield entry
  }
  return undefined
}

/** What has no time stands beside what was written before it. */
function indexOfNewest(next: readonly (Entry | undefined)[]): number | undefined {
  let newest: number | undefined
  for (const [i, entry] of next.entries()) {
    if (entry === undefined) continue
    if (entry.time === '') return i
    if (newest === undefined || entry.time >= (next[newest]?.time ?? '')) newest = i
  }
  return newest
}
