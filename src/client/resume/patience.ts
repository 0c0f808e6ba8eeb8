import { fold } from '../../protocol/casemap.ts'
import type { Message } from '../../protocol/message.ts'
import { type Model, type Track } from '../model.ts'
import { type Step, send, step, andThen } from '../step.ts'
import { historyBatch } from './batches.ts'
import { failed, notIn } from './catch-up.ts'
import { withTrack } from './tracks.ts'

/** How long nothing may come of an answer, or of our way back into a channel, before it is doubted. */
const answerMs = 10_000
/** How long nothing may come of an answer at all. */
const nothingMs = 60_000

/** Time has passed: what never comes is not waited for. */
export function late(model: Model, at: number): Step {
  let next = step(model)
  if (model.phase !== 'active') return next
  for (const track of model.tracks.values()) {
    if (track.phase === 'asking') next = andThen(next, (now) => lateAnswer(now, track, at))
    else if (track.phase === 'away' && Math.abs(at - track.at) >= answerMs)
      next = andThen(next, (now) => notIn(now, track.name, at))
  }
  return next
}

/**
 * An answer may be long in coming on a slow connection, and behind much that was said: so the server is asked for a PONG,
 * which comes after it. Nobody waits for ever.
 */
function lateAnswer(model: Model, track: Track, at: number): Step {
  const { ask } = track
  if (ask === undefined) return step(model)
  // A connection on which nothing is heard may be gone, and what was missed then comes on the next one.
  const silentMs = Math.abs(model.heardAt - Math.max(track.at, model.toldAt ?? 0))
  if (silentMs >= nothingMs) return failed(model, track, 'unanswered', at)
  if (silentMs < answerMs || ask.isDoubted) return step(model)
  return step(withTrack(model, { ...track, ask: { ...ask, isDoubted: true } }), send('PING', ask.label))
}

/** The PONG for a question that was doubted: without an answer by now, there is none. Undefined for every other one. */
export function ponged(model: Model, { params }: Message, at: number): Step | undefined {
  const label = params.at(-1)
  const track = [...model.tracks.values()].find(({ ask }) => ask?.isDoubted && ask.label === label)
  if (track === undefined) return undefined
  return isBeingTold(model, track) ? step(model) : failed(model, track, 'unanswered', at)
}

function isBeingTold({ batches }: Model, { ask, name }: Track): boolean {
  return [...batches.values()].some(
    ({ type, label, target }) =>
      type === historyBatch && (label === undefined ? fold(target) === fold(name) : label === ask?.label),
  )
}
