import type { Message } from './message.ts'
import { detached } from './wire.ts'

/**
 * The tag of a message that may be sent again, whatever becomes of the connection: who had no echo repeats it with the
 * same value, and it is not said twice.
 */
export const nonceTag = '+earshot/nonce'

/** The tags that a client may send to others: those that begin with `+` (IRCv3 message-tags, "Client-only tags"). */
export function clientTags({ tags }: Message): Message['tags'] {
  return tags === undefined ? undefined : pick(tags, isClientOnly)
}

/** The line as it counts when its sender has not asked for message-tags, which is what enables client-only tags. */
export function withoutClientTags<Line extends Message>(line: Line): Line {
  const { tags } = line
  return tags === undefined || ![...tags.keys()].some(isClientOnly)
    ? line
    : { ...line, tags: pick(tags, (key) => !isClientOnly(key)) }
}

/** The same tags, none of which holds on to the read that it came in. */
export function detachedTags(tags: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  return new Map([...tags].map(([key, value]) => [detached(key), detached(value)]))
}

function isClientOnly(key: string): boolean {
  return key.startsWith('+')
}

function pick(tags: ReadonlyMap<string, string>, isMeant: (key: string) => boolean): Message['tags'] {
  const picked = new Map([...tags].filter(([key]) => isMeant(key)))
  return picked.size === 0 ? undefined : picked
}
