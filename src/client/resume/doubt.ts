import { fold } from '../../protocol/casemap.ts'
import { type Model } from '../model.ts'
import { type Effect, type Step, show, step } from '../step.ts'
import { sending, unconfirmed, unsendable, withoutPending } from '../pending.ts'

/**
 * What becomes of the messages to one target that had no echo when the connection was lost, and of those that were
 * typed since. `certain`: all that was said meanwhile was seen, so what was not among it never arrived and is sent
 * once more, under its nonce; else nobody knows, and a person has to say.
 */
export function settled(model: Model, target: string, certain: boolean, at: number): Step {
  const effects: Effect[] = []
  let next = model
  for (const [label, pending] of model.pending) {
    if (pending.state === 'sent' || fold(pending.target) !== fold(target)) continue
    const lines = pending.state === 'doubt' && !certain ? [] : sending(next, label, pending)
    if (lines.length === 0) {
      next = withoutPending(next, label)
      const isKept = pending.state === 'kept'
      effects.push(show(isKept ? unsendable(label, pending, at) : unconfirmed(label, pending, at)))
    } else {
      next = { ...next, pending: new Map(next.pending).set(label, { ...pending, state: 'sent' }) }
      effects.push(...lines)
    }
  }
  return step(next, ...effects)
}

/** The targets that somebody waits to say something to. */
export function waitingFor({ pending }: Model): string[] {
  const waiting = [...pending.values()].filter(({ state }) => state !== 'sent')
  return [...new Set(waiting.map(({ target }) => target))]
}

/** What was sent on a connection that was lost, as the next one begins with it. */
export function doubted(pending: Model['pending']): Model['pending'] {
  return new Map(
    [...pending].map(([label, one]) => [label, one.state === 'sent' ? { ...one, state: 'doubt' } : one]),
  )
}
