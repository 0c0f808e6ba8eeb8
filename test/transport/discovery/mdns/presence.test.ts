import { describe, expect, it } from 'vitest'
import { type DnsMessage, dnsMessage, typeNumbers } from '../../../../src/protocol/dns/message.ts'
import { openPresence } from '../../../../src/transport/discovery/mdns/presence.ts'
import { recordsOf } from '../../../../src/transport/discovery/mdns/service.ts'
import { handClock } from '../fakes.ts'
import { announcement, another, kind, officeRecords, ownQuestion } from './samples.ts'

function presence() {
  const clock = handClock()
  const start = clock.now()
  const sent: (DnsMessage & { at: number })[] = []
  let conflicts = 0
  const opened = openPresence({
    clock,
    random: () => 0,
    records: () => officeRecords,
    isOwnAddress: (address) => address === '10.10.1.2',
    send: (message) => Promise.resolve(sent.push({ ...message, at: clock.now() - start })),
    conflicted: () => (conflicts += 1),
    published: () => undefined,
  })
  return { opened, clock, sent, conflicts: () => conflicts, kinds: () => sent.map(kindOf) }
}

/** One that has its names and has said so twice. */
async function settled() {
  const all = presence()
  await all.clock.forward(5_000)
  all.sent.length = 0
  return all
}

const kindOf = ({ at, isResponse, authorities, answers }: DnsMessage & { at: number }): string =>
  `${at} ${isResponse ? (answers[0]?.ttlSeconds === 0 ? 'bye' : 'response') : authorities.length > 0 ? 'probe' : 'query'}`

const probe = (unique: DnsMessage['authorities']) =>
  dnsMessage({ questions: unique.map(({ name }) => ({ name, type: typeNumbers.ANY })), authorities: unique })
const question = (more: object = {}) =>
  dnsMessage({ questions: [{ name: kind, type: typeNumbers.PTR }], ...more })

describe('a room on a network', () => {
  it('asks three times whether its names are free, and says twice that they are its own', async () => {
    const { clock, kinds, sent } = presence()
    await clock.forward(60_000)
    expect(kinds()).toEqual(['0 probe', '250 probe', '500 probe', '750 response', '1750 response'])
    expect(sent.at(-1)?.answers).toHaveLength(officeRecords.shared.length + officeRecords.unique.length)
  })

  it('answers nobody before that', async () => {
    const { opened, clock, kinds } = presence()
    await clock.forward(300)
    opened.heard(question())
    await clock.forward(400)
    expect(kinds().filter((kind) => kind.includes('response'))).toEqual([])
  })

  it('answers who asks for its kind after a moment, with all that it takes to come', async () => {
    const { opened, clock, kinds, sent } = await settled()
    opened.heard(question())
    await clock.forward(19)
    expect(kinds()).toEqual([])
    await clock.forward(1)
    expect(kinds()).toEqual(['5020 response'])
    expect(
      [...(sent[0]?.answers ?? []), ...(sent[0]?.additionals ?? [])].map(({ data }) => data.type),
    ).toEqual(['PTR', 'SRV', 'TXT', 'A', 'AAAA'])
  })

  it('answers many at once, and says nothing again within a second', async () => {
    const { opened, clock, kinds } = await settled()
    for (let n = 0; n < 50; n++) opened.heard(question())
    await clock.forward(500)
    for (let n = 0; n < 50; n++) opened.heard(question())
    await clock.forward(400)
    expect(kinds()).toEqual(['5020 response'])
    await clock.forward(200)
    opened.heard(question())
    await clock.forward(100)
    expect(kinds()).toEqual(['5020 response', '6120 response'])
  })

  it('waits longer for who will say what else it knows', async () => {
    const { opened, clock, kinds } = await settled()
    opened.heard(question({ isTruncated: true }))
    await clock.forward(1_000)
    expect(kinds()).toEqual(['5400 response'])
  })

  it('keeps a name that somebody else asks for, at once, but not more often than four times in a second', async () => {
    const { opened, clock, kinds, conflicts } = await settled()
    const theirs = probe(recordsOf(another, []).unique)
    for (let n = 0; n < 10; n++) {
      opened.heard(theirs)
      await clock.forward(50)
    }
    expect(kinds()).toEqual(['5000 response', '5250 response'])
    expect(conflicts()).toBe(0)
  })

  it('has not the name that somebody else answers to', async () => {
    const { opened, clock, conflicts } = presence()
    await clock.forward(300)
    opened.heard(announcement(another, '10.10.1.9'))
    expect(conflicts()).toBe(1)
  })

  it('asks again for a name that somebody else has said to be theirs, and leaves it to who answers', async () => {
    const { opened, clock, kinds, conflicts } = await settled()
    opened.heard(announcement(another, '10.10.1.9'))
    expect(conflicts()).toBe(0)
    await clock.forward(300)
    expect(kinds()).toEqual(['5000 probe', '5250 probe'])
    opened.heard(announcement(another, '10.10.1.9'))
    expect(conflicts()).toBe(1)
  })

  it('waits a second when it asks at the same time as who comes before it, and then hears the answer', async () => {
    const ours = presence()
    const higher = recordsOf(another, ['10.10.1.9']).unique
    await ours.clock.forward(100)
    ours.opened.heard(probe(higher))
    await ours.clock.forward(1_100)
    expect(ours.kinds()).toEqual(['0 probe', '1100 probe'])
  })

  it('takes all back at its end, and what it never said it does not', async () => {
    const early = presence()
    await early.opened.bye()
    expect(early.sent).toEqual([])
    const { opened, sent, clock } = await settled()
    await opened.bye()
    opened.stop()
    expect(sent).toHaveLength(1)
    expect(new Set(sent[0]?.answers.map(({ ttlSeconds }) => ttlSeconds))).toEqual(new Set([0]))
    opened.heard(ownQuestion)
    await clock.forward(10_000)
    expect(sent).toHaveLength(1)
  })

  it('says all once more when it is told to', async () => {
    const { opened, clock, kinds } = await settled()
    opened.again()
    await clock.forward(10_000)
    expect(kinds()).toEqual(['5000 response', '6000 response'])
  })
})
