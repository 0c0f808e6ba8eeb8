import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultLimits } from '../../src/protocol/limits.ts'
import { toWire } from '../../src/protocol/wire.ts'
import { readMask } from '../../src/room/masks.ts'
import { runs } from '../runs.ts'

const mask = (text: string): string | undefined => readMask(text, defaultLimits)

describe('readMask', () => {
  it.each([
    ['ann', 'ann!*@*'],
    ['a*', 'a*!*@*'],
    ['*', '*!*@*'],
    [toWire('ünï'), `${toWire('ünï')}!*@*`],
    ['u@h', '*!u@h'],
    ['@h', '*!*@h'],
    ['ann!u', 'ann!u@*'],
    ['!u', '*!u@*'],
    ['ann!@', 'ann!*@*'],
    ['*.example.org', '*!*@*.example.org'],
    ['2001:db8::*', '*!*@2001:db8::*'],
    ['ann!u@h', 'ann!u@h'],
    ['m:ann', 'm:ann!*@*'],
    ['m:*.org', 'm:*!*@*.org'],
    ['a:ann', 'a:ann'],
    ['a:**', 'a:*'],
    ['m:a:A?n', 'm:a:A?n'],
    ['***!****@**', '*!*@*'],
    ['ANN', 'ANN!*@*'],
    ['~u@2001:db8::1', '*!~u@2001:db8::1'],
  ])('completes %s to %s', (text, whole) => {
    expect(mask(text)).toBe(whole)
  })

  it.each([
    '',
    'm:',
    'q:ann',
    'a:',
    'm:a:',
    'a:m:ann',
    'a:ann!*@*',
    'a:a:ann',
    'm:m:ann',
    '~m:bb',
    '~account:bb',
    '$a:bb',
    'm:~a:bb',
    '~~:',
    ':x!*@*',
    'a b',
    'a\x01',
  ])('takes %j for no mask: it could not be told, or is an extban that is none', (text) =>
    expect(mask(text)).toBeUndefined(),
  )

  it('takes as many bytes as the limit says, completed', () => {
    expect(mask('n'.repeat(124))).toHaveLength(128)
    expect(mask('n'.repeat(125))).toBeUndefined()
  })

  it('leaves a mask that it has completed as it is', () => {
    const unit = fc.constantFrom('a', '!', '@', '*', '?', '.', ':', 'm', 'é')
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 12 }), (text) => {
        const whole = mask(toWire(text))
        fc.pre(whole !== undefined)
        expect(mask(whole)).toBe(whole)
        expect(whole).toMatch(/^(m:)?(a:[^!@:]+|[^!]+!.+@.+)$/)
      }),
      { numRuns: runs(2_000) },
    )
  })
})
