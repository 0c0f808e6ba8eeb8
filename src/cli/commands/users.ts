import { plainOutput } from '../face/output.ts'
import { type Column, sayRows, shortTime, textOf } from '../face/rows.ts'
import { type ListArguments, formOf, listOf } from '../own-daemon/list.ts'

const columns: readonly Column[] = [
  ['NICK', ({ nick, isOperator }) => `${isOperator === true ? '*' : ''}${textOf(nick)}`],
  ['ACCOUNT', ({ account }) => textOf(account) || '-'],
  ['ADDRESS', ({ address }) => textOf(address)],
  ['IDLE', ({ idleSeconds, away }) => `${shortTime(idleSeconds)}${away === undefined ? '' : ' (away)'}`],
  ['CHANNELS', ({ channels }) => (Array.isArray(channels) ? channels.map(textOf).join(' ') : '')],
  ['HOST', ({ host }) => textOf(host)],
]

/** Lists the members of the room on this computer. @throws {Exit} noneFound */
export async function users(argv: ListArguments): Promise<void> {
  sayRows(plainOutput, formOf(argv), await listOf(argv, 'users'), columns)
}
