import { describe, expect, it } from 'vitest'
import { createReader, sees } from '../../src/delivery/reader.ts'
import { Readership } from '../../src/delivery/readership.ts'
import { FakeLink } from '../fake-link.ts'

const reader = (id: number) => createReader(id, new FakeLink())

describe('a readership', () => {
  it('knows from both sides who reads what', () => {
    const readership = new Readership()
    const one = reader(1)
    readership.add(one, '#a')
    readership.add(one, '#b')
    expect([...readership.of('#a')]).toEqual([one])
    readership.remove(one, '#a')
    expect([...readership.of('#a')]).toEqual([])
    expect([...one.channels]).toEqual(['#b'])
  })

  it('forgets who is gone', () => {
    const readership = new Readership()
    const one = reader(1)
    const two = reader(2)
    for (const channel of ['#a', '#b', '#c']) readership.add(one, channel)
    readership.add(two, '#b')
    readership.removeAll(one)
    expect(one.channels.size).toBe(0)
    expect([...readership.of('#b')]).toEqual([two])
  })
})

describe('a public line', () => {
  const one = reader(1)
  one.channels.add('#a')
  const nobody = { channels: [], also: [], except: [] }

  it.each([
    { to: { channels: ['#a'] }, seen: true },
    { to: { channels: ['#b'] }, seen: false },
    { to: { channels: ['#b', '#a'] }, seen: true },
    { to: { also: [1] }, seen: true },
    { to: { channels: ['#a'], except: [1] }, seen: false },
    { to: { also: [1], except: [1] }, seen: false },
    { to: {}, seen: false },
  ])('for $to is seen by a reader of #a: $seen', ({ to, seen }) => {
    expect(sees(one, { ...nobody, ...to })).toBe(seen)
  })
})
