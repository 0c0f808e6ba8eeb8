import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeHere } from '../../../src/protocol/datagram.ts'
import { encodeFrame } from '../../../src/protocol/datagram/frame.ts'
import { encodeQuery } from '../../../src/protocol/datagram/query.ts'
import { defaultLimits } from '../../../src/protocol/limits.ts'
import { openAnswers } from '../../../src/transport/discovery/answers.ts'
import type { Verdict } from '../../../src/transport/discovery/answers.ts'
import { surroundings } from '../../../src/transport/discovery/interfaces.ts'
import { openVoice } from '../../../src/transport/discovery/voice.ts'
import { bytesOf, here, nonce, sign } from '../../protocol/datagram/samples.ts'
import { runs } from '../../runs.ts'
import { hereIn, info, lo } from './fakes.ts'
import { counter } from './counter.ts'

const source = { address: '192.168.1.200', port: 40_000 }
const near = surroundings({ lo: [lo], eth0: [info('192.168.1.7', 24)] })

function answers(room = 'Office', around = near, more: object = {}) {
  let signed = 0
  const self = {
    identity: { id: here.id, publicKey: here.publicKey, sign: () => (signed++, sign()) },
    room,
    tcpPort: 16_667,
    bootId: here.bootId,
    nextSeq: counter(),
    version: '0.1.0',
    ...more,
  }
  const decide = openAnswers({
    self,
    voice: openVoice(self),
    limits: defaultLimits,
    around: () => around,
  })
  return { decide, signed: () => signed }
}

const nonceOf = (n: number) => String(n).padStart(22, '0')
const query = (n: number, more: object = {}) => encodeQuery({ nonce: nonceOf(n), known: [], ...more })
const bytesIn = (verdict: Verdict) => (verdict.do === 'answer' ? verdict.bytes : undefined)
const reasonIn = (verdict: Verdict) => (verdict.do === 'drop' ? verdict.reason : verdict.do)

/** 48 bytes, the most of a name, that are 96 in JSON. */
const longName = '"'.repeat(48)
const asked = (bytes: number) => encodeFrame('query', '-', bytesOf(`{"v":1,"n":"${nonce}"}`), bytes)

/** A room with as much to say as there can be. */
function wordy(addresses: number, room = longName) {
  const infos = Array.from({ length: addresses }, (_, n) => info(`192.168.100.${101 + n}`, 16))
  const around = surroundings({ lo: [lo], eth0: infos })
  return answers(room, around, {
    tlsFingerprint: () => 'f'.repeat(43),
    version: '10.20.30-beta.40',
  })
}

describe('an answer', () => {
  it('echoes the nonce and gives the address for the one who asked', () => {
    const said = hereIn(bytesIn(answers().decide(query(1), source, 0)))
    expect(said).toMatchObject({ nonce: nonceOf(1), room: 'Office', addresses: ['192.168.1.7'] })
    const own = hereIn(bytesIn(answers().decide(query(1), { address: '127.0.0.1', port: 40_000 }, 0)))
    expect(own.addresses).toEqual(['127.0.0.1'])
  })

  it('is given to those who want this room, or any', () => {
    const { decide } = answers()
    expect(decide(query(1, { want: 'OFFICE' }), source, 0).do).toBe('answer')
    expect(decide(query(2, { want: here.id.slice(0, 8) }), source, 0).do).toBe('answer')
    expect(decide(query(3, { want: 'Kitchen' }), source, 0).do).toBe('silent')
    expect(decide(query(4, { known: [here.id.slice(0, 8)] }), source, 0).do).toBe('silent')
  })

  it('that would be too long loses addresses, not the one who asked', () => {
    const small = bytesIn(wordy(8).decide(asked(512), source, 0))
    const large = bytesIn(wordy(8).decide(asked(1_200), source, 0))
    expect(hereIn(large).addresses).toHaveLength(8)
    expect(large?.length).toBeGreaterThan(512)
    expect(hereIn(small)).toMatchObject({ room: longName })
    expect(small?.length).toBeLessThanOrEqual(512)
  })

  it('is not given again to a query that is smaller than it', () => {
    const { decide } = wordy(8)
    expect(bytesIn(decide(asked(1_200), source, 0))?.length).toBeGreaterThan(512)
    expect(reasonIn(decide(asked(512), source, 1))).toBe('no-room')
  })

  it('is never larger than its query, whatever there is to say and however often it is asked', () => {
    let given = 0
    const sizes = fc.array(fc.integer({ min: 512, max: 1_200 }), { minLength: 1, maxLength: 4 })
    const rooms = fc.oneof(fc.constant(longName), fc.string({ unit: 'binary', maxLength: 60 }))
    fc.assert(
      fc.property(sizes, rooms, fc.nat({ max: 10 }), fc.boolean(), (sizes, room, count, ours) => {
        const { decide } = wordy(count, room)
        for (const bytes of sizes) {
          const from = ours ? { ...source, address: '127.0.0.1' } : source
          const answer = bytesIn(decide(asked(bytes), from, 0))
          if (answer !== undefined) given += 1
          expect(answer?.length ?? 0).toBeLessThanOrEqual(bytes)
        }
      }),
    )
    expect(given).toBeGreaterThan(10)
  })

  it('to a query that comes twice is the same bytes, signed for once', () => {
    const { decide, signed } = answers()
    const first = bytesIn(decide(query(1), source, 0))
    expect(bytesIn(decide(query(1), source, 9_000))).toBe(first)
    expect(signed()).toBe(1)
    expect(bytesIn(decide(query(1), source, 10_001))).not.toBe(first)
    expect(bytesIn(decide(query(1), { ...source, address: '192.168.1.201' }, 0))).not.toBe(first)
  })
})

describe('no answer', () => {
  it('to what is said by other daemons, which is nothing wrong', () => {
    const announcement = encodeHere(here, sign, 512) ?? new Uint8Array()
    expect(answers().decide(announcement, source, 0).do).toBe('silent')
  })

  it.each([
    ['off-link', query(1), { address: '8.8.8.8', port: 40_000 }],
    ['port', query(1), { address: '192.168.1.200', port: 53 }],
    ['unpadded', query(1).subarray(0, 511), source],
    ['length', query(1).subarray(0, 20), source],
    ['length', new Uint8Array(1_201).fill(32), source],
    ['magic', new Uint8Array(512), source],
    ['json', encodeFrame('query', '-', bytesOf('{"v":1,'), 512), source],
    ['nesting', encodeFrame('query', '-', bytesOf('['.repeat(600)), 512), source],
    ['field', encodeFrame('query', '-', bytesOf('{"v":1,"n":7}'), 512), source],
  ])('to a fault: %s', (reason, bytes, from) => {
    expect(reasonIn(answers().decide(bytes, from, 0))).toBe(reason)
  })

  it('to a source that asks too much, and again to the others', () => {
    const { decide } = answers()
    const verdicts = Array.from({ length: 30 }, (_, n) => reasonIn(decide(query(n), source, 0)))
    expect(verdicts.filter((one) => one === 'answer')).toHaveLength(10)
    expect(verdicts.at(-1)).toBe('rate')
    expect(decide(query(31), { ...source, address: '192.168.1.201' }, 0).do).toBe('answer')
    expect(decide(query(32), source, 1_000).do).toBe('answer')
  })

  it('to a source that repeats itself too much, though nothing is signed', () => {
    const { decide, signed } = answers()
    const verdicts = Array.from({ length: 30 }, () => reasonIn(decide(query(1), source, 0)))
    expect(verdicts.filter((one) => one === 'answer')).toHaveLength(10)
    expect(signed()).toBe(1)
  })

  it.each(['127.0.0.1', '192.168.1.7'])('is kept from the many clients of this host, on %s', (address) => {
    const { decide } = answers()
    const own = { address, port: 40_000 }
    const verdicts = Array.from({ length: 200 }, (_, n) => [
      reasonIn(decide(query(n), own, 0)),
      reasonIn(decide(query(n), own, 0)),
    ])
    expect(new Set(verdicts.flat())).toEqual(new Set(['answer']))
    expect(decide(query(300), source, 0).do).toBe('answer')
  })

  it('to this host more often than 500 times in a second', () => {
    const { decide, signed } = answers()
    for (let n = 0; n < 2_000; n++) decide(query(n), { address: '127.0.0.1', port: 40_000 }, 0)
    expect(signed()).toBe(500)
    expect(decide(query(3_000), source, 0).do).toBe('answer')
  })

  it('to more than 50 in a second, however many sources there are', () => {
    const { decide, signed } = answers()
    for (let n = 0; n < 1_000; n++)
      decide(query(n), { address: `192.168.1.${(n % 200) + 10}`, port: 40_000 }, n / 2)
    expect(signed()).toBeLessThanOrEqual(75)
    expect(reasonIn(decide(query(2_000), { address: '192.168.1.254', port: 40_000 }, 500))).toBe('busy')
    expect(decide(query(2_001), { address: '127.0.0.1', port: 40_000 }, 500).do).toBe('answer')
  })

  it('is kept from one who repeats a query when those of this second are spent', () => {
    const { decide } = answers()
    const nth = (n: number) => ({ address: `192.168.1.${n + 10}`, port: 40_000 })
    for (let n = 0; n < 60; n++) decide(query(n), nth(n), 0)
    expect(reasonIn(decide(query(59), nth(59), 0))).toBe('busy')
    expect(decide(query(0), nth(0), 0).do).toBe('answer')
  })

  it('and no fault of ours to whatever the network sends', () => {
    const { decide } = answers()
    const whole = query(1)
    const broken = fc
      .tuple(fc.nat({ max: 512 }), fc.uint8Array({ maxLength: 30 }), fc.nat({ max: 40 }))
      .map(([at, put, cut]) => Uint8Array.from([...whole.slice(0, at), ...put, ...whole.slice(at + cut)]))
    let at = 0
    fc.assert(
      fc.property(fc.oneof(broken, fc.uint8Array({ maxLength: 1_300 })), (bytes) => {
        const verdict = decide(bytes, source, (at += 100))
        expect(bytesIn(verdict)?.length ?? 0).toBeLessThanOrEqual(bytes.length)
      }),
      { numRuns: runs(3_000) },
    )
  })
})

describe('a query that another daemon of this host passes on', () => {
  const via = { address: '192.168.1.200', port: 40_000 }
  const here = { address: '127.0.0.1', port: 16_667 }

  it('is answered to who asked, with the address for that one', () => {
    const verdict = answers().decide(query(1, { via }), here, 0)
    expect(verdict).toMatchObject({ do: 'answer', to: via })
    expect(hereIn(bytesIn(verdict)).addresses).toEqual(['192.168.1.7'])
  })

  it('is not answered when it came from there as well', () => {
    const { decide } = answers()
    expect(decide(query(1), via, 0)).toMatchObject({ do: 'answer', to: via })
    expect(decide(query(1, { via }), here, 1)).toEqual({ do: 'silent' })
  })

  it('is believed from this host only, by loopback, and for a neighbour only', () => {
    const { decide } = answers()
    expect(reasonIn(decide(query(1, { via }), source, 0))).toBe('via')
    expect(reasonIn(decide(query(2, { via }), { ...here, address: '192.168.1.7' }, 0))).toBe('via')
    expect(reasonIn(decide(query(3, { via: { ...via, address: '8.8.8.8' } }), here, 0))).toBe('off-link')
    expect(reasonIn(decide(query(4, { via: { ...via, port: 53 } }), here, 0))).toBe('port')
  })

  it('is passed on by who heard it first, also where it is for another room, and never again', () => {
    const { decide } = answers()
    expect(decide(query(1, { want: 'Kitchen' }), via, 0)).toMatchObject({
      do: 'silent',
      relay: expect.any(Uint8Array),
    })
    expect(decide(query(2, { via }), here, 0)).not.toHaveProperty('relay')
  })
})
