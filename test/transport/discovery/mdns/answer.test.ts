import { describe, expect, it } from 'vitest'
import { dnsMessage, typeNumbers } from '../../../../src/protocol/dns/message.ts'
import { answersTo, besides } from '../../../../src/transport/discovery/mdns/answer.ts'
import { kind, officeRecords, ownQuestion, wordsOf } from './samples.ts'

const { ANY, A, PTR, SRV } = typeNumbers
const ask = (name: readonly string[], type: number, more: object = {}) =>
  answersTo(dnsMessage({ questions: [{ name, type }], ...more }), officeRecords)

describe('what is answered', () => {
  it('is what was asked for, in any case of letters', () => {
    expect(wordsOf(ask(['_IRC', '_tcp', 'Local'], PTR))).toEqual([
      'PTR _irc._tcp.local Office._irc._tcp.local',
    ])
    expect(ask(kind, SRV)).toEqual([])
    expect(ask(['_ipp', '_tcp', 'local'], PTR)).toEqual([])
  })

  it('is all of a name to who asks for that', () => {
    expect(ask(['Office', ...kind], ANY).map(({ data }) => data.type)).toEqual(['SRV', 'TXT'])
  })

  it('is nothing that is known already, unless it is about to be forgotten', () => {
    const answers = ask(kind, PTR)
    expect(ask(kind, PTR, { answers })).toEqual([])
    const old = answers.map((record) => ({ ...record, ttlSeconds: record.ttlSeconds / 2 - 1 }))
    expect(ask(kind, PTR, { answers: old })).toHaveLength(1)
  })
})

describe('beside an answer', () => {
  it('is the place of the service, what else it says, and the addresses', () => {
    expect(besides(ask(kind, PTR), officeRecords).map(({ data }) => data.type)).toEqual([
      'SRV',
      'TXT',
      'A',
      'AAAA',
    ])
    expect(besides(ask(['Office', ...kind], SRV), officeRecords).map(({ data }) => data.type)).toEqual([
      'A',
      'AAAA',
    ])
  })

  it('is nothing where nothing follows from it', () => {
    expect(besides(ask(['earshot-56bkpjxy', 'local'], A), officeRecords)).toEqual([])
    expect(besides(answersTo(ownQuestion, officeRecords), officeRecords)).toHaveLength(6)
  })
})
