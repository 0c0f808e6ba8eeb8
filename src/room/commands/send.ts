import { fold } from '../../protocol/casemap.ts'
import { clientTags, nonceTag } from '../../protocol/client-tags.ts'
import type { Message } from '../../protocol/message.ts'
import type { Part } from '../../protocol/multiline.ts'
import { type Numeric, numerics } from '../../protocol/numerics.ts'
import type { Act } from '../context.ts'
import type { History } from '../history/history.ts'
import { isNonce } from '../history/nonces.ts'
import { pairOf } from '../history/pairs.ts'
import { type Member } from '../room.ts'
import { maskOf } from '../mask-of.ts'
import { spaceAfter } from '../space.ts'
import { type Destination, resolve } from './destination.ts'

/** How a refusal is said; NOTICE says none. */
export interface Refuse {
  numeric(numeric: Numeric): void
  fail(code: string, context: readonly string[], text: string): void
}

/** Refusals are answers to the sender. */
export function answering(act: Act): Refuse {
  return {
    numeric: (numeric) => act.reply(numeric),
    fail: (...reply) => act.fail(...reply),
  }
}

interface Content {
  readonly command: string
  /** What follows the target. */
  readonly params: readonly string[]
  /** Its lines, if it has several; then nothing follows the target. */
  readonly parts?: readonly Part[] | undefined
  readonly tags?: Message['tags']
  /** What was said with the same one there is not said again. */
  readonly nonce?: string | undefined
}

/** PRIVMSG and NOTICE: one text to several targets. Gives the members that it was sent to directly. */
export function sendText(act: Act, refuse: Refuse): Member[] {
  const { message, parts } = act
  const { command } = message
  const [list = '', text = ''] = act.params
  if (list === '' || (text === '' && parts === undefined)) {
    refuse.numeric(list === '' ? numerics.ERR_NORECIPIENT(command) : numerics.ERR_NOTEXTTOSEND())
    return []
  }
  const tags = clientTags(message)
  const nonce = tags?.get(nonceTag)
  const { nonceBytes } = act.room.facts.limits
  if (nonce !== undefined && !isNonce(nonce, nonceBytes)) {
    refuse.fail('INVALID_NONCE', [], `A nonce is 1 to ${nonceBytes} bytes`)
    return []
  }
  const members = sendAll(
    act,
    { command, params: parts === undefined ? [text] : [], parts, tags, nonce },
    refuse,
  )
  act.me.activeMs = act.atMs
  return members
}

/** One content to every target of the line, each once; to none when they are too many. Gives the members among them. */
export function sendAll(act: Act, content: Content, refuse: Refuse): Member[] {
  const targets = targetsOf(act.params[0] ?? '')
  const { targets: most } = act.room.facts.limits
  if (targets.length === 0) refuse.numeric(numerics.ERR_NORECIPIENT(content.command))
  if (targets.length > most) {
    refuse.numeric(numerics.ERR_TOOMANYTARGETS(targets[most] ?? ''))
    return []
  }
  const members: Member[] = []
  for (const target of targets) {
    const found = resolve(act, target, textsOf(content))
    if (!('to' in found)) {
      refuse.numeric(found)
      continue
    }
    if (!isRelayable(act, content, found.name)) {
      refuse.numeric(numerics.ERR_INPUTTOOLONG())
      continue
    }
    const said = content.nonce === undefined ? undefined : historyAt(act, found)?.nonces.get(content.nonce)
    if (said !== undefined) {
      if (!mayRead(act, found)) refuse.fail('NONCE_USED', [found.name], 'Something was said with that nonce')
      else if (said.isRedacted)
        refuse.fail('MESSAGE_REDACTED', [found.name], 'It was said, and deleted since')
      else act.echo(said.line)
      continue
    }
    const { command, params, parts, tags } = content
    act.say({ command, params: [found.name, ...params], parts, tags }, found.to, 'echo')
    if (found.member !== undefined) members.push(found.member)
  }
  return members
}

/** What remembers what this member says there; nothing before anything was said between two. */
function historyAt({ room, me }: Act, { to, member }: Destination): History | undefined {
  const [channel] = to.channels ?? []
  if (channel !== undefined) return room.channels.get(channel)?.history
  return me.account === undefined || member?.account === undefined
    ? undefined
    : pairOf(room.archive, me.account, member.account)
}

/** Whether this member sees what is said there: who may speak in a channel from outside hears nothing of it. */
function mayRead({ room, me }: Act, { to }: Destination): boolean {
  const [channel] = to.channels ?? []
  return channel === undefined || room.channels.get(channel)?.members.has(me.id) === true
}

/** Whether the line as others get it, tags aside, is one: it is relayed whole or refused, never cut. Own clients split before. */
function isRelayable({ room, me }: Act, content: Content, target: string): boolean {
  const space = spaceAfter(room, maskOf(me), content.command, target)
  return textsOf(content).every((text) => text.length <= space)
}

/** What it says, a line each; none for TAGMSG. */
function textsOf({ params, parts }: Content): readonly string[] {
  return parts === undefined ? params : parts.map(({ text }) => text)
}

/** The targets of a list, each once, in the order and spelling of the first mention. */
export function targetsOf(list: string): string[] {
  if (list !== '' && !list.includes(',')) return [list]
  const targets = new Map<string, string>()
  for (const target of list.split(',')) {
    if (target !== '' && !targets.has(fold(target))) targets.set(fold(target), target)
  }
  return [...targets.values()]
}
