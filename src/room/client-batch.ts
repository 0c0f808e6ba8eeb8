import { fold } from '../protocol/casemap.ts'
import { detachedTags } from '../protocol/client-tags.ts'
import type { Limits } from '../protocol/limits.ts'
import type { Message } from '../protocol/message.ts'
import { type Part, concatTag } from '../protocol/multiline.ts'
import { contextWord } from '../protocol/numerics.ts'
import { detached } from '../protocol/wire.ts'

/**
 * A message of several lines that a member has begun and not ended (IRCv3 client-batch, multiline). It holds no more
 * than a message may, and ends with its connection at the latest.
 */
export interface ClientBatch {
  readonly reference: string
  /** Of the line that opened it: the message's own, and its label. */
  readonly tags: Message['tags']
  readonly target: string
  /** PRIVMSG or NOTICE; undefined before the first line. */
  command: string | undefined
  readonly parts: Part[]
  /** What the parts come to, with the line feeds between them. */
  bytes: number
  /** It was refused: what else comes of it is ignored (client-batch, "Errors"). */
  isRefused: boolean
}

/** Why a batch, or a line of it, is refused: a FAIL of the verb BATCH. */
export interface BatchFault {
  readonly verb: 'BATCH'
  readonly fail: string
  readonly context: readonly string[]
  readonly text: string
}

type MultilineLimits = Pick<Limits, 'multilineBytes' | 'multilineLines'>

/** A fault; what a peer sent is given back as words. */
export function batchFault(fail: string, text: string, ...context: readonly string[]): BatchFault {
  return { verb: 'BATCH', fail, context: context.map(contextWord), text }
}

/** The fault of a line whose batch is not open. */
export function notOpen(): BatchFault {
  return batchFault('MULTILINE_INVALID', 'No such batch is open')
}

/** One without lines. It may be open for long and is not to hold on to the read that it came in. */
export function openBatch(reference: string, target: string, tags: Message['tags']): ClientBatch {
  return {
    reference: detached(reference),
    tags: tags && detachedTags(tags),
    target: detached(target),
    command: undefined,
    parts: [],
    bytes: 0,
    isRefused: false,
  }
}

/** Nothing of it is said, and nothing of it is kept. */
export function refuseBatch(batch: ClientBatch): void {
  batch.isRefused = true
  batch.parts.length = 0
}

/** One more part, or why it is none (multiline, "Batch types" and "Errors"). */
export function readPart(batch: ClientBatch, message: Message, limits: MultilineLimits): Part | BatchFault {
  const { command, params, tags } = message
  const [target = '', text = ''] = params
  if (command !== 'PRIVMSG' && command !== 'NOTICE') {
    return batchFault('MULTILINE_INVALID', 'A multiline batch holds PRIVMSG or NOTICE only')
  }
  if (fold(target) !== fold(batch.target)) {
    return batchFault('MULTILINE_INVALID_TARGET', 'Invalid multiline target', batch.target, target)
  }
  if (batch.command !== undefined && command !== batch.command) {
    return batchFault('MULTILINE_INVALID', 'PRIVMSG and NOTICE in one multiline batch')
  }
  for (const key of tags?.keys() ?? []) {
    if (key !== 'batch' && key !== concatTag) {
      return batchFault(
        'MULTILINE_INVALID',
        'The tags of a multiline message stand on the line that opens it',
      )
    }
  }
  const isMarked = tags?.has(concatTag) === true
  if (isMarked && text === '') {
    return batchFault('MULTILINE_INVALID', 'Invalid multiline batch with concatenated blank line')
  }
  const { multilineBytes, multilineLines } = limits
  if (batch.parts.length >= multilineLines) {
    return batchFault('MULTILINE_MAX_LINES', 'Multiline batch max-lines exceeded', String(multilineLines))
  }
  // There is nothing before the first part that it could go on from.
  const part = { text: detached(text), isConcat: isMarked && batch.parts.length > 0 }
  if (batch.bytes + bytesOf(batch, part) > multilineBytes) {
    return batchFault('MULTILINE_MAX_BYTES', 'Multiline batch max-bytes exceeded', String(multilineBytes))
  }
  return part
}

/** Takes what `readPart` gave. */
export function addPart(batch: ClientBatch, part: Part, { command }: Message): void {
  batch.bytes += bytesOf(batch, part)
  batch.command = command
  batch.parts.push(part)
}

/** Why the batch is no message, if so. */
export function emptyFault({ parts }: ClientBatch): BatchFault | undefined {
  return parts.every(({ text }) => text === '')
    ? batchFault('MULTILINE_INVALID', 'Invalid multiline batch with blank lines only')
    : undefined
}

function bytesOf({ parts }: ClientBatch, { text, isConcat }: Part): number {
  return text.length + (parts.length === 0 || isConcat ? 0 : '\n'.length)
}
