import { looksLikeChannel } from '../../protocol/names.ts'
import { findChannel } from '../channels.ts'
import { globOf } from '../glob.ts'
import type { Channel, Room } from '../room.ts'

/** What a LIST asks for: channels by name, or what each of those that are shown has to be. */
export interface Search {
  /** Undefined: all that there are. */
  readonly named: ReadonlySet<Channel> | undefined
  readonly conditions: readonly Condition[]
  /** The names and masks, as they were given. */
  readonly targets: readonly string[]
}

type Condition = (channel: Channel, atMs: number) => boolean

/** More or less than a number of members, or of minutes since the channel or its topic was made. */
const comparison = /^([CT]?)([<>])(\d+)$/i

/**
 * Reads the lists of a LIST (Modern IRC, "ELIST"): names, `*mask*`, `!*mask*`, `>3`, `<3`, `C>60`, `T<60`. A channel
 * is shown when all conditions hold, and it is one of the names or of the masks where there are any.
 */
export function readSearch(room: Room, words: readonly string[]): Search {
  const { limits } = room.facts
  const named = new Set<Channel>()
  const wanted: ((name: string) => boolean)[] = []
  const conditions: Condition[] = []
  const targets: string[] = []
  let isNamed = false
  for (const word of words) {
    const compared = comparison.exec(word)
    if (compared !== null) {
      conditions.push(compare(compared))
      continue
    }
    targets.push(word)
    if (word.startsWith('!')) {
      const fits = globOf(word.slice(1), limits)
      conditions.push(({ name }) => !fits(name))
    } else if (looksLikeChannel(word) && !/[*?]/.test(word)) {
      isNamed = true
      const channel = findChannel(room, word)
      if (channel !== undefined) named.add(channel)
    } else wanted.push(globOf(word, limits))
  }
  if (wanted.length === 0) return { named: isNamed ? named : undefined, conditions, targets }
  conditions.push((channel) => named.has(channel) || wanted.some((fits) => fits(channel.name)))
  return { named: undefined, conditions, targets }
}

function compare([, what = '', sign, digits]: RegExpExecArray): Condition {
  const than = Number(digits)
  const holds = (value: number): boolean => (sign === '>' ? value > than : value < than)
  switch (what.toLowerCase()) {
    case 'c':
      return ({ createdMs }, atMs) => holds((atMs - createdMs) / minuteMs)
    case 't':
      return ({ topic }, atMs) => topic !== undefined && holds((atMs - topic.atMs) / minuteMs)
    default:
      return ({ members }) => holds(members.size)
  }
}

const minuteMs = 60_000
