/**
 * How a channel mode is changed (Modern IRC, "MODE message"): a list of masks (A), a setting that has a parameter
 * always (B), only when it is set (C) or never (D), or the rank of a member, which the prefix shows.
 */
interface ModeRow {
  readonly type: 'A' | 'B' | 'C' | 'D' | 'rank'
  /** What it is when it is set. */
  readonly is: string
  /** Only operators are told its list; everything is changed by operators only. */
  readonly isPrivate?: true
  readonly prefix?: string
  readonly bit?: number
}

/** Every channel mode, a row each: lists in the order of CHANMODES, ranks from high to low. */
export const channelModes = {
  b: {
    type: 'A',
    is: 'a mask of who may neither join nor speak; with `m:` of who may not speak; `a:NAME` is an account, `a:*` any',
  },
  e: { type: 'A', is: 'a mask of whom no ban concerns; with `m:` in speaking only', isPrivate: true },
  I: { type: 'A', is: 'a mask of who needs no invitation', isPrivate: true },
  k: { type: 'B', is: 'the key without which nobody joins' },
  l: { type: 'C', is: 'how many members there may be before nobody else joins' },
  C: { type: 'D', is: 'no CTCP except ACTION' },
  i: { type: 'D', is: 'who is not invited does not join' },
  m: { type: 'D', is: 'who has no rank does not speak' },
  n: { type: 'D', is: 'who is outside does not speak' },
  s: { type: 'D', is: 'to who is outside the channel is not there' },
  t: { type: 'D', is: 'who is no operator does not set the topic' },
  o: { type: 'rank', is: 'operator', prefix: '@', bit: 2 },
  v: { type: 'rank', is: 'voice', prefix: '+', bit: 1 },
} as const satisfies Record<string, ModeRow>

export type ChannelMode = keyof typeof channelModes

/** The letters of one type. */
export type ModeOf<Type extends ModeRow['type']> = {
  [Letter in ChannelMode]: (typeof channelModes)[Letter]['type'] extends Type ? Letter : never
}[ChannelMode]

/** Whether a channel has a mode of this letter. */
export function isChannelMode(letter: string): letter is ChannelMode {
  return Object.hasOwn(channelModes, letter)
}

const rows: readonly (readonly [letter: string, row: ModeRow])[] = Object.entries(channelModes)

function lettersOf(...types: readonly ModeRow['type'][]): string[] {
  return rows.flatMap(([letter, { type }]) => (types.includes(type) ? letter : []))
}

/** The token CHANMODES (Modern IRC): the letters of each type but ranks. */
export const chanmodes = (['A', 'B', 'C', 'D'] as const).map((type) => lettersOf(type).join('')).join()

/** The token PREFIX: ranks and their prefixes. */
export const prefix = `(${lettersOf('rank').join('')})${rows.map(([, row]) => row.prefix ?? '').join('')}`

/** The letters as 004 has them: all, and those with a parameter. */
export const myInfo = {
  all: lettersOf('A', 'B', 'C', 'D', 'rank').sort().join(''),
  withParameter: lettersOf('A', 'B', 'C', 'rank').sort().join(''),
}
