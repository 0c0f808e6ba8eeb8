import { defaultLimits } from '../protocol/limits.ts'
import type { Message } from '../protocol/message.ts'
import { concatTag, multilineType } from '../protocol/multiline.ts'
import type { Batch, Model } from './model.ts'
import { closeBatch } from './resume/batches.ts'

/** How much one message of several lines may be: bytes of its text, with the line feeds, and lines. */
export interface MultilineBounds {
  readonly maxBytes: number
  readonly maxLines: number
}

/** As many lines as ours takes: the time that a server takes for more of them looks as if it were gone. */
const mostLines = defaultLimits.multilineLines
/** More than any server can mean. */
const mostBytes = 65_536

/** How much one message of several lines may be on this connection (IRCv3 multiline, "Limits"); undefined where it has none. */
export function boundsHere({ caps, offered }: Model): MultilineBounds | undefined {
  if (!caps.has('draft/multiline') || !caps.has('batch')) return undefined
  const said = new Map(
    (offered.get('draft/multiline') ?? '').split(',').map((pair) => {
      const [name = '', value = ''] = pair.split('=')
      return [name, /^\d{1,9}$/.test(value) ? Number(value) : undefined] as const
    }),
  )
  const maxBytes = Math.min(said.get('max-bytes') ?? 0, mostBytes)
  const maxLines = Math.min(said.get('max-lines') ?? mostLines, mostLines)
  return maxBytes > 0 && maxLines > 0 ? { maxBytes, maxLines } : undefined
}

/** The same for what is said now: what waits for the next connection is meant for one that is as the last. */
export function boundsOf(model: Model): MultilineBounds | undefined {
  return model.phase === 'active' ? boundsHere(model) : model.lastBounds
}

/**
 * The message that a batch of several lines is, where this line ends one: with line feeds, under the tags of the line that
 * opened it (multiline, "Batch types").
 */
export function ended(model: Model, message: Message): [Model, Message] | undefined {
  const [reference = ''] = message.params
  if (message.command !== 'BATCH' || !reference.startsWith('-')) return undefined
  const batch = model.batches.get(reference.slice(1))
  if (batch?.type !== multilineType) return undefined
  const whole = wholeOf(batch)
  return whole && [closeBatch(model, message)[0], whole]
}

function wholeOf({ opening, target, lines }: Batch): Message | undefined {
  const [first] = lines
  if (first === undefined) return undefined
  let text = ''
  for (const { tags, params } of lines)
    text += `${tags?.has(concatTag) === true ? '' : '\n'}${params.at(-1) ?? ''}`
  // Nothing is before the first one, whatever it says of itself.
  const body = text.startsWith('\n') ? text.slice(1) : text
  const { source = opening.source, command } = first
  return { tags: opening.tags, source, command, params: [target, body] }
}
