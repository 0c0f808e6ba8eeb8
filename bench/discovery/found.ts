import { percentile } from '../stats.ts'

/** One look: how many rooms it found, and after how many ms the last of them; null: not all in time. */
export interface Look {
  readonly found: number
  readonly ms: number | null
}

/** What a program that looks in a host is told, as JSON in its first argument. */
export interface Looking {
  readonly times: number
  readonly rooms: number
  readonly withinMs: number
  readonly pauseMs: number
  /** Where rooms were before. */
  readonly addresses?: readonly string[] | undefined
  /** Whether the host's neighbours are forgotten before each look. */
  readonly forget?: boolean | undefined
}

/** Looks as often as it is told to, and says on stdout what came of it. */
export async function lookAgainAndAgain(look: (what: Looking) => Promise<Look>): Promise<never> {
  const what: Looking = JSON.parse(process.argv[2] ?? '')
  const looks: Look[] = []
  while (looks.length < what.times) {
    if (looks.length > 0) await new Promise((done) => setTimeout(done, what.pauseMs))
    looks.push(await look(what))
    // Who never finds all of them is not asked fifty times.
    if (looks.length === 5 && looks.every(({ ms }) => ms === null)) break
  }
  console.log(JSON.stringify(looks))
  process.exit(0)
}

/** What earshot is to reach: all rooms in every look, and these times, ms. */
export interface Aim {
  readonly medianMs: number
  readonly p95Ms: number
}

/** What of it was not reached, in words; undefined where all was. */
export function missed(looks: readonly Look[], { medianMs, p95Ms }: Aim): string | undefined {
  const whole = looks.flatMap(({ ms }) => (ms === null ? [] : [ms]))
  if (whole.length < looks.length) return 'not all were found'
  const [median = 0, p95 = 0] = [50, 95].map((percent) => percentile(whole, percent))
  if (median >= medianMs) return `median ${median.toFixed(1)} ms, aim ${medianMs}`
  return p95 >= p95Ms ? `95th percentile ${p95.toFixed(1)} ms, aim ${p95Ms}` : undefined
}

/** A cell of the table: `2 of 2, 3.1 ms, 8.0 ms`. Where a look did not find all, the worst of them counts. */
export function cell(looks: readonly Look[], rooms: number): string {
  const worst = Math.min(...looks.map(({ found }) => found))
  const whole = looks.flatMap(({ ms }) => (ms === null ? [] : [ms]))
  const often = whole.length === looks.length ? '' : ` (all in ${whole.length} of ${looks.length} looks)`
  const found = `${worst} of ${rooms}${often}`
  if (whole.length === 0) return found
  const [median, p95] = [50, 95].map((percent) => `${percentile(whole, percent).toFixed(1)} ms`)
  return `${found}, ${median}, ${p95}`
}
