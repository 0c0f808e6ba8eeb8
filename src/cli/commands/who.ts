import { plainOutput } from '../face/output.ts'
import { type Column, sayRows, shortSize, shortTime, textOf } from '../face/rows.ts'
import { type ListArguments, formOf, listOf } from '../own-daemon/list.ts'

const columns: readonly Column[] = [
  ['CONN', ({ id }) => textOf(id)],
  ['NICK', ({ nick }) => textOf(nick) || '-'],
  ['FROM', ({ address, port }) => `${textOf(address)} ${textOf(port)}`],
  ['BY', ({ transport }) => textOf(transport)],
  ['OPEN', ({ openSeconds }) => shortTime(openSeconds)],
  ['SILENT', ({ silentSeconds }) => shortTime(silentSeconds)],
  ['IN', ({ bytesIn }) => shortSize(bytesIn)],
  ['OUT', ({ bytesOut }) => shortSize(bytesOut)],
  ['QUEUED', ({ unsentBytes }) => shortSize(unsentBytes)],
]

/** Lists the connections to the room on this computer. @throws {Exit} noneFound */
export async function who(argv: ListArguments): Promise<void> {
  sayRows(plainOutput, formOf(argv), await listOf(argv, 'who'), columns)
}
