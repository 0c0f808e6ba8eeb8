import type { Clock } from '../../protocol/clock.ts'
import type { Surroundings } from './interfaces.ts'

interface ScanInput {
  readonly clock: Clock
  /** The time of day, ms: it goes on while the computer sleeps, and `clock` does not. */
  readonly wallMs: () => number
  /** Looks at the interfaces anew. */
  readonly look: () => Surroundings
  /** At every look: an interface that was made anew between two of them looks as it did. */
  readonly looked: (around: Surroundings) => void
  /** Other interfaces or addresses are there, or the computer has slept. */
  readonly changed: () => void
}

/** The system tells nobody of a new interface in a way that Node knows of; the look takes 0.1 ms. */
const everyMs = 3_000
const sleptMs = 3_000

/** Looks at the interfaces every 3 s. Ends with the function that it gives. */
export function openScan({ clock, wallMs, look, looked, changed }: ScanInput): () => void {
  const awakeSince = (): number => wallMs() - clock.now()
  let last = signatureOf(look())
  let offsetMs = awakeSince()
  let cancel = clock.after(everyMs, scan)

  function scan(): void {
    cancel = clock.after(everyMs, scan)
    const around = look()
    looked(around)
    const before = last
    const sleptFor = awakeSince() - offsetMs
    last = signatureOf(around)
    offsetMs += sleptFor
    if (last !== before || sleptFor > sleptMs) changed()
  }

  return () => cancel()
}

function signatureOf({ targets }: Surroundings): string {
  return targets
    .map(({ interface: name, bind, to }) => [name, bind, ...to].join(' '))
    .toSorted()
    .join('\n')
}
