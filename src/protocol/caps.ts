import {
  type Form,
  type FullLine,
  asNotice,
  eachWord,
  firstParam,
  highestRank,
  highestRankInFlags,
  nickAlone,
} from './forms.ts'
import type { Limits } from './limits.ts'
import type { Message } from './message.ts'

/** What a capability's value may tell. */
interface CapFacts {
  readonly limits: Limits
}

/**
 * A capability (IRCv3 capability-negotiation), and all that it changes of what its holders are sent. The room writes a
 * line in its fullest form; `without` says what becomes of it for who does not hold the capability.
 */
export interface CapRow {
  readonly bit: number
  /** What stands after its name where it is offered to who understands values (CAP LS 302). */
  readonly value?: (facts: CapFacts) => string
  /** Whether others' lines look different with it, or only answers to own commands: links that agree in the first share bytes. */
  readonly changes: 'lines' | 'answers'
  /** Verbs that only its holders are sent. */
  readonly verbs?: readonly string[]
  /** Tags that only its holders see; `*` is every client-only tag. */
  readonly tags?: readonly string[]
  readonly without?: Readonly<Record<string, Form>>
  /** Verbs whose FAIL, WARN and NOTE its specification has: its holders are sent them also without standard-replies. */
  readonly replies?: readonly string[]
}

export const caps = {
  'message-tags': { bit: 1, changes: 'lines', verbs: ['TAGMSG'], tags: ['msgid', 'bot', '*'] },
  'server-time': { bit: 2, changes: 'lines', tags: ['time'] },
  'away-notify': { bit: 4, changes: 'lines', verbs: ['AWAY'] },
  setname: { bit: 8, changes: 'lines', verbs: ['SETNAME'], replies: ['SETNAME'] },
  'echo-message': { bit: 16, changes: 'answers' },
  batch: { bit: 32, changes: 'answers', verbs: ['BATCH'], tags: ['batch'] },
  'labeled-response': { bit: 64, changes: 'answers', verbs: ['ACK'], tags: ['label'] },
  'standard-replies': {
    bit: 128,
    changes: 'answers',
    without: { FAIL: asNotice, WARN: asNotice, NOTE: asNotice },
  },
  'multi-prefix': {
    bit: 256,
    changes: 'answers',
    without: {
      '319': eachWord(highestRank),
      '352': highestRankInFlags,
      '353': eachWord(highestRank),
      '354': highestRankInFlags,
    },
  },
  'cap-notify': { bit: 512, changes: 'answers' },
  'extended-monitor': { bit: 1024, changes: 'lines' },
  'userhost-in-names': { bit: 2048, changes: 'answers', without: { '353': eachWord(nickAlone) } },
  'no-implicit-names': { bit: 4096, changes: 'answers' },
  'extended-join': { bit: 8192, changes: 'lines', without: { JOIN: firstParam } },
  'account-tag': { bit: 16_384, changes: 'lines', tags: ['account'] },
  'account-notify': { bit: 32_768, changes: 'lines', verbs: ['ACCOUNT'] },
  'draft/pre-away': { bit: 65_536, changes: 'answers' },
  'draft/channel-rename': { bit: 131_072, changes: 'lines', verbs: ['RENAME'], replies: ['RENAME'] },
  'invite-notify': { bit: 262_144, changes: 'lines' },
  chghost: { bit: 524_288, changes: 'lines', verbs: ['CHGHOST'] },
  'draft/chathistory': { bit: 16_777_216, changes: 'answers' },
  'draft/event-playback': { bit: 33_554_432, changes: 'answers' },
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

/** Every capability there is. */
export const allCaps: CapSet = Object.values(caps).reduce((set, { bit }) => set | bit, 0)

/** The names of a set, in the order of the table. */
export function namesIn(set: CapSet): CapName[] {
  return Object.keys(caps).filter((name): name is CapName => isCap(name) && has(set, name))
}

/** The set of these names. */
export function capSet(names: readonly CapName[]): CapSet {
  return names.reduce((set, name) => set | caps[name].bit, 0)
}

/** As they are offered to who understands values: `name` or `name=value` (capability-negotiation, "Capability Values"). */
export function withValues(
  names: readonly string[],
  facts: CapFacts,
  table: Readonly<Record<string, CapRow>> = caps,
): string[] {
  return names.map((name) => {
    const value = table[name]?.value?.(facts) ?? ''
    return value === '' ? name : `${name}=${value}`
  })
}

const rows: readonly CapRow[] = Object.values(caps)
const verbBits = new Map(rows.flatMap(({ bit, verbs = [] }) => verbs.map((verb) => [verb, bit] as const)))
const forms = new Map<string, { readonly bit: number; readonly form: Form }[]>()
for (const { bit, without = {} } of rows) {
  for (const [command, form] of Object.entries(without)) {
    forms.set(command, [...(forms.get(command) ?? []), { bit, form }])
  }
}

const replyBits = new Map(
  rows.flatMap(({ bit, replies = [] }) => replies.map((verb) => [verb, bit] as const)),
)

/** The capability without which a line of this verb is not sent at all; 0 when everybody gets it. */
export function verbBit(command: Message['command']): CapSet {
  return verbBits.get(command) ?? 0
}

/** The line as it is for a holder of these capabilities. */
export function formFor<Line extends FullLine>(line: Line, set: CapSet): Line {
  let formed = line
  for (const { bit, form } of forms.get(line.command) ?? []) {
    if ((set & (bit | bitFor(line, bit))) === 0) formed = form(formed)
  }
  return formed
}

/** The capability that understands this standard reply besides standard-replies; 0 where there is none. */
function bitFor({ params: [verb = ''] }: FullLine, bit: CapSet): CapSet {
  return bit === caps['standard-replies'].bit ? (replyBits.get(verb) ?? 0) : 0
}

/**
 * The bits on which the look of others' lines depends: two links that agree in these share their bytes.
 * The rest matters only to what a link is sent for itself.
 */
export const classBits: CapSet = rows.reduce(
  (bits, row) => (row.changes === 'lines' ? bits | row.bit : bits),
  0,
)
