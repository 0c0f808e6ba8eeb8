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
import { mechanismsFor } from './mechanisms.ts'

/** What a capability's value may tell. */
interface CapFacts {
  readonly limits: Limits
  /** Whether who is told has shown a certificate of its own. */
  readonly hasCertificate?: boolean
}

/**
 * A capability (IRCv3 capability-negotiation), and all that it changes of what its holders are sent. The room writes a
 * line in its fullest form; `without` says what becomes of it for who does not hold the capability.
 */
export interface CapRow {
  readonly bit: number
  /** What stands after its name where it is offered to who understands values (CAP LS 302). */
  readonly value?: (facts: CapFacts) => string
  /** Verbs that only its holders are sent. */
  readonly verbs?: readonly string[]
  /** Tags that only its holders see; `*` is every client-only tag. */
  readonly tags?: readonly string[]
  readonly without?: Readonly<Record<string, Form>>
  /** Verbs whose FAIL, WARN and NOTE its specification has: its holders are sent them also without standard-replies. */
  readonly replies?: readonly string[]
}

export const caps = {
  'message-tags': { bit: 1, verbs: ['TAGMSG'], tags: ['msgid', 'bot', '*'] },
  'server-time': { bit: 2, tags: ['time'] },
  'away-notify': { bit: 4, verbs: ['AWAY'] },
  setname: { bit: 8, verbs: ['SETNAME'], replies: ['SETNAME'] },
  'echo-message': { bit: 16 },
  batch: { bit: 32, verbs: ['BATCH'], tags: ['batch'] },
  'labeled-response': { bit: 64, verbs: ['ACK'], tags: ['label'] },
  'standard-replies': {
    bit: 128,
    without: { FAIL: asNotice, WARN: asNotice, NOTE: asNotice },
  },
  'multi-prefix': {
    bit: 256,
    without: {
      '319': eachWord(highestRank),
      '352': highestRankInFlags,
      '353': eachWord(highestRank),
      '354': highestRankInFlags,
    },
  },
  'cap-notify': { bit: 512 },
  'extended-monitor': { bit: 1024 },
  'userhost-in-names': { bit: 2048, without: { '353': eachWord(nickAlone) } },
  'no-implicit-names': { bit: 4096 },
  'extended-join': { bit: 8192, without: { JOIN: firstParam } },
  'account-tag': { bit: 16_384, tags: ['account'] },
  'account-notify': { bit: 32_768, verbs: ['ACCOUNT'] },
  'draft/pre-away': { bit: 65_536 },
  'draft/channel-rename': { bit: 131_072, verbs: ['RENAME'], replies: ['RENAME'] },
  'invite-notify': { bit: 262_144 },
  chghost: { bit: 524_288, verbs: ['CHGHOST'] },
  sasl: {
    bit: 1_048_576,
    value: ({ hasCertificate = false }) => mechanismsFor(hasCertificate).join(','),
    verbs: ['AUTHENTICATE'],
  },
  'draft/account-registration': {
    bit: 2_097_152,
    value: () => 'before-connect',
    replies: ['REGISTER', 'VERIFY'],
  },
  'draft/chathistory': { bit: 16_777_216, replies: ['CHATHISTORY'] },
  'draft/event-playback': { bit: 33_554_432 },
  'draft/multiline': {
    bit: 268_435_456,
    value: ({ limits }) => `max-bytes=${limits.multilineBytes},max-lines=${limits.multilineLines}`,
    tags: ['draft/multiline-concat'],
    replies: ['BATCH'],
  },
  'draft/read-marker': { bit: 134_217_728, verbs: ['MARKREAD'], replies: ['MARKREAD'] },
  'draft/message-redaction': { bit: 67_108_864, verbs: ['REDACT'], replies: ['REDACT'] },
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

/** Who holds these is sent a message of several lines as one, and may send one (IRCv3 multiline, "Dependencies"). */
export const multilineCaps: CapSet = capSet(['draft/multiline', 'batch'])

/** Whether a set has all of them. */
export function holdsMultiline(set: CapSet): boolean {
  return (set & multilineCaps) === multilineCaps
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
const anyReplyBit = [...replyBits.values()].reduce((bits, bit) => bits | bit, 0)
const bitsByCommand = new Map<string, CapSet>(verbBits)
for (const [command, all] of forms) {
  let bits = bitsByCommand.get(command) ?? 0
  for (const { bit } of all) bits |= bit === caps['standard-replies'].bit ? bit | anyReplyBit : bit
  bitsByCommand.set(command, bits)
}

const tagBits = new Map(rows.flatMap(({ bit, tags = [] }) => tags.map((tag) => [tag, bit] as const)))

/** The capability without which this tag is not sent; `*` stands for client-only tags. */
export function tagBit(tag: string): CapSet {
  const bit = tagBits.get(tag)
  if (bit === undefined) throw new RangeError(`no capability has the tag ${tag}`)
  return bit
}

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

/** The capabilities that decide about a line by its verb alone: whether it is sent, and what becomes of its parameters. */
export function commandBits(command: Message['command']): CapSet {
  return bitsByCommand.get(command) ?? 0
}
