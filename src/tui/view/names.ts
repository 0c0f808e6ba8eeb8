import type { Channel, Member } from '../../client/model.ts'
import { nickRole } from '../theme.ts'
import { type Row, type Style, fitted, make } from './cells.ts'

const dim: Style = { role: 'dim' }
const ranks = '~&@%+'

/** Who is in the channel, the highest ranks first; the number of those that have no place here in the last row. */
export function namesRows(channel: Channel | undefined, columns: number, rows: number): Row[] {
  const members = channel === undefined ? [] : sorted(channel.members)
  const isTooMany = members.length > rows
  const shown = members.slice(0, isTooMany ? rows - 1 : rows)
  const list = shown.map((member) => nameRow(member, columns))
  return isTooMany ? [...list, [make(` … ${members.length - shown.length} more`, dim)]] : list
}

const sortedOf = new WeakMap<ReadonlyMap<string, Member>, readonly Member[]>()

function sorted(members: Channel['members']): readonly Member[] {
  const known = sortedOf.get(members)
  if (known !== undefined) return known
  const list = [...members.values()].sort(
    (a, b) => rankOf(a) - rankOf(b) || (a.nick.toLowerCase() < b.nick.toLowerCase() ? -1 : 1),
  )
  sortedOf.set(members, list)
  return list
}

function rankOf({ prefixes }: Member): number {
  const rank = ranks.indexOf(prefixes[0] ?? ' ')
  return rank === -1 || prefixes === '' ? ranks.length : rank
}

function nameRow({ nick, prefixes, away }: Member, columns: number): Row {
  const style: Style = away ? dim : { role: nickRole(nick) }
  return fitted([make(` ${prefixes[0] ?? ' '}`, dim), make(nick, style)], columns, { role: 'text' })
}
