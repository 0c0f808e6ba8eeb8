import { fold } from '../protocol/casemap.ts'
import type { Message } from '../protocol/message.ts'
import { type Kind, type Model } from './model.ts'
import { type Step, send, step } from './step.ts'
import { askEarlier } from './earlier.ts'
import { say } from './pending.ts'
import { reactTag, replyTag, tagged, typingTag, unreactTag } from './tag-messages.ts'

/** What the person at this end wants. */
export type Intent =
  | {
      readonly type: 'say'
      readonly target: string
      readonly text: string
      readonly kind?: Kind
      readonly answers?: string | undefined
    }
  | { readonly type: 'join'; readonly channel: string; readonly key?: string }
  | { readonly type: 'part'; readonly channel: string; readonly reason?: string }
  | { readonly type: 'nick'; readonly nick: string }
  | { readonly type: 'topic'; readonly channel: string; readonly topic: string }
  /** About a message, by its msgid. */
  | {
      readonly type: 'react' | 'unreact'
      readonly target: string
      readonly id: string
      readonly emoji: string
    }
  | { readonly type: 'redact'; readonly target: string; readonly id: string; readonly reason?: string }
  | { readonly type: 'typing'; readonly target: string; readonly state: 'active' | 'paused' | 'done' }
  /** Messages from before this one, or this time (ms since 1970). */
  | { readonly type: 'earlier'; readonly target: string; readonly before: string | number }
  /** Without a text: back again. */
  | { readonly type: 'away'; readonly text?: string }
  /** Anything else, as it is; the answers are shown. */
  | { readonly type: 'ask'; readonly message: Message }
  | { readonly type: 'quit'; readonly reason?: string }

/**
 * What an intent sends. Nothing is believed before the daemon says it, our own nick included.
 * @param nonce gives 128 fresh random bits, as letters, each time
 */
export function intend(model: Model, intent: Intent, at: number, nonce: () => string): Step {
  switch (intent.type) {
    case 'say': {
      const { target, text, kind = 'message', answers } = intent
      return say(model, { target, text, kind, nonce, answers }, at)
    }
    case 'join':
      return step(
        withKey(model, intent.channel, intent.key),
        send('JOIN', intent.channel, ...some(intent.key)),
      )
    case 'part':
      return step(model, send('PART', intent.channel, ...some(intent.reason)))
    case 'nick':
      return step({ ...model, lostNick: undefined }, send('NICK', intent.nick))
    case 'topic':
      return step(model, send('TOPIC', intent.channel, intent.topic))
    case 'react':
    case 'unreact':
      return tagged(
        model,
        intent.target,
        new Map([
          [replyTag, intent.id],
          [intent.type === 'react' ? reactTag : unreactTag, intent.emoji],
        ]),
      )
    case 'typing':
      return tagged(model, intent.target, new Map([[typingTag, intent.state]]))
    case 'redact':
      return step(model, send('REDACT', intent.target, intent.id, ...some(intent.reason)))
    case 'earlier':
      return askEarlier(model, intent.target, intent.before, at)
    case 'away':
      return step(model, send('AWAY', ...some(intent.text)))
    case 'ask':
      return step(model, { do: 'send', message: intent.message })
    default:
      return step({ ...model, phase: 'leaving', leftAt: at }, send('QUIT', ...some(intent.reason)))
  }
}

/** The key is needed again by who comes back. */
function withKey(model: Model, channel: string, key: string | undefined): Model {
  const keys = new Map(model.keys)
  if (key === undefined) keys.delete(fold(channel))
  else keys.set(fold(channel), key)
  return { ...model, keys }
}

const some = (value: string | undefined): string[] => (value === undefined ? [] : [value])
