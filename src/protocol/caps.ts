import type { Message } from './message.ts'

/**
 * The capabilities (IRCv3 capability-negotiation). A row is a capability: its bit in a class, and the form it gives
 * to others' lines: which verbs only its holders get, and which tags only its holders see. `*` is every client-only tag.
 */
interface CapRow {
  readonly bit: number
  readonly verbs: readonly string[]
  readonly tags: readonly string[]
}

export const caps = {
  'message-tags': { bit: 1, verbs: ['TAGMSG'], tags: ['msgid', '*'] },
  'server-time': { bit: 2, verbs: [], tags: ['time'] },
  'away-notify': { bit: 4, verbs: ['AWAY'], tags: [] },
  setname: { bit: 8, verbs: ['SETNAME'], tags: [] },
  'echo-message': { bit: 16, verbs: [], tags: [] },
  batch: { bit: 32, verbs: ['BATCH'], tags: ['batch'] },
  'labeled-response': { bit: 64, verbs: ['ACK'], tags: ['label'] },
  'standard-replies': { bit: 128, verbs: ['FAIL', 'WARN', 'NOTE'], tags: [] },
  'multi-prefix': { bit: 256, verbs: [], tags: [] },
  'cap-notify': { bit: 512, verbs: [], tags: [] },
} as const satisfies Record<string, CapRow>

export type CapName = keyof typeof caps

/** A set of capabilities as the sum of their bits. */
export type CapSet = number

/** Whether a set has this capability. */
export function has(set: CapSet, name: CapName): boolean {
  return (set & caps[name].bit) !== 0
}

/** Whether earshot has a capability of this name. */
export function isCap(name: string): name is CapName {
  return Object.hasOwn(caps, name)
}

const rows: readonly CapRow[] = Object.values(caps)
const verbBits = new Map(rows.flatMap((row) => row.verbs.map((verb) => [verb, row.bit] as const)))

/** The capability without which a line of this verb is not sent at all; 0 when everybody gets it. */
export function verbBit(command: Message['command']): CapSet {
  return verbBits.get(command) ?? 0
}

/**
 * The bits on which the look of others' lines depends: two links that agree in these share their bytes.
 * The rest matters only to what a link is sent for itself.
 */
export const classBits: CapSet =
  caps['message-tags'].bit | caps['server-time'].bit | caps['away-notify'].bit | caps.setname.bit
