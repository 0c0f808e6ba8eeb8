/** Where a daemon listens. */
export interface Place {
  readonly host: string
  readonly port: number
}

interface FirstThere {
  /** Where it was. */
  readonly last: Place
  /** Where it is now, as far as it can be found; undefined when not. */
  readonly find?: ((signal: AbortSignal) => Promise<Place | undefined>) | undefined
  /** Rejects where nobody is there, and when the signal aborts. */
  readonly dial: (place: Place, signal: AbortSignal) => Promise<void>
  readonly signal: AbortSignal
}

/**
 * Dials where the daemon was, and meanwhile looks where it is: found elsewhere, the last place is given up for the new
 * one, unless somebody answers there first. Rejects as `dial` does.
 */
export async function firstThere({ last, find, dial, signal }: FirstThere): Promise<void> {
  const elsewhere = new AbortController()
  const enough = new AbortController()
  const looked = find?.(AbortSignal.any([signal, enough.signal])).then(
    (found) => {
      if (found === undefined || (found.host === last.host && found.port === last.port)) return undefined
      elsewhere.abort()
      return found
    },
    // A look that fails finds nothing; the next try looks again.
    () => undefined,
  )
  try {
    await dial(last, AbortSignal.any([signal, elsewhere.signal]))
  } catch (error) {
    const found = await looked
    if (found === undefined || signal.aborted) throw error
    await dial(found, signal)
  } finally {
    enough.abort()
  }
}
