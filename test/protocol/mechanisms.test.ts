import { describe, expect, it } from 'vitest'
import { isMechanism, mechanismsFor } from '../../src/protocol/mechanisms.ts'

describe('SASL mechanisms', () => {
  it('are offered as far as they are of use: EXTERNAL to who shows a certificate', () => {
    expect(mechanismsFor(false)).toEqual(['PLAIN', 'SCRAM-SHA-256'])
    expect(mechanismsFor(true)).toEqual(['PLAIN', 'EXTERNAL', 'SCRAM-SHA-256'])
  })

  it('are known by their exact name', () => {
    expect([isMechanism('PLAIN'), isMechanism('plain'), isMechanism('SCRAM-SHA-1')]).toEqual([
      true,
      false,
      false,
    ])
  })
})
