/** Token buckets (a second's worth at most), for one and for many sources. */
export interface Bucket {
  /** Takes one token, or tells that there is none. `at` in milliseconds. */
  take(at: number): boolean
}

/** A full bucket that fills again at this rate and holds no more than a second of it. */
export function openBucket(perSecond: number): Bucket {
  let tokens = perSecond
  let last = Number.NEGATIVE_INFINITY
  return {
    take(at) {
      tokens = Math.min(perSecond, tokens + ((at - last) * perSecond) / 1_000)
      last = at
      if (tokens < 1) return false
      tokens -= 1
      return true
    },
  }
}

/** Sources remembered at once; the one unheard for longest is forgotten, so that forged ones cost no memory. */
const mostSources = 256

/** A bucket for each source. */
export function openBuckets(perSecond: number): { take(source: string, at: number): boolean } {
  const buckets = new Map<string, Bucket>()
  return {
    take(source, at) {
      const bucket = buckets.get(source) ?? openBucket(perSecond)
      buckets.delete(source)
      buckets.set(source, bucket)
      const [oldest] = buckets.keys()
      if (buckets.size > mostSources && oldest !== undefined) buckets.delete(oldest)
      return bucket.take(at)
    },
  }
}
