/** Messages of DNS as multicast DNS has them (RFC 1035 §4.1, RFC 6762 §18): the types that service discovery needs. */

/** The labels of a name, the nearest first: `['Mr. Smith', '_irc', '_tcp', 'local']`. A label may hold dots and spaces. */
export type Name = readonly string[]

export interface Question {
  readonly name: Name
  readonly type: number
}

/** What a record says. `other`: of a type that is nothing to us. */
export type Data =
  | { readonly type: 'PTR'; readonly to: Name }
  | { readonly type: 'SRV'; readonly port: number; readonly target: Name }
  | { readonly type: 'TXT'; readonly strings: readonly string[] }
  | { readonly type: 'A' | 'AAAA'; readonly address: string }
  | { readonly type: 'other' }

export interface ResourceRecord {
  readonly name: Name
  /** 0 takes the record back (RFC 6762 §10.1). */
  readonly ttlSeconds: number
  /** Nobody else has records of this name and type: it takes the place of all that are known (RFC 6762 §10.2). */
  readonly isUnique: boolean
  readonly data: Data
}

export interface DnsMessage {
  readonly isResponse: boolean
  /** More known answers follow in another message (RFC 6762 §7.2). */
  readonly isTruncated: boolean
  readonly questions: readonly Question[]
  /** Of a query those that its asker knows already. */
  readonly answers: readonly ResourceRecord[]
  /** Of a query what its asker wants to be the only one to say (RFC 6762 §8.2). */
  readonly authorities: readonly ResourceRecord[]
  readonly additionals: readonly ResourceRecord[]
}

/** RFC 1035 §3.2.2, RFC 3596 §2.1, RFC 2782; ANY asks for all of them. */
export const typeNumbers = { A: 1, PTR: 12, TXT: 16, AAAA: 28, SRV: 33, ANY: 255 } as const

/** A message that says nothing; `more` is what it does say. */
export function dnsMessage(more: Partial<DnsMessage>): DnsMessage {
  return {
    isResponse: false,
    isTruncated: false,
    questions: [],
    answers: [],
    authorities: [],
    additionals: [],
    ...more,
  }
}

/** One key for all spellings of a name: case counts for letters of ASCII only (RFC 6762 §16). */
export function nameKey(name: Name): string {
  return name.map((label) => label.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())).join('\0')
}
