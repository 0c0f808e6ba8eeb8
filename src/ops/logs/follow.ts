import { type Entry, type Wanted, isWanted, parseEntry } from './entry.ts'

/** Entries that are told at once, at most: a log may grow faster than it is shown. */
const mostAtOnce = 1_000

/** Anything that gives the lines that were written since it was asked before. */
interface News {
  news(): Iterable<string>
}

/** What was written to several logs meanwhile and is wanted: by the order of time as far as they are told at once. */
export function* meanwhile(logs: readonly News[], wanted: Wanted): Generator<Entry[]> {
  let entries: Entry[] = []
  for (const log of logs) {
    for (const line of log.news()) {
      const entry = parseEntry(line)
      if (!isWanted(entry, wanted)) continue
      entries.push(entry)
      if (entries.length < mostAtOnce) continue
      yield inOrder(entries)
      entries = []
    }
  }
  if (entries.length > 0) yield inOrder(entries)
}

/** What has no time stays behind what it was written after. */
function inOrder(entries: readonly Entry[]): Entry[] {
  let time = ''
  const timed = entries.map((entry) => ({ entry, time: (time = entry.time === '' ? time : entry.time) }))
  return timed.toSorted((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0)).map(({ entry }) => entry)
}
