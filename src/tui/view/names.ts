import type { Channel, Member } from '../../client/model.ts'
import { people } from '../../client/talk/people.ts'
import { nickRole } from '../theme.ts'
import { type Row, type Style, fitted, make } from './cells.ts'

const dim: Style = { role: 'dim' }

/** Who is in the channel, the highest ranks first; the number of those that have no place here in the last row. */
export function namesRows(channel: Channel | undefined, columns: number, rows: number): Row[] {
  const members = channel === undefined ? [] : people(channel.members)
  const isTooMany = members.length > rows
  const shown = members.slice(0, isTooMany ? rows - 1 : rows)
  const list = shown.map((member) => nameRow(member, columns))
  return isTooMany ? [...list, [make(` … ${members.length - shown.length} more`, dim)]] : list
}

function nameRow({ nick, prefixes, away }: Member, columns: number): Row {
  const style: Style = away ? dim : { role: nickRole(nick) }
  return fitted([make(` ${prefixes[0] ?? ' '}`, dim), make(nick, style)], columns, { role: 'text' })
}
