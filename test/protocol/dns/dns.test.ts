import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeDns } from '../../../src/protocol/dns/decode.ts'
import { encodeDns } from '../../../src/protocol/dns/encode.ts'
import {
  type Data,
  type ResourceRecord,
  dnsMessage,
  nameKey,
  typeNumbers,
} from '../../../src/protocol/dns/message.ts'
import { formatIpv6, parseAddress } from '../../../src/protocol/ip-address.ts'
import { utf8Bytes } from '../../../src/protocol/utf8.ts'
import { runs } from '../../runs.ts'

const label = fc.oneof(
  fc.constantFrom('_irc', '_tcp', 'local', 'Mr. Smith v1.2', 'Büro', '\\', ' '),
  // RFC 1035 §3.1: 63 bytes are all that a label can have.
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 15 }).filter((text) => utf8Bytes(text) <= 63),
)
const name = fc.array(label, { maxLength: 3 })
const ipv6 = fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }).map(formatIpv6)
const data: fc.Arbitrary<Data> = fc.oneof(
  fc.record({ type: fc.constant('PTR' as const), to: name }),
  fc.record({ type: fc.constant('SRV' as const), port: fc.nat(65_535), target: name }),
  fc.record({ type: fc.constant('TXT' as const), strings: fc.array(label, { maxLength: 5 }) }),
  fc.record({ type: fc.constant('A' as const), address: fc.ipV4() }),
  fc.record({ type: fc.constant('AAAA' as const), address: ipv6 }),
)
const record: fc.Arbitrary<ResourceRecord> = fc.record({
  name,
  ttlSeconds: fc.nat(0x7fffffff),
  isUnique: fc.boolean(),
  data,
})
const records = fc.array(record, { maxLength: 8 })
const messages = fc.record({
  isResponse: fc.boolean(),
  isTruncated: fc.boolean(),
  questions: fc.array(fc.record({ name, type: fc.constantFrom(...Object.values(typeNumbers)) }), {
    maxLength: 3,
  }),
  answers: records,
  authorities: records,
  additionals: records,
})

/** Names that differ in case only are written once, so they come back as they were written first. */
const folded = (value: unknown): string => JSON.stringify(value).toLowerCase()

const bytesOf = (...parts: (number | string)[]): Uint8Array =>
  Uint8Array.from(
    parts.flatMap((part) =>
      typeof part === 'number' ? [part] : Array.from(part, (letter) => letter.charCodeAt(0)),
    ),
  )
/** A response with so many answers. */
const head = (answers: number): number[] => [0, 0, 0x84, 0, 0, 0, 0, answers, 0, 0, 0, 0]

describe('a message of DNS', () => {
  it('comes back as it was', () => {
    fc.assert(
      fc.property(messages, (message) => {
        expect(folded(decodeDns(encodeDns(message)))).toBe(folded(message))
      }),
      { numRuns: runs(300) },
    )
  })

  it('has dots and spaces in a label, which stays one', () => {
    const to = ['Mr. Smith v1.2', '_irc', '_tcp', 'local']
    const one = { name: to.slice(1), ttlSeconds: 1, isUnique: false, data: { type: 'PTR', to } } as const
    expect(decodeDns(encodeDns(dnsMessage({ answers: [one] })))?.answers).toEqual([one])
  })

  it('writes a name once, and points to it afterwards', () => {
    const name = ['x'.repeat(60), '_irc', '_tcp', 'local']
    const question = { name, type: typeNumbers.ANY }
    const once = encodeDns(dnsMessage({ questions: [question] })).length
    expect(encodeDns(dnsMessage({ questions: [question, question] })).length).toBe(once + 6)
  })

  it('cuts a label that is too long between two letters', () => {
    const [question] =
      decodeDns(encodeDns(dnsMessage({ questions: [{ name: ['é'.repeat(60)], type: 1 }] })))?.questions ?? []
    expect(question?.name).toEqual(['é'.repeat(31)])
  })

  it('may have records of types that are nothing to us, which are read over', () => {
    const bytes = bytesOf(...head(1), 1, 'a', 0, 0, 47, 0x80, 1, 0, 0, 0, 9, 0, 3, 1, 2, 3)
    expect(decodeDns(bytes)?.answers).toEqual([
      { name: ['a'], ttlSeconds: 9, isUnique: true, data: { type: 'other' } },
    ])
  })

  it.each([
    ['an empty one', bytesOf()],
    ['a head that is cut', bytesOf(0, 0, 0x84)],
    ['another operation than a query', bytesOf(0, 0, 0x28, 0, 0, 0, 0, 0, 0, 0, 0, 0)],
    ['more records than there are', bytesOf(...head(2), 0, 0, 1, 0, 1, 0, 0, 0, 9, 0, 4, 1, 2, 3, 4)],
    ['too many to be meant', bytesOf(0, 0, 0x84, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0)],
    ['a pointer to itself', bytesOf(...head(1), 0xc0, 12, 0, 1, 0, 1)],
    ['a pointer that leads on', bytesOf(...head(1), 0xc0, 14, 0, 0, 1, 0, 1, 0, 0, 0, 9, 0, 0)],
    ['a label of a kind that nobody has', bytesOf(...head(1), 0x80, 0, 0, 1, 0, 1)],
    ['data that is longer than it says', bytesOf(...head(1), 0, 0, 1, 0, 1, 0, 0, 0, 9, 0, 2, 1, 2, 3, 4)],
    [
      'a text that goes beyond its record',
      bytesOf(...head(1), 0, 0, 16, 0, 1, 0, 0, 0, 9, 0, 2, 9, 'abcdefghi'),
    ],
    [
      'a name that is too long',
      bytesOf(...head(1), ...Array.from({ length: 5 }, () => [63, 'x'.repeat(63)]).flat(), 0),
    ],
    ['one that is longer than any', new Uint8Array(9_001)],
  ])('is none: %s', (_, bytes) => expect(decodeDns(bytes)).toBeUndefined())

  it('is none where a name is a chain of pointers, which would take long to follow', () => {
    const pointers = Array.from({ length: 200 }, (_, i) => [0xc0, i === 0 ? 12 : 11 + 2 * i]).flat()
    expect(decodeDns(bytesOf(...head(1), 0, ...pointers))).toBeUndefined()
  })

  it('is read or refused, whatever the bytes are, and never thrown at', () => {
    fc.assert(
      fc.property(
        messages,
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 6 }),
        (message, changes) => {
          const bytes = encodeDns(message)
          for (const [at, value] of changes) bytes[at % bytes.length] = value
          const read = decodeDns(bytes)
          if (read !== undefined) expect(decodeDns(encodeDns(read))).toBeDefined()
        },
      ),
      { numRuns: runs(300) },
    )
  })
})

describe('a name', () => {
  it('is the same in any case of ASCII, and of no other letters', () => {
    expect(nameKey(['Office', '_IRC'])).toBe(nameKey(['oFFICE', '_irc']))
    expect(nameKey(['É'])).not.toBe(nameKey(['é']))
    expect(nameKey(['a.b'])).not.toBe(nameKey(['a', 'b']))
  })
})

describe('an address of IPv6', () => {
  it('has one form, the shortest, as URLs have it', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0n, 0n, 1n, 0xffffn), { minLength: 8, maxLength: 8 }),
        (groups) => {
          const number = groups.reduce<bigint>((sum, group) => (sum << 16n) | group, 0n)
          const text = formatIpv6(number)
          expect(new URL(`http://[${text}]/`).hostname).toBe(`[${text}]`)
          expect(parseAddress(text)?.number).toBe(number)
        },
      ),
    )
  })
})
