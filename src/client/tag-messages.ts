import { type Display, type Model } from './model.ts'
import { type Hear, type Step, show, step } from './step.ts'
import { about, isSelf, nickOf } from './reading.ts'

/*
 * What is said without words, by client-only tags: who types (IRCv3 typing), what is thought of a message (IRCv3 react),
 * and which message another one answers (IRCv3 reply).
 */

export const typingTag = '+typing'
export const replyTag = '+draft/reply'
export const reactTag = '+draft/react'
export const unreactTag = '+draft/unreact'

/** A TAGMSG with these tags; nothing where the server has none, or we are not there. */
export function tagged(model: Model, target: string, tags: ReadonlyMap<string, string>): Step {
  if (model.phase !== 'active' || !model.caps.has('message-tags')) return step(model)
  return step(model, { do: 'send', message: { tags, command: 'TAGMSG', params: [target] } })
}

/** TAGMSG. What says nothing that we know is for nobody to see. Who types is told of others alone. */
export const hearTagged: Hear = (model, message, at) => {
  const { tags, params } = message
  const [target = ''] = params
  const self = isSelf(model, nickOf(message))
  const channel = isSelf(model, target) && !self ? nickOf(message) : target
  const typing = tags?.get(typingTag)
  if (typing !== undefined) {
    if (self) return step(model)
    return step(model, show({ ...about(model, message, at, { type: 'typing', text: typing }), channel }))
  }
  const [given, taken] = [tags?.get(reactTag), tags?.get(unreactTag)]
  const text = given ?? taken
  const id = answeredBy(tags)
  if (text === undefined || id === undefined) return step(model)
  const type = given === undefined ? 'unreact' : 'react'
  return step(model, show({ ...about(model, message, at, { type, text }), channel, about: id }))
}

/** REDACT target msgid [reason] (IRCv3 message-redaction). */
export const hearRedact: Hear = (model, message, at) => {
  const [target = '', id = '', reason = ''] = message.params
  const self = isSelf(model, nickOf(message))
  const channel = isSelf(model, target) && !self ? nickOf(message) : target
  const display: Display = {
    ...about(model, message, at, { type: 'redact', text: reason }),
    channel,
    about: id,
  }
  return step(model, show(display))
}

/** The msgid that a line is about. */
export function answeredBy(tags: ReadonlyMap<string, string> | undefined): string | undefined {
  return tags?.get(replyTag) ?? tags?.get('+reply')
}
