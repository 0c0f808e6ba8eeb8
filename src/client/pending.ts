import { fold } from '../protocol/casemap.ts'
import { nonceTag } from '../protocol/client-tags.ts'
import type { Message } from '../protocol/message.ts'
import { type Part, concatTag, multilineType } from '../protocol/multiline.ts'
import { limitOf } from './limits.ts'
import { boundsHere, boundsOf } from './multiline.ts'
import { type Display, type Kind, type Model, type Pending } from './model.ts'
import { type Effect, type Step, send, show, step } from './step.ts'
import { replyTag } from './tag-messages.ts'
import { partsOf, splitMultiline, splitText, textRoom } from './split.ts'

/**
 * What we said and the room has not confirmed yet. Confirmed is what comes back: by its label (labeled-response),
 * else as the oldest to that target (echo-message), else, on a server that has neither, by the answer to a PING
 * sent after it.
 */

/** Messages that wait: as many as people can want to have said. */
const mostPending = 1_000

/**
 * Says a text in as many messages as it needs. Nothing is sent while we are away, or while it is being found out what
 * became of what we said before: it is kept, and follows then.
 * @param nonce gives a fresh one for each message: who has read one cannot know the next, and be first to say it
 */
export function say(
  model: Model,
  text: {
    readonly target: string
    readonly text: string
    readonly kind: Kind
    readonly nonce: () => string
    readonly answers?: string | undefined
  },
  at: number,
): Step {
  const { target, kind, nonce, answers } = text
  const room = roomFor(model, text)
  const bounds = kind === 'action' ? undefined : boundsOf(model)
  const pieces = bounds === undefined ? splitText(text.text, room) : splitMultiline(text.text, room, bounds)
  if (pieces.length > 0 && model.pending.size + pieces.length > mostPending)
    return step(model, show(tooMany(text, at)))
  const phase = model.tracks.get(fold(target))?.phase ?? 'live'
  const state = model.phase === 'active' && phase === 'live' ? 'sent' : 'kept'
  const pending = new Map(model.pending)
  const effects: Effect[] = []
  let sent = model.sent
  for (const piece of pieces) {
    const label = `m${++sent}`
    const one = { target, text: piece, kind, at, nonce: nonce(), answers, state } as const
    pending.set(label, one)
    if (state === 'sent') effects.push(...sending(model, label, one))
  }
  return step({ ...model, pending, sent }, ...effects)
}

/**
 * What sends a message, for the first time or again: then it has the same nonce. Nothing where it is one of several lines
 * and the server has no such any more.
 */
export function sending(model: Model, label: string, pending: Pending): Effect[] {
  const { target, text, kind, nonce, answers } = pending
  const own = new Map<string, string>()
  if (model.caps.has('labeled-response')) own.set('label', label)
  if (model.caps.has('message-tags')) own.set(nonceTag, nonce)
  if (model.caps.has('message-tags') && answers !== undefined) own.set(replyTag, answers)
  const tags = own.size === 0 ? undefined : own
  const command = commandOf(kind)
  const parts = kind === 'action' ? [] : partsOf(text, roomFor(model, pending))
  const confirmation = model.caps.has('echo-message') ? [] : [send('PING', label)]
  if (parts.length <= 1) {
    const body = kind === 'action' ? `\x01ACTION ${text}\x01` : text
    return [sendTagged(tags, command, target, body), ...confirmation]
  }
  if (boundsHere(model) === undefined) return []
  return [
    sendTagged(tags, 'BATCH', `+${label}`, multilineType, target),
    ...parts.map((part) => sendTagged(partTags(label, part), command, target, part.text)),
    send('BATCH', `-${label}`),
    ...confirmation,
  ]
}

/** All that a message has once is on the line that opens it (IRCv3 multiline). */
const partTags = (reference: string, { isConcat }: Part): ReadonlyMap<string, string> =>
  new Map([['batch', reference], ...(isConcat ? [[concatTag, ''] as const] : [])])

const sendTagged = (tags: Message['tags'], command: string, ...params: string[]): Effect => ({
  do: 'send',
  message: { tags, command, params },
})

const commandOf = (kind: Kind): string => (kind === 'notice' ? 'NOTICE' : 'PRIVMSG')

/** The bytes of a text to this target that one line has place for. */
function roomFor(model: Model, { target, kind }: Pick<Pending, 'target' | 'kind'>): number {
  const lineBytes = limitOf(model, 'LINELEN')
  return textRoom(ownMask(model), commandOf(kind), target, lineBytes) - (kind === 'action' ? 9 : 0)
}

/** Which of the pending a line is by its nonce, which nobody else knew before the room had it; others can say it too from then on. */
export function nonceLabel(model: Model, { tags, params: [target = ''] }: Message): string | undefined {
  const nonce = tags?.get(nonceTag)
  if (nonce === undefined) return undefined
  return [...model.pending].find(
    ([, one]) => one.nonce === nonce && one.state !== 'kept' && fold(one.target) === fold(target),
  )?.[0]
}

function tooMany({ target, text }: { readonly target: string; readonly text: string }, at: number): Display {
  const why = `not kept, because ${mostPending} messages wait: ${text}`
  return { type: 'error', time: at, code: 'unsendable', text: why, channel: target, self: true }
}

/** Which of the pending this line answers, if any: its label. */
export function pendingLabel(model: Model, message: Message, target: string): string | undefined {
  const label = answeredLabel(model, message)
  if (label !== undefined) return model.pending.has(label) ? label : undefined
  if (model.caps.has('labeled-response')) return undefined
  return [...model.pending].find(([, one]) => one.state === 'sent' && fold(one.target) === fold(target))?.[0]
}

/** The line for a message of ours that nobody can say of whether it arrived. */
export function unconfirmed(label: string, { target, text }: Pending, at: number): Display {
  return {
    type: 'error',
    time: at,
    code: 'unconfirmed',
    text: `nobody knows whether this arrived: ${text}`,
    channel: target,
    label,
    self: true,
  }
}

/** The line for a message of ours that was never sent, and cannot be any more. */
export function unsendable(label: string, { target, text }: Pending, at: number): Display {
  const why = `not said, because this server takes no messages of several lines any more: ${text}`
  return { type: 'error', time: at, code: 'unsendable', text: why, channel: target, label, self: true }
}

/** The label that a line answers, its own or its batch's. */
export function answeredLabel(model: Model, { tags }: Message): string | undefined {
  return tags?.get('label') ?? model.batches.get(tags?.get('batch') ?? '')?.label
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
  const pending = model.pending.get(pong.params.at(-1) ?? '')
  return model.caps.has('echo-message') || pending?.state !== 'sent' ? undefined : pending
}

/** The longest mask that we may speak under: a text is perhaps said, or said again, under another nick. */
function ownMask(model: Model): string {
  const longest = () => `${'u'.repeat(limitOf(model, 'USERLEN'))}@${'h'.repeat(limitOf(model, 'HOSTLEN'))}`
  return `${'n'.repeat(limitOf(model, 'NICKLEN'))}!${model.userHost ?? longest()}`
}
