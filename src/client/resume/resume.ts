import type { Message } from '../../protocol/message.ts'
import { type Model } from '../model.ts'
import { type Step, step, andThen } from '../step.ts'
import { answeredLabel } from '../pending.ts'
import { isSelf, nickOf } from '../reading.ts'
import { closeBatch, openBatch } from './batches.ts'
import { answered, askedTrack, entered, left, notIn, refused } from './catch-up.ts'
import { ponged } from './patience.ts'
import { hasPlaceFor } from './tracks.ts'
import { aboutLostNick, seenNick } from './lost-nick.ts'

/** A line that answers what the session asked by itself, and is for nobody to see; undefined for every other line. */
export function answersUs(model: Model, message: Message, at: number): Step | undefined {
  const { command, params } = message
  if (command === 'BATCH') {
    if (params[0]?.startsWith('-') !== true) return step(openBatch(model, message))
    const [next, batch] = closeBatch(model, message)
    return batch === undefined ? step(next) : answered(next, batch, at)
  }
  if (command === 'PONG') return ponged(model, message, at)
  const isRefusal = /^[45]\d\d$/.test(command) || command === 'FAIL' || command === 'ACK'
  const track = isRefusal ? askedTrack(model, answeredLabel(model, message), params) : undefined
  return track === undefined ? aboutLostNick(model, message) : refused(model, track, at)
}

/** What a line that was heard and shown leads to: of our own coming and going, and of our nick. */
export function follows(model: Model, message: Message, at: number): Step {
  return andThen(moves(model, message, at), (next) => seenNick(next, message))
}

function moves(model: Model, message: Message, at: number): Step {
  const { command, params } = message
  const [channel = '', victim = ''] = params
  if (command === 'JOIN' && isSelf(model, nickOf(message)))
    return hasPlaceFor(model, channel) ? entered(model, channel, message, at) : step(model)
  if (command === 'PART' && isSelf(model, nickOf(message))) return left(model, channel, at)
  if (command === 'KICK' && isSelf(model, victim)) return left(model, channel, at)
  return /^4\d\d$/.test(command) ? notIn(model, victim, at) : step(model)
}
