/** Answers given lately, so that a query that comes twice gets the same bytes and is signed for once. */
export interface Replays {
  get(key: string, at: number): Uint8Array | undefined
  set(key: string, answer: Uint8Array, at: number): void
}

/** Longer than a client asks with one nonce at short distance. */
const keptMs = 10_000
/** Times 512 bytes: what a flood can make a daemon keep. */
const mostKept = 256

/** A memory without answers. */
export function openReplays(): Replays {
  const kept = new Map<string, { readonly answer: Uint8Array; readonly at: number }>()
  return {
    get(key, at) {
      const entry = kept.get(key)
      return entry !== undefined && at - entry.at < keptMs ? entry.answer : undefined
    },
    set(key, answer, at) {
      kept.delete(key)
      kept.set(key, { answer, at })
      const [oldest] = kept.keys()
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest)
    },
  }
}
