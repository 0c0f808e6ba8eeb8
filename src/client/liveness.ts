import { type Model } from './model.ts'
import { type Step, over, send, step } from './step.ts'

/** Silence after which we ask, and how long an answer may take: 25 s in all. */
const pingAfterMs = 10_000
const answerMs = 15_000
/** How long the daemon may take to say good-bye. */
const goodbyeMs = 3_000

/**
 * Time has passed. Whether the daemon is gone is counted from our question, not from when it was last heard:
 * a laptop that slept asks first.
 */
export function tick(model: Model, at: number): Step {
  if (model.phase === 'leaving') {
    return at - (model.leftAt ?? at) < goodbyeMs
      ? step(model)
      : over(model, 'quit', 'no answer to our good-bye')
  }
  if (model.pingedAt !== undefined) {
    if (at - model.pingedAt < answerMs) return step(model)
    return over(model, 'lost', 'nothing was heard for 25 s')
  }
  // A clock that was set back must not keep us waiting.
  if (at < model.heardAt) return step({ ...model, heardAt: at })
  if (at - model.heardAt < pingAfterMs) return step(model)
  if (model.phase === 'registering')
    return over(model, 'lost', 'it accepted the connection and then said nothing')
  return step({ ...model, pingedAt: at }, send('PING', 'earshot'))
}
