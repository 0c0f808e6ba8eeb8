import type { Message } from '../../protocol/message.ts'
import { multilineType } from '../../protocol/multiline.ts'
import type { Batch, Model } from '../model.ts'

/** Batches that are open at the same time, and lines of one: more than any daemon has reason for. */
const mostBatches = 16
export const mostLines = 1_000

/** Batches of history are kept until they end. */
export const historyBatch = 'chathistory'

/** BATCH +reference type params: IRCv3 batch. The oldest is forgotten where too many never end. */
export function openBatch(model: Model, opening: Message): Model {
  const { tags, params } = opening
  const [reference = '', type = '', target = ''] = params
  const label = tags?.get('label') ?? model.batches.get(tags?.get('batch') ?? '')?.label
  if (label === undefined && !isCollected(type)) return model
  const batches = new Map(model.batches).set(reference.slice(1), { label, type, target, opening, lines: [] })
  const [oldest] = batches.keys()
  if (batches.size > mostBatches && oldest !== undefined) batches.delete(oldest)
  return { ...model, batches }
}

/** BATCH -reference: the batch that has ended, where it is one of ours. */
export function closeBatch(model: Model, { params }: Message): [Model, Batch | undefined] {
  const reference = (params[0] ?? '').slice(1)
  const batch = model.batches.get(reference)
  if (batch === undefined) return [model, undefined]
  const batches = new Map(model.batches)
  batches.delete(reference)
  return [{ ...model, batches }, batch]
}

/** Whose lines are kept until it ends. */
const isCollected = (type: string): boolean => type === historyBatch || type === multilineType

/** The model where the line is part of history, or of a message of several lines; undefined where it stands alone, and happens now. */
export function collected(model: Model, message: Message): Model | undefined {
  const reference = message.tags?.get('batch')
  const batch = model.batches.get(reference ?? '')
  if (reference === undefined || batch === undefined) return undefined
  if (!isCollected(batch.type) || message.command === 'BATCH') return undefined
  if (batch.lines.length > mostLines) return model
  const outer = model.batches.get(batch.opening.tags?.get('batch') ?? '')
  return {
    ...model,
    ...(batch.type === historyBatch || outer?.type === historyBatch ? { toldAt: model.heardAt } : {}),
    batches: new Map(model.batches).set(reference, { ...batch, lines: [...batch.lines, message] }),
  }
}
