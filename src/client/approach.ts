import { isLoopback, parseIpv4 } from '../protocol/ipv4.ts'
import { type DialInput, type Dialled, type dial, nameOf } from './dial.ts'
import { Distrust, WrongCertificate, refused } from './distrust.ts'
import type { Credentials } from './encrypt.ts'
import { type Known, wasOverTls } from './known.ts'
import type { Place } from './places.ts'
import { plainText } from './safe-text.ts'
import { type Expected, type Security, type Seen, isExpected, securityFor } from './security.ts'
import type { TlsChoice } from './security.ts'
import type { FoundRoom } from './seek.ts'
import { NoTls } from './trouble.ts'

type Named = Pick<FoundRoom, 'id' | 'room'>

export interface ApproachInput {
  /** Where to go first. */
  readonly place: Place
  /** Somebody typed the place: what was shown there before counts. */
  readonly isTyped: boolean
  /** What the room said of itself, signed, where it was looked for. */
  readonly word?: FoundRoom | undefined
  /** Which room has to be there, where that is known without its word. */
  readonly identity?: Named | undefined
  readonly known: Known
  readonly choice: TlsChoice
  /** What is remembered counts no more. */
  readonly trust: boolean
  readonly credentials?: Credentials | undefined
  /** A fresh word: of the room of this identity, wherever it is, or of whoever is at the place. Never rejects. */
  readonly ask: (id: string | undefined, signal: AbortSignal) => Promise<FoundRoom | undefined>
  /** Why the room is not to be joined; asked also where there is no word, to say which one it is. */
  readonly judge: (word: FoundRoom | undefined) => Distrust | undefined
  readonly open: typeof dial
}

/**
 * The way to one room, for its first connection and all that follow. Whoever answers is the room, and nobody else can
 * listen, as far as that can be known: by what the room says of itself, what is remembered of it, and what was asked for.
 */
export class Approach implements Place {
  readonly host: string
  readonly port: number
  /** Told what a person has to know, in one or more lines. */
  note: (text: string) => void
  readonly #input: ApproachInput
  #word: FoundRoom | undefined
  /** What was shown on the last connection. A room that was over TLS once is never without. */
  #seen: Seen | undefined
  /** TLS is not spoken where somebody typed. */
  #isPlain = false
  /** The first connection was made: nobody hears of an error of a later one. */
  #wasThere = false
  readonly #noted = new Set<string>()

  constructor(input: ApproachInput, note: (text: string) => void) {
    this.#input = input
    this.note = note
    this.#word = input.word
    this.host = input.place.host
    this.port = input.place.port
  }

  /** Which room it is, once that is known. */
  get identity(): Named | undefined {
    return this.#word ?? this.#input.identity
  }

  /** The certificate that was shown on the last connection; undefined without TLS. */
  get seen(): Seen | undefined {
    return this.#seen
  }

  /** Where the room is now; one that nobody knows the identity of is nowhere else. */
  readonly find = async (signal: AbortSignal): Promise<Place | undefined> => {
    if (this.identity === undefined) return undefined
    const word = await this.#ask(signal)
    this.#word = word ?? this.#word
    return word
  }

  /**
   * As `dial`, to where the room is.
   * @throws {Distrust} where nothing may be said to who is there
   */
  readonly dial = async (input: DialInput): Promise<Dialled> => {
    try {
      const dialled = await this.#dial({ ...input, credentials: this.#input.credentials })
      this.#wasThere = true
      this.#seen = dialled.seen ?? this.#seen
      return dialled
    } catch (error) {
      if (error instanceof Distrust && this.#wasThere) this.#note([error.message, ...error.next].join('\n'))
      throw error
    }
  }

  async #dial(input: DialInput): Promise<Dialled> {
    const over = new AbortController()
    const signal = AbortSignal.any([over.signal, ...(input.signal === undefined ? [] : [input.signal])])
    const hostKey = this.#hostKey(input)
    // It is on its way while the connection is made. What a stranger says is forgotten with the connection.
    const asked = this.#word === undefined && !this.#isPlain ? this.#ask(signal) : Promise.resolve(this.#word)
    let word = this.#word
    let security: Security | undefined
    let expected: Expected = {}
    const expect = (fresh: FoundRoom | undefined): Security => {
      word = fresh
      security = this.#decide(word, hostKey)
      // Who says to have no TLS vouches for nobody who speaks it.
      if (security.over === 'tls') expected = security.expected
      return security
    }
    const guard = {
      security: async (): Promise<Security> => {
        if (this.#isPlain && word === undefined) return { over: 'plain' }
        // Where a key is expected it is TLS in any case, and nobody waits.
        const mustSay = hostKey === undefined || this.#input.judge(undefined) !== undefined
        return expect(mustSay ? await asked : word)
      },
      check: async (seen: Seen): Promise<void> => {
        if (word === undefined) expect(await Promise.race([asked, Promise.resolve(undefined)]))
        if (isExpected(expected, seen)) return
        // One that was renewed is vouched for by a fresh word.
        const fresh = await this.#ask(signal)
        if (fresh !== undefined) expect(fresh)
        if (!isExpected(expected, seen)) throw new WrongCertificate(nameOf(input), expected, seen)
      },
    }
    try {
      const dialled = await this.#input.open({ ...input, guard })
      this.#word = word ?? this.#word
      return dialled
    } catch (error) {
      const mayBePlain = security?.over === 'tls' && security.orPlain && !signal.aborted
      if (!(error instanceof NoTls) || !mayBePlain) throw error
      this.#isPlain = true
      if (!isOwnHost(input.host))
        this.#note(`No TLS at ${nameOf(input)}: what is said there is not encrypted.`)
      return await this.#input.open(input)
    } finally {
      over.abort()
    }
  }

  /** A word of the room that it has to be. */
  async #ask(signal: AbortSignal): Promise<FoundRoom | undefined> {
    const id = this.identity?.id
    const word = await this.#input.ask(id, signal)
    return id === undefined || word?.id === id ? word : undefined
  }

  /** @throws {Distrust} */
  #decide(word: FoundRoom | undefined, hostKey: string | undefined): Security {
    const { known, choice, trust, judge } = this.#input
    const fault = judge(word)
    if (fault !== undefined) throw fault
    const id = word?.id ?? this.identity?.id
    const wasTls = this.#seen !== undefined || (!trust && id !== undefined && wasOverTls(known.rooms, id))
    // Where nobody vouches for the room, what it showed a moment ago does.
    const pinned = hostKey ?? (word === undefined ? this.#seen?.key : undefined)
    const security = securityFor({ word, wasTls, hostKey: pinned, choice })
    if (typeof security === 'string') throw refused(security, this.#name(), this.#option())
    return security
  }

  /** The key that was shown at a place that somebody typed: on an earlier connection, or when it was joined before. */
  #hostKey(place: Place): string | undefined {
    const { isTyped, known, trust } = this.#input
    if (!isTyped || nameOf(place) !== nameOf(this)) return undefined
    return this.#seen?.key ?? (trust ? undefined : known.hosts.get(nameOf(place))?.key)
  }

  /** For words. */
  #name(): string {
    return this.identity === undefined ? nameOf(this) : `"${plainText(this.identity.room)}" (${nameOf(this)})`
  }

  /** As it is found again. */
  #option(): string {
    const { id } = this.identity ?? {}
    return this.#input.isTyped || id === undefined ? `--host ${nameOf(this)}` : `--server ${id}`
  }

  /** Once: it is tried again and again. */
  #note(text: string): void {
    if (this.#noted.has(text)) return
    this.#noted.add(text)
    this.note(text)
  }
}

/** What is said to this very computer goes over no network. */
export const isOwnHost = (host: string): boolean =>
  host === 'localhost' || host === '::1' || isLoopback(parseIpv4(host) ?? 0)
