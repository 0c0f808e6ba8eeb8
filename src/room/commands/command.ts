import type { CapName } from '../../protocol/caps.ts'
import type { Act, Look } from '../context.ts'
import type { Aside } from '../aside.ts'

/**
 * A verb is a row: where it runs, when it may be used, what it costs. State, arity and cost are checked once for all
 * verbs (check.ts); a verb's own file checks the rest, and changes only after its last check.
 */
export interface Command {
  /** Its parameters, as HELP and docs/protocol.md tell them: `[optional]`, plurals for lists with commas, `one | other`. */
  readonly syntax: string
  /** Parameters without which it is answered 461. */
  readonly minParams: number
  /** Tokens that it takes from the connection's rate. */
  readonly cost: number
  /** It takes them for each name of the list in its first parameter. */
  readonly isListed?: true
  /** The capability that makes it a verb; who does not hold it is answered 421. */
  readonly needs?: CapName
  /** Who may use it; others are answered 481. Absent: every member. */
  readonly right?: 'operator'
  /** What it does before registration; absent: 451. */
  readonly before?: (aside: Aside) => void
  /** What it does for a member, and where. */
  readonly member: MemberVerb
}

export type MemberVerb =
  /** Changes the room: becomes an entry and gets its place in the one order. */
  | {
      readonly on: 'entry'
      readonly run: (act: Act) => void
      /** Its parameters are credentials, which the connection checks and keeps out of the entry. */
      readonly isSecret?: true
    }
  /** Only reads the room: runs at once, but after all entries of its own connection. */
  | { readonly on: 'look'; readonly run: (look: Look) => void }
  /** Concerns the connection alone, after all its own entries. */
  | { readonly on: 'peer'; readonly run: (aside: Aside) => void }

export const entry = (run: (act: Act) => void): MemberVerb => ({ on: 'entry', run })
export const secret = (run: (act: Act) => void): MemberVerb => ({ on: 'entry', run, isSecret: true })
export const look = (run: (look: Look) => void): MemberVerb => ({ on: 'look', run })
export const peer = (run: (aside: Aside) => void): MemberVerb => ({ on: 'peer', run })
