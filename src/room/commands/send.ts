import { fold } from '../../protocol/casemap.ts'
import type { Message } from '../../protocol/message.ts'
import { looksLikeChannel } from '../../protocol/names.ts'
import { type Numeric, numerics } from '../../protocol/numerics.ts'
import { findChannel, findNick } from '../channels.ts'
import type { Act } from '../context.ts'
import type { Audience } from '../outcome.ts'
import { type Member, maskOf } from '../room.ts'
import { spaceAfter } from '../space.ts'

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
  const members = sendAll(act, { command, params: [text], tags: clientTags(act.message) }, refuse)
  act.me.activeMs = act.atMs
  return members
}

/** One content to every target of the line, each once; to none when they are too many. Gives the members among them. */
export function sendAll(act: Act, content: Content, refuse: Refuse): Member[] {
  const targets = targetsOf(act.params[0] ?? '')
  const { targets: most } = act.room.facts.limits
  if (targets.length === 0) refuse(numerics.ERR_NORECIPIENT(content.command))
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
    if (!isRelayable(act, content, found.name)) {
      refuse(numerics.ERR_INPUTTOOLONG())
      continue
    }
    const { command, params, tags } = content
    act.say({ command, params: [found.name, ...params], tags }, found.to, 'echo')
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
  return { name: channel.name, to: { channels: [channel.id] } }
}

/** The tags that a client may send to others: those that begin with `+` (IRCv3 message-tags). */
export function clientTags(message: Message): ReadonlyMap<string, string> | undefined {
  if (message.tags === undefined) return undefined
  const tags = new Map([...message.tags].filter(([key]) => key.startsWith('+')))
  return tags.size === 0 ? undefined : tags
}

/** Whether the line as others get it, tags aside, is one: it is relayed whole or refused, never cut. Own clients split before. */
function isRelayable({ room, me }: Act, { command, params }: Content, target: string): boolean {
  const [text] = params
  return text === undefined || text.length <= spaceAfter(room, maskOf(me), command, target)
}

/** The targets of a list, each once, in the order and spelling of the first mention. */
function targetsOf(list: string): string[] {
  if (list !== '' && !list.includes(',')) return [list]
  const targets = new Map<string, string>()
  for (const target of list.split(',')) {
    if (target !== '' && !targets.has(fold(target))) targets.set(fold(target), target)
  }
  return [...targets.values()]
}
