import type { EventName } from '../ops/events.ts'
import type { ScryptVerifier, Verifiers } from './accounts.ts'
import type { Aside } from './aside.ts'
import type { AnsweringEntry } from './entry.ts'
import type { Hashes } from './sasl/hashes.ts'

/** Why a password is not looked at: too many were wrong, for the account or from the address, or too many wait. */
export type TryRefusal = 'locked' | 'throttled' | 'busy'

/** What came of hashing. */
export type Hashed =
  | { readonly result: TryRefusal | 'wrong' }
  | { readonly result: 'right'; readonly verifiers: Verifiers | undefined }

/** Passwords to hash, which takes long, and what follows. */
export interface HashWork {
  /** A name and its password, and what that is held against: nothing for a name of no account, which takes as long. */
  readonly check?: {
    readonly account: string
    readonly password: string
    readonly verifier: ScryptVerifier | undefined
  }
  /** A password of which verifiers are to be made. */
  readonly derive?: string
  /** An entry, or what the connection is to be answered. */
  readonly done: (hashed: Hashed, atMs: number) => AnsweringEntry | ((aside: Aside) => void)
}

/** One connection, as the daemon that holds it counts. */
export interface LinkUse {
  /** Its nick, or the star. */
  readonly nick: string
  readonly user: string
  /** The address that it came from, as a host. */
  readonly host: string
  /** Not sent yet. */
  readonly unsentBytes: number
  readonly bytesOut: number
  readonly linesIn: number
  readonly bytesIn: number
  readonly openSeconds: number
}

/**
 * What a verb of the connection may ask of the daemon around the room. It is of now and of this daemon, so no entry may
 * depend on it.
 */
export interface Surroundings {
  /** How many connections are no members yet. */
  strangers(): number
  links(): Iterable<LinkUse>
  /** How often each verb was used since the start. */
  uses(): ReadonlyMap<string, number>
  /** Under which names one may be an operator; a star for any. */
  operators(): readonly string[]
  /**
   * Begins to read the operator's files again; what they say becomes an entry, and who asked is told when one is broken.
   * False where they are being read already, or there are none.
   */
  rehash(): boolean
  /** An entry of this connection gets its place in the order. */
  enter(entry: AnsweringEntry): void
  /** Sums and random bytes, for mechanisms. */
  readonly hashes: Hashes
  /** Why no password may be tried now from this address, or for this account, if so. */
  refuseTry(account: string): TryRefusal | undefined
  /** One was tried and wrong. */
  countWrong(account: string): void
  /** The log is told of it, in the connection's name. */
  note(event: EventName, fields: Readonly<Record<string, string | undefined>>): void
  /**
   * Begins what takes long; the connection's next lines wait for its end, nobody else's do. Why it has not begun, if so.
   */
  hash(work: HashWork): TryRefusal | undefined
}
