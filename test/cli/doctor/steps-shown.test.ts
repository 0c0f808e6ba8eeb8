import { describe, expect, it } from 'vitest'
import { stepLines } from '../../../src/cli/doctor/steps-shown.ts'
import type { StepTaken } from '../../../src/cli/enter/steps.ts'

const sending = (to: string, code?: string): StepTaken['sendings'][number] => ({
  rung: 'broadcast',
  interface: 'eth0',
  to,
  code,
})

describe('a step', () => {
  it('shows where it asked, and that nobody answered', () => {
    const sendings = [sending('255.255.255.255'), sending('10.10.1.255', 'EPERM')]
    expect(stepLines({ rung: 'broadcast', sendings, rooms: [], places: [] })).toEqual([
      'everybody, by IPv4',
      '  eth0: 255.255.255.255, 10.10.1.255 (EPERM)',
      '  -> no answer',
    ])
  })

  it('shows many addresses as their number, and none as nobody to ask', () => {
    const many = Array.from({ length: 253 }, (_, n) => sending(`10.10.1.${n}`))
    expect(stepLines({ rung: 'sweep', sendings: many, rooms: [], places: [] })[1]).toBe(
      '  eth0: 253 addresses',
    )
    expect(stepLines({ rung: 'address', sendings: [], rooms: [], places: [] })).toEqual([
      'where rooms were before',
      '  nobody to ask',
    ])
  })
})
