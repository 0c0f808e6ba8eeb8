import { fold } from '../protocol/casemap.ts'
import type { Message } from '../protocol/message.ts'
import { limitOf } from './limits.ts'
import { type Effect, type Kind, type Model, type Pending, type Step, send, step } from './model.ts'
import { splitText, textRoom } from './split.ts'

/**
 * What we said and the room has not confirmed yet. Confirmed is what comes back: by its label (labeled-response),
 * else as the oldest to that target (echo-message), else, on a server that has neither, by the answer to a PING
 * sent after it.
 */

/** Sends a text in as many messages as it needs. */
export function say(model: Model, target: string, text: string, kind: Kind, at: number): Step {
  const command = kind === 'notice' ? 'NOTICE' : 'PRIVMSG'
  const lineBytes = limitOf(model, 'LINELEN')
  const room = textRoom(ownMask(model), command, target, lineBytes) - (kind === 'action' ? 9 : 0)
  const pending = new Map(model.pending)
  const effects: Effect[] = []
  let sent = model.sent
  for (const piece of splitText(text, room)) {
    const label = `m${++sent}`
    pending.set(label, { target, text: piece, kind, at })
    const tags = model.caps.has('labeled-response') ? new Map([['label', label]]) : undefined
    const body = kind === 'action' ? `\x01ACTION ${piece}\x01` : piece
    effects.push({ do: 'send', message: { tags, command, params: [target, body] } })
    if (!model.caps.has('echo-message')) effects.push(send('PING', label))
  }
  return step({ ...model, pending, sent }, ...effects)
}

/** Which of the pending this line answers, if any: its label. */
export function pendingLabel(model: Model, message: Message, target: string): string | undefined {
  const label = answeredLabel(model, message)
  if (label !== undefined) return model.pending.has(label) ? label : undefined
  if (model.caps.has('labeled-response')) return undefined
  return [...model.pending].find(([, pending]) => fold(pending.target) === fold(target))?.[0]
}

/** The label that a line answers, its own or its batch's. */
export function answeredLabel(model: Model, { tags }: Message): string | undefined {
  return tags?.get('label') ?? model.batches.get(tags?.get('batch') ?? '')
}

/** Without that one. */
export function withoutPending(model: Model, label: string | undefined): Model {
  if (label === undefined || !model.pending.has(label)) return model
  const pending = new Map(model.pending)
  pending.delete(label)
  return { ...model, pending }
}

/** What is to be shown where the server sends no echo: our own text, once the PONG says that it was taken. */
export function confirmedBy(model: Model, pong: Message): Pending | undefined {
  return model.caps.has('echo-message') ? undefined : model.pending.get(pong.params.at(-1) ?? '')
}

/** Our full mask; before we know it, the longest that it may be. */
function ownMask(model: Model): string {
  const longest = () => `${'u'.repeat(limitOf(model, 'USERLEN'))}@${'h'.repeat(limitOf(model, 'HOSTLEN'))}`
  return `${model.nick}!${model.userHost ?? longest()}`
}
