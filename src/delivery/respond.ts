import { type CapSet, has } from '../protocol/caps.ts'
import type { OutLine } from '../room/outcome.ts'
import { type Attached, encodeFormed, isFor, linesFor } from './encode.ts'

/** How a link is answered. */
export interface Responding {
  readonly server: string
  readonly atMs: number
  /** Names a batch as no open one of this link is called. */
  readonly nextBatch: () => string
}

/** An answer without a label, in the form for these capabilities, as a wire string. */
export function respond(answer: OutLine, caps: CapSet, responding: Responding): string {
  return itemsOf(answer, caps)
    .map((item) => write(item, caps, responding, {}))
    .join('')
}

/**
 * All answers to a command with a label: one line or batch carries it, several stand in a batch that carries it, none
 * is an ACK (IRCv3 labeled-response).
 */
export function respondLabelled(
  answers: readonly OutLine[],
  caps: CapSet,
  label: string,
  responding: Responding,
): string {
  const items = answers.flatMap((answer) => itemsOf(answer, caps))
  const [first] = items
  if (first === undefined) return encodeFormed(serverLine(responding, 'ACK', []), caps, { label })
  if (items.length === 1) return write(first, caps, responding, { label })
  const batch = { ...serverLine(responding, 'BATCH', ['labeled-response']), inside: items }
  return write(batch, caps, responding, { label })
}

/** The lines and batches that an answer comes to: a batch is one for who holds `batch`. */
function itemsOf(answer: OutLine, caps: CapSet): OutLine[] {
  if (answer.inside === undefined) return linesFor(answer, caps)
  if (!isFor(answer, caps)) return []
  const inside = answer.inside.flatMap((line) => itemsOf(line, caps))
  return has(caps, 'batch') ? [{ ...answer, inside }] : inside
}

function write(item: OutLine, caps: CapSet, responding: Responding, attached: Attached): string {
  if (item.inside === undefined) return encodeFormed(item, caps, attached)
  const batch = responding.nextBatch()
  const opening = { ...item, params: [`+${batch}`, ...item.params] }
  const end = serverLine(responding, 'BATCH', [`-${batch}`])
  return (
    encodeFormed(opening, caps, attached) +
    item.inside.map((line) => write(line, caps, responding, { batch })).join('') +
    // It ends where it begins: in the batch around it, if there is one (batch, "Nested batch").
    encodeFormed(end, caps, { batch: attached.batch })
  )
}

function serverLine({ server, atMs }: Responding, command: string, params: readonly string[]): OutLine {
  return { source: server, command, params, atMs }
}
