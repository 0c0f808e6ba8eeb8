import type { CapSet } from '../protocol/caps.ts'
import type { OutLine } from '../room/outcome.ts'
import { encode } from './encode.ts'
import { formFor } from './forms.ts'

/** The answers to one command as a wire string, in the form for these capabilities. */
export function respond(answers: readonly OutLine[], caps: CapSet): string {
  return answers.map((line) => encode(formFor(line, caps), caps)).join('')
}

interface Labelled {
  readonly label: string
  readonly server: string
  readonly atMs: number
  /** A reference that no open batch of this link has. */
  readonly batch: string
}

/** The same with a label: one line carries it, several stand in a batch that carries it, none is an ACK (IRCv3 labeled-response). */
export function respondLabelled(answers: readonly OutLine[], caps: CapSet, labelled: Labelled): string {
  const { label, server, atMs, batch } = labelled
  const lines = answers.map((line) => formFor(line, caps)).filter((line) => encode(line, caps) !== '')
  const ownLine = (command: string, ...params: string[]): OutLine => ({
    source: server,
    command,
    params,
    atMs,
  })
  const [first] = lines
  if (first === undefined) return encode(ownLine('ACK'), caps, { label })
  if (lines.length === 1) return encode(first, caps, { label })
  return (
    encode(ownLine('BATCH', `+${batch}`, 'labeled-response'), caps, { label }) +
    lines.map((line) => encode(line, caps, { batch })).join('') +
    encode(ownLine('BATCH', `-${batch}`), caps)
  )
}
