import type { LongestTexts } from '../protocol/isupport.ts'
import { longestAway } from './commands/away.ts'
import { longestReason } from './commands/kick.ts'
import { longestTopic } from './commands/topic.ts'
import { type Measured, longestMask } from './space.ts'

/**
 * The texts that fit whoever says them wherever: of the longest nick, user and host, in a channel of the longest name.
 * Longer ones are taken up to their limit where the names leave room.
 */
export function longestTexts(room: Measured): LongestTexts {
  const { limits } = room.facts
  const source = longestMask(limits)
  const channel = '#'.repeat(limits.channelBytes)
  return {
    away: longestAway(room),
    kick: longestReason(room, source, channel),
    topic: longestTopic(room, source, channel),
  }
}
