import { describe, expect, it } from 'vitest'
import { dnsMessage } from '../../../../src/protocol/dns/message.ts'
import { hintsIn } from '../../../../src/transport/discovery/mdns/hints.ts'
import { announcement, another, office, ownQuestion } from './samples.ts'

const source = '10.10.1.7'
const placesIn = (message: ReturnType<typeof dnsMessage>): string[] =>
  Array.from(new Set(hintsIn(message, source).map(({ address }) => address)))

describe('where a room may be', () => {
  it('is at the addresses of the host of a service of our kind', () => {
    expect(placesIn(announcement(office, '10.10.1.2', 'fe80::2'))).toEqual(['10.10.1.2', 'fe80::2'])
    expect(hintsIn(announcement({ ...office, udpPort: 40_000 }, '10.10.1.2'), source)[0]).toEqual({
      address: '10.10.1.2',
      udpPort: 40_000,
      tcpPort: 16_667,
      isGone: false,
    })
  })

  it('is asked at no port of a service', () => {
    expect(hintsIn(announcement({ ...office, udpPort: 53 }, '10.10.1.2'), source)[0]?.udpPort).toBe(undefined)
  })

  it('is where the answer came from when that says no address', () => {
    expect(placesIn(announcement(office))).toEqual([source])
  })

  it('is said by no question, and by no other service', () => {
    expect(hintsIn(ownQuestion, source)).toEqual([])
    const { answers } = announcement(office, '10.10.1.2')
    const others = answers.filter(({ name }) => !name.includes('_earshot'))
    expect(hintsIn(dnsMessage({ isResponse: true, answers: others }), source)).toEqual([])
  })

  it('is over when it is taken back', () => {
    const { answers } = announcement(office, '10.10.1.2')
    const bye = answers.map((record) => ({ ...record, ttlSeconds: 0 }))
    expect(
      hintsIn(dnsMessage({ isResponse: true, answers: bye }), source).every(({ isGone }) => isGone),
    ).toBe(true)
  })

  it('is not in more than eight services of one message', () => {
    const many = Array.from(
      { length: 20 },
      (_, i) => announcement({ ...another, room: `R${i}` }).answers,
    ).flat()
    expect(hintsIn(dnsMessage({ isResponse: true, answers: many }), source)).toHaveLength(8)
  })
})
