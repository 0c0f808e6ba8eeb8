import { describe, expect, it } from 'vitest'
import { sentenceOf } from '../../src/client/sentences.ts'

const read = (line: string): string | undefined => {
  const [code = '', ...params] = line.split('|')
  return sentenceOf(code, params)
}

describe('sentenceOf', () => {
  it('says who is there as a person would', () => {
    expect(read('352|#lobby|~root|10.0.0.1|earshot.local|annie|H@|0 root on vm')).toBe(
      'annie (@, here) root on vm',
    )
    expect(read('352|*|~bob|10.0.0.2|earshot.local|bob|G|0 ')).toBe('bob (away) ~bob@10.0.0.2')
  })

  it('says who somebody is as a person would', () => {
    expect(read('311|annie|~root|10.0.0.1|*|root on vm')).toBe('annie is root on vm (~root@10.0.0.1)')
    expect(read('319|annie|@#lobby #dev')).toBe('annie is in @#lobby #dev')
    expect(read('301|annie|lunch')).toBe('annie is away: lunch')
    expect(read('317|annie|59|1767323045|seconds idle')).toBe(
      'annie was active just now, here since 2026-01-02 03:04 UTC',
    )
    expect(read('317|annie|180|x')).toBe('annie was active 3 min ago')
    expect(read('317|annie|7200|x')).toBe('annie was active 2 h ago')
  })

  it('says what the server says of itself without what only programs read', () => {
    expect(read('391|earshot.local|1767323045|2026-01-02T03:04:05.000Z')).toBe('2026-01-02T03:04:05.000Z')
    expect(['704|NICK|NICK nick', '705|NICK|Costs 5', '706|NICK|End', '219|u|End'].map(read)).toEqual([
      'NICK nick',
      'Costs 5',
      undefined,
      undefined,
    ])
  })

  it('says of a standard reply what it is about and its text', () => {
    expect(read('NOTE|*|SHUTDOWN|Server restarting')).toBe('Server restarting')
    expect(read('WARN|JOIN|SLOW|#a|Half of it is missing')).toBe('#a: Half of it is missing')
  })

  it('leaves out what nobody needs to see', () => {
    expect(['315|x|End', '318|x|End', '312|x|y|z', '422|No message of the day'].map(read)).toEqual(
      Array.from({ length: 4 }, () => undefined),
    )
  })

  it('tells what it does not know, and what has too few parameters, as it is', () => {
    expect(read('999|a|b')).toBe('a b')
    expect(read('352|a|b')).toBe('a b')
    expect(read('constructor|a')).toBe('a')
  })
})
