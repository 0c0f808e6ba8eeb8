import { numerics } from '../protocol/numerics.ts'
import type { Act } from './context.ts'
import { joinLine } from './join-line.ts'
import { tellAround } from './notify.ts'
import { type Channel, rank } from './room.ts'

/**
 * The member is seen with another host from here on. Holders of `chghost` are told so; to the others in its channels
 * it leaves and comes back (IRCv3 chghost, "Fallback"), but never to itself.
 */
export function rehost(act: Act, host: string): void {
  const { room, me } = act
  const except = [me.id]
  const unless = ['chghost'] as const
  tellAround(act, { command: 'CHGHOST', params: [me.user, host] }, 'self')
  if (me.channels.size > 0) {
    act.say({ command: 'QUIT', params: ['Changing host'], unless }, { channels: [...me.channels], except })
  }
  me.host = host
  for (const id of me.channels) {
    const channel = room.channels.get(id)
    if (channel === undefined) continue
    const to = { channels: [id], except }
    act.say({ ...joinLine(room, channel, me), unless }, to)
    if (me.away !== undefined) act.say({ command: 'AWAY', params: [me.away], unless }, to)
    const ranks = ranksIn(channel, me.id)
    const nicks = Array.from(ranks, () => me.nick)
    const { server: source } = room.facts
    if (ranks !== '')
      act.say({ source, command: 'MODE', params: [channel.name, `+${ranks}`, ...nicks], unless }, to)
  }
  act.reply(numerics.RPL_VISIBLEHOST(host))
}

/** The letters of the ranks that the member has there. */
function ranksIn({ members }: Channel, id: number): string {
  const ranks = members.get(id) ?? 0
  return `${(ranks & rank.op) === 0 ? '' : 'o'}${(ranks & rank.voice) === 0 ? '' : 'v'}`
}
