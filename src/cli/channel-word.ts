import { nearest } from '../client/nearest.ts'
import { Exit } from './exit.ts'

/** What people try, and what there is instead. */
const otherWords = new Map([
  ['version', 'earshot --version'],
  ['list', 'earshot discover      shows the rooms on this network'],
  ['rooms', 'earshot discover      shows the rooms on this network'],
  ['log', 'earshot logs          shows the log of the daemon of this computer'],
  ['start', 'earshot daemon        runs a room on this computer'],
  ['install', 'earshot service install'],
])

/** `earshot stauts` is no channel. A channel that is called like a command can be said with its `#`. */
export function checkChannelWord(channel: string, usual: string, known: readonly string[]): void {
  if (channel.startsWith('#') || channel === usual) return
  const instead = otherWords.get(channel.toLowerCase())
  if (instead !== undefined) {
    throw new Exit(
      'usage',
      `No such command: ${channel}.`,
      instead,
      `to join a channel:    earshot '#${channel}'`,
    )
  }
  const meant = nearest(channel, known)
  if (meant === undefined) return
  throw new Exit(
    'usage',
    `Unknown command: ${channel}. Did you mean earshot ${meant}?`,
    `the channel of that name: earshot '#${channel}'`,
  )
}
