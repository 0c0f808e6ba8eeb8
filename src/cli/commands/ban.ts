import { plainText } from '../../client/safe-text.ts'
import { channelWord } from '../arguments/channel-word.ts'
import { Exit } from '../exit.ts'
import { plainOutput } from '../face/output.ts'
import { type Column, sayRows, textOf } from '../face/rows.ts'
import { askDaemon } from '../own-daemon/control.ts'
import { type ListArguments, formOf } from '../own-daemon/list.ts'

export interface BanArguments extends ListArguments {
  readonly mask?: string | undefined
  readonly channel?: string | undefined
  readonly remove?: boolean | undefined
}

const columns: readonly Column[] = [
  ['MASK', ({ mask }) => textOf(mask)],
  ['SINCE', ({ since }) => textOf(since)],
]

/** Keeps somebody out of the room or of a channel, takes that back, or lists the bans of the room. @throws {Exit} */
export async function ban(argv: BanArguments): Promise<void> {
  const { mask } = argv
  if (mask === undefined) return await list(argv)
  const channel = channelWord(argv.channel)
  const isAdded = argv.remove !== true
  const command = isAdded ? 'ban' : 'unban'
  const answer = await askDaemon(argv, { command, mask, ...(channel === undefined ? {} : { channel }) })
  const gone = 'members' in answer && typeof answer.members === 'number' ? answer.members : 0
  const where = plainText(channel ?? 'the room')
  plainOutput.note(`${plainText(mask)} is ${isAdded ? 'banned from' : 'allowed again in'} ${where}`)
  if (gone > 0) plainOutput.note(`sent away: ${gone}`)
}

async function list(argv: BanArguments): Promise<void> {
  if (argv.remove === true || argv.channel !== undefined) {
    throw new Exit('usage', 'Say whom: a mask, an address or a nick.', 'earshot ban --help')
  }
  const answer = await askDaemon(argv, { command: 'bans' })
  const bans: unknown = 'bans' in answer ? answer.bans : []
  const rows = Array.isArray(bans)
    ? bans.filter((ban: unknown) => typeof ban === 'object' && ban !== null)
    : []
  sayRows(plainOutput, formOf(argv), rows, columns)
}
