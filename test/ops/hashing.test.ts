import { describe, expect, it } from 'vitest'
import { NodeHashing, hashCosts } from '../../src/ops/hashing.ts'
import { quickHashing } from '../hashing.ts'

describe('the hashing of passwords', () => {
  it('costs what the daemon says: N = 2^15, and no fewer rounds than RFC 7677 asks for', () => {
    expect(hashCosts.cost).toBe(2 ** 15)
    expect(hashCosts.iterations).toBeGreaterThanOrEqual(4_096)
  })

  it('knows the right password from a wrong one, with the costs that are written beside it', async () => {
    const { scrypt } = await new NodeHashing({ cost: 16, iterations: 4_096 }).derive('correct horse')
    expect(scrypt).toMatchObject({ cost: 16, blockSize: 8, parallelization: 1 })
    expect(await quickHashing.verify('correct horse', scrypt)).toBe(true)
    expect(await quickHashing.verify('correct hors', scrypt)).toBe(false)
  })

  it('says no for nobody', async () => {
    expect(await quickHashing.verify('correct horse', undefined)).toBe(false)
  })

  it('salts every password anew, and holds nothing of it', async () => {
    const [one, two] = await Promise.all([
      quickHashing.derive('correct horse'),
      quickHashing.derive('correct horse'),
    ])
    expect(one.scrypt.salt).not.toBe(two.scrypt.salt)
    expect(one.scram.salt).not.toBe(two.scram.salt)
    expect(one.scrypt.salt).not.toBe(one.scram.salt)
    expect(JSON.stringify(one)).not.toContain('correct')
  })

  it('compares bytes of any length', () => {
    expect(quickHashing.isEqual('', '')).toBe(true)
    expect(quickHashing.isEqual('a\xff', 'a\xff')).toBe(true)
    expect(quickHashing.isEqual('a', 'ab')).toBe(false)
  })
})
