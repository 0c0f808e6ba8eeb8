import { setTimeout as sleep } from 'node:timers/promises'

/** How long a client, a daemon and a slow machine together may take for one thing. */
const patienceMs = 15_000

/** Asks again and again until the answer is the one hoped for, or time is up; gives the last answer either way. */
export async function until<T>(
  ask: () => Promise<T> | T,
  isIt: (answer: T) => boolean,
  forMs: number = patienceMs,
): Promise<T> {
  const endMs = performance.now() + forMs
  for (;;) {
    const answer = await ask()
    if (isIt(answer) || performance.now() > endMs) return answer
    await sleep(20)
  }
}
