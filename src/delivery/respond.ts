import type { CapSet } from '../protocol/caps.ts'
import type { OutLine } from '../room/outcome.ts'
import { encodeFormed, linesFor } from './encode.ts'

interface Labelled {
  readonly label: string
  readonly server: string
  readonly atMs: number
  /** A reference that no open batch of this link has. */
  readonly batch: string
}

/** All answers to a command with a label: one line carries it, several stand in a batch that carries it, none is an ACK (IRCv3 labeled-response). */
export function respondLabelled(answers: readonly OutLine[], caps: CapSet, labelled: Labelled): string {
  const { label, server, atMs, batch } = labelled
  const lines = answers.flatMap((line) => linesFor(line, caps))
  const ownLine = (command: string, ...params: string[]): OutLine => ({
    source: server,
    command,
    params,
    atMs,
  })
  const [first] = lines
  if (first === undefined) return encodeFormed(ownLine('ACK'), caps, { label })
  if (lines.length === 1) return encodeFormed(first, caps, { label })
  return (
    encodeFormed(ownLine('BATCH', `+${batch}`, 'labeled-response'), caps, { label }) +
    lines.map((line) => encodeFormed(line, caps, { batch })).join('') +
    encodeFormed(ownLine('BATCH', `-${batch}`), caps)
  )
}
