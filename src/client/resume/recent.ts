/**
 * The keys of what was shown lately. Bounded, at 8,192, and as immutable as the model it is in: a key is in one of many small sets,
 * which its letters choose, so that one is looked for in one, and added by copying one.
 */
export type Recent = readonly ReadonlySet<string>[]

const sets = 128
const keysPerSet = 64

export const nothingRecent: Recent = Array.from({ length: sets }, () => new Set())

export function isRecent(recent: Recent, key: string): boolean {
  return recent[setOf(key)]?.has(key) === true
}

/** With this key; of more than 64 in its set without the oldest one. */
export function withKey(recent: Recent, key: string): Recent {
  const place = setOf(key)
  const keys = new Set(recent[place]).add(key)
  const [oldest] = keys
  if (keys.size > keysPerSet && oldest !== undefined) keys.delete(oldest)
  return recent.with(place, keys)
}

/** Ids of messages that follow one another differ at the end. */
function setOf(key: string): number {
  let hash = 0
  for (let i = Math.max(0, key.length - 12); i < key.length; i++) hash = (hash * 31 + key.charCodeAt(i)) | 0
  return (hash >>> 0) % sets
}
