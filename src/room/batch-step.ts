import type { Input } from '../protocol/lines.ts'
import type { Limits } from '../protocol/limits.ts'
import { has } from '../protocol/caps.ts'
import type { Message } from '../protocol/message.ts'
import type { Part } from '../protocol/multiline.ts'
import { type ClientBatch, addPart, emptyFault, notOpen, readPart, refuseBatch } from './client-batch.ts'
import type { Command } from './commands/command.ts'
import { type Refusal, isRefusal } from './commands/check.ts'
import type { Peer } from './peer.ts'

/** What a line is for the batch that it belongs to. Whatever it is, nobody else sees anything of it yet. */
export type BatchStep =
  | { readonly type: 'part'; readonly of: ClientBatch; readonly part: Part }
  /** A line of a batch that was refused. */
  | { readonly type: 'ignored' }
  /** The end: of a message, or of a batch that was refused. */
  | { readonly type: 'ended'; readonly said?: MultilineMessage }
  /** `tags` are those whose label the answer carries; `of` is refused with it. */
  | {
      readonly type: 'refused'
      readonly refusal: Refusal
      readonly tags: Message['tags']
      readonly of?: ClientBatch
      readonly isEnd?: true
    }

/** A message of several lines, to be one entry. */
interface MultilineMessage {
  /** The verb, the target, and the tags of the line that opened the batch. */
  readonly message: Message
  readonly parts: readonly Part[]
}

/**
 * What a line of a member is for its batch; nothing for a line of none, which may stand between. Changes nothing, since
 * the line may have to wait: `takeStep` does.
 */
export function batchStep(
  { batch, caps }: Peer,
  input: Input,
  checked: Command | Refusal,
  limits: Limits,
): BatchStep | undefined {
  if (!has(caps, 'draft/multiline')) return undefined
  const reference = input.tags?.get('batch')
  if (reference === undefined) {
    const isEnd =
      input.command === 'BATCH' && batch !== undefined && input.params[0] === `-${batch.reference}`
    return isEnd && !isRefusal(checked) ? end(batch) : undefined
  }
  if (reference !== batch?.reference) return { type: 'refused', refusal: notOpen(), tags: input.tags }
  if (batch.isRefused) return { type: 'ignored' }
  const { tags } = batch
  // A part that cannot be read is missing in the message.
  if (isRefusal(checked)) return { type: 'refused', refusal: checked, tags, of: batch }
  const part = readPart(batch, input, limits)
  if ('fail' in part) return { type: 'refused', refusal: part, tags, of: batch }
  return { type: 'part', of: batch, part }
}

function end(batch: ClientBatch): BatchStep {
  if (batch.isRefused) return { type: 'ended' }
  const { command = '', target, tags, parts } = batch
  const refusal = emptyFault(batch)
  if (refusal !== undefined) return { type: 'refused', refusal, tags, of: batch, isEnd: true }
  return { type: 'ended', said: { message: { tags, command, params: [target] }, parts } }
}

/** The line is taken. */
export function takeStep(peer: Peer, step: BatchStep, line: Message): void {
  if (step.type === 'part') addPart(step.of, step.part, line)
  else if (step.type === 'ended') peer.batch = undefined
  else if (step.type === 'refused') {
    if (step.of !== undefined) refuseBatch(step.of)
    if (step.isEnd === true) peer.batch = undefined
  }
}
