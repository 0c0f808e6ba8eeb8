import type { Message } from '../protocol/message.ts'
import { isoTime } from '../protocol/time.ts'
import { pastText } from './hear-text.ts'
import { type Display, type Model } from './model.ts'
import { type Effect, type Step, show, status, step } from './step.ts'
import { answeredLabel } from './pending.ts'
import { closeBatch, historyBatch } from './resume/batches.ts'
import { canAsk } from './resume/ask.ts'

/*
 * What was said before the oldest message that somebody sees, asked for when they get there (IRCv3 chathistory, BEFORE).
 * It moves no cursor, and is shown from the newest to the oldest, and then a status `earlier` with how many there were.
 */

/** How many messages one question asks for, unless the daemon gives fewer. */
const pageLines = 100

/** Asks; where that cannot be, the answer is at once that there are none. */
export function askEarlier(model: Model, target: string, before: string | number, at: number): Step {
  if (model.phase !== 'active' || !canAsk(model) || !model.caps.has('labeled-response'))
    return step(model, ended(target, 0, at))
  const sent = model.sent + 1
  const label = `e${sent}`
  const point = typeof before === 'string' ? `msgid=${before}` : `timestamp=${isoTime(before)}`
  const most = Math.min(pageLines, Number(model.isupport.get('CHATHISTORY')) || pageLines)
  const message: Message = {
    tags: new Map([['label', label]]),
    command: 'CHATHISTORY',
    params: ['BEFORE', target, point, String(most)],
  }
  const earlier = new Map(model.earlier).set(label, target)
  return step({ ...model, sent, earlier }, { do: 'send', message })
}

/** The end of an answer to that, or its refusal; undefined for every other line. */
export function hearEarlier(model: Model, message: Message, at: number): Step | undefined {
  if (model.earlier.size === 0) return undefined
  const { command, params } = message
  const [reference = ''] = params
  const isEnd = command === 'BATCH' && reference.startsWith('-')
  const label = isEnd ? model.batches.get(reference.slice(1))?.label : answeredLabel(model, message)
  const target = label === undefined ? undefined : model.earlier.get(label)
  if (label === undefined || target === undefined) return undefined
  if (!isEnd) {
    if (command !== 'FAIL' && !/^[45]\d\d$/.test(command)) return undefined
    return step(answered(model, label), ended(target, 0, at))
  }
  const [next, batch] = closeBatch(answered(model, label), message)
  const lines = batch?.type === historyBatch ? batch.lines : []
  const effects: Effect[] = []
  let now = next
  for (const line of lines.toReversed()) {
    const [after, display] = pastText(now, line, at)
    now = after
    if (display !== undefined) effects.push(show({ ...display, channel: target, isEarlier: true }))
  }
  return step(now, ...effects, ended(target, effects.length, at))
}

function answered(model: Model, label: string): Model {
  const earlier = new Map(model.earlier)
  earlier.delete(label)
  return { ...model, earlier }
}

function ended(channel: string, count: number, at: number): Effect {
  const display: Display = { ...status(at, 'earlier', String(count)), channel }
  return show(display)
}
