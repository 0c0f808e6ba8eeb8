/**
 * The keys of what was shown lately. Bounded, and as immutable as the model it is in: a key is added by copying one
 * small set, and old ones go a set at a time.
 */
export interface Recent {
  readonly newest: ReadonlySet<string>
  readonly older: readonly ReadonlySet<string>[]
}

const keysPerSet = 64
const mostSets = 128

export const nothingRecent: Recent = { newest: new Set(), older: [] }

export function isRecent({ newest, older }: Recent, key: string): boolean {
  return newest.has(key) || older.some((keys) => keys.has(key))
}

/** With this key; without the oldest ones, where there are more than 8,192. */
export function withKey({ newest, older }: Recent, key: string): Recent {
  if (newest.size < keysPerSet) return { newest: new Set([...newest, key]), older }
  return { newest: new Set([key]), older: [newest, ...older].slice(0, mostSets - 1) }
}
