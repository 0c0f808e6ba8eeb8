import type { Message } from '../../protocol/message.ts'
import { looksLikeChannel } from '../../protocol/names.ts'
import { type Numeric, numerics } from '../../protocol/numerics.ts'
import { findChannel, findNick } from '../channels.ts'
import type { Act } from '../context.ts'
import type { Audience } from '../outcome.ts'
import { type Member, maskOf } from '../room.ts'

/** How a refusal is said; NOTICE says none. */
type Refuse = (numeric: Numeric) => void

interface Content {
  readonly command: string
  /** What follows the target. */
  readonly params: readonly string[]
  readonly tags?: Message['tags']
}

/** Where a target leads: its name as it is spelt there, who sees it, and the member when it is one. */
interface Destination {
  readonly name: string
  readonly to: Partial<Audience>
  readonly member?: Member
}

/** PRIVMSG and NOTICE: one text to several targets. Gives the members that it was sent to directly. */
export function sendText(act: Act, refuse: Refuse): Member[] {
  const { command } = act.message
  const [list = '', text = ''] = act.params
  if (list === '' || text === '') {
    refuse(list === '' ? numerics.ERR_NORECIPIENT(command) : numerics.ERR_NOTEXTTOSEND())
    return []
  }
  act.me.activeMs = act.atMs
  return sendAll(act, { command, params: [text], tags: clientTags(act.message) }, refuse)
}

/** One content to every target of the line, each once; to none when they are too many. Gives the members among them. */
export function sendAll(act: Act, content: Content, refuse: Refuse): Member[] {
  const targets = [...new Set((act.params[0] ?? '').split(','))].filter((target) => target !== '')
  const { targets: most, lineBytes } = act.room.facts.limits
  if (targets.length > most) {
    refuse(numerics.ERR_TOOMANYTARGETS(targets[most] ?? ''))
    return []
  }
  const members: Member[] = []
  for (const target of targets) {
    const found = resolve(act, target)
    if (!('to' in found)) {
      refuse(found)
      continue
    }
    const line = { ...content, params: [found.name, ...content.params] }
    if (relayedBytes(act, line) > lineBytes) {
      refuse(numerics.ERR_INPUTTOOLONG())
      continue
    }
    act.say(line, found.to, 'echo')
    if (found.member !== undefined) members.push(found.member)
  }
  return members
}

function resolve({ room, me }: Act, target: string): Destination | Numeric {
  if (!looksLikeChannel(target)) {
    const member = findNick(room, target)
    if (member === undefined) return numerics.ERR_NOSUCHNICK(target)
    return { name: member.nick, to: { also: [member.id] }, member }
  }
  const channel = findChannel(room, target)
  if (channel === undefined) return numerics.ERR_NOSUCHCHANNEL(target)
  if (channel.flags.has('n') && !channel.members.has(me.id))
    return numerics.ERR_CANNOTSENDTOCHAN(channel.name)
  return { name: channel.name, to: { channels: [channel.key] } }
}

/** The tags that a client may send to others: those that begin with `+` (IRCv3 message-tags). */
export function clientTags(message: Message): ReadonlyMap<string, string> | undefined {
  if (message.tags === undefined) return undefined
  const tags = new Map([...message.tags].filter(([key]) => key.startsWith('+')))
  return tags.size === 0 ? undefined : tags
}

/** The line as others get it, tags aside: it is relayed whole or refused, never cut, so own clients split before. */
function relayedBytes(act: Act, line: Content): number {
  const params = line.params.reduce((bytes, param) => bytes + 1 + param.length, 0)
  // `:source COMMAND`, each parameter after a space, a colon before the last, CR LF.
  return 1 + maskOf(act.me).length + 1 + line.command.length + params + 1 + 2
}
