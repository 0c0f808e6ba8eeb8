import { numerics } from '../../protocol/numerics.ts'
import type { Look } from '../context.ts'
import type { Channel, Member } from '../room.ts'
import { seesAddress } from '../sight.ts'
import { flagsOf, idleSeconds } from './about.ts'

/** What WHO is to tell of each member (IRCv3 WHOX). */
export interface Fields {
  readonly letters: ReadonlySet<string>
  /** What the client will know the answers by. */
  readonly token: string
}

/** Reads what follows the percent character: letters, and a token of up to three digits. Unknown letters are ignored. */
export function readFields(text: string): Fields {
  const [letters = '', token = ''] = text.split(',')
  return { letters: new Set(letters), token: /^\d{1,3}$/.test(token) ? token : '0' }
}

interface Subject {
  readonly look: Look
  readonly member: Member
  readonly channel: Channel | undefined
  readonly token: string
}

/** Every field in the order of the answer, whatever the order of asking. */
const order: readonly (readonly [letter: string, value: (subject: Subject) => string])[] = [
  ['t', ({ token }) => token],
  ['c', ({ channel }) => channel?.name ?? '*'],
  ['u', ({ member }) => member.user],
  ['i', ({ look, member }) => (seesAddress(look.me, member) ? member.address : '255.255.255.255')],
  ['h', ({ member }) => member.host],
  ['s', ({ look }) => look.room.facts.server],
  ['n', ({ member }) => member.nick],
  ['f', ({ member, channel }) => flagsOf(member, channel)],
  ['d', () => '0'],
  ['l', ({ look, member }) => String(idleSeconds(look, member))],
  ['a', ({ member }) => member.account ?? '0'],
  ['o', () => 'n/a'],
  ['r', ({ member }) => member.realname],
]

/** One 354. */
export function sendFields(
  look: Look,
  member: Member,
  channel: Channel | undefined,
  { letters, token }: Fields,
): void {
  const asked = order.filter(([letter]) => letters.has(letter))
  const values = asked.map(([, value]) => value({ look, member, channel, token }))
  const flags = asked.findIndex(([letter]) => letter === 'f')
  const form = flags === -1 ? undefined : { ranksAt: 1 + flags }
  look.reply(numerics.RPL_WHOSPCRPL(values), form)
}
