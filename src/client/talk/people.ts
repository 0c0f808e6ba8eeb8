import type { Channel, Member } from '../model.ts'

/** The marks of ranks, the highest first. */
const ranks = '~&@%+'

const sortedOf = new WeakMap<Channel['members'], readonly Member[]>()

/** Who is in a channel, the highest ranks first, then by their names; the same list while nobody comes or goes. */
export function people(members: Channel['members']): readonly Member[] {
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
  return rank === -1 ? ranks.length : rank
}
