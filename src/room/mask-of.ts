import type { Member } from './room.ts'

interface Mask extends Pick<Member, 'nick' | 'user' | 'host'> {
  readonly text: string
}

const masks = new WeakMap<Member, Mask>()

/** The source of a member's lines: the same string as long as it is the same, since each line that is remembered has it. */
export function maskOf(member: Member): string {
  const { nick, user, host } = member
  const known = masks.get(member)
  if (known !== undefined && known.nick === nick && known.user === user && known.host === host)
    return known.text
  const text = `${nick}!${user}@${host}`
  masks.set(member, { nick, user, host, text })
  return text
}
