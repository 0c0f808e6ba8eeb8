import { describe, expect, it } from 'vitest'
import { cpuNs, parseSchedstat } from '../../bench/cpu.ts'
import { parseVmRss, rssKib } from '../../bench/memory.ts'

describe('schedstat', () => {
  it('the first number is the time on a CPU', () => {
    expect(parseSchedstat('123456789 987 42\n')).toBe(123_456_789)
  })

  it.each(['', '0 0', 'a b c', '1 2 3 4'])('%j is none', (text) => {
    expect(() => parseSchedstat(text)).toThrow('no schedstat')
  })

  it('a process that works has more of it', () => {
    const before = cpuNs(process.pid)
    // The kernel counts at each tick, so a few of them have to pass.
    const until = performance.now() + 40
    while (performance.now() < until);
    expect(cpuNs(process.pid)).toBeGreaterThan(before)
  })

  it('a process that has ended has none', () => {
    expect(() => cpuNs(2 ** 22 + 1)).toThrow('ENOENT')
  })
})

describe('VmRSS', () => {
  it('is found among the other lines', () => {
    expect(parseVmRss('VmHWM:\t   99 kB\nVmRSS:\t   51200 kB\nRssAnon:\t 1 kB\n')).toBe(51_200)
  })

  it('a process that is ending has none', () => {
    expect(() => parseVmRss('Name:\tnode\nState:\tZ (zombie)\n')).toThrow('has ended')
  })

  it('this process has some', () => {
    expect(rssKib(process.pid)).toBeGreaterThan(10_000)
  })
})
