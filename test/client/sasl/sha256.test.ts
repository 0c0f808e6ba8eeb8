import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { jsHashing } from '../../../src/client/sasl/js-hashing.ts'
import { nodeHashing } from '../../../src/client/sasl/node-hashing.ts'
import { runs } from '../../runs.ts'

const wire = (maxLength: number): fc.Arbitrary<string> =>
  fc.uint8Array({ maxLength }).map((bytes) => Buffer.from(bytes).toString('latin1'))

describe('the hashing of a page without TLS', () => {
  it('is that of Node', async () => {
    const ours = jsHashing(async () => {})
    const same = fc.asyncProperty(
      wire(200),
      wire(300),
      fc.integer({ min: 1, max: 60 }),
      async (key, text, rounds) => {
        expect(await ours.sha256(text)).toBe(await nodeHashing.sha256(text))
        expect(await ours.hmac(key, text)).toBe(await nodeHashing.hmac(key, text))
        expect(await ours.pbkdf2(key, text, rounds)).toBe(await nodeHashing.pbkdf2(key, text, rounds))
      },
    )
    await fc.assert(same, { numRuns: runs(50) })
  })

  it('lets others have their turn', async () => {
    let turns = 0
    const ours = jsHashing(async () => void turns++)
    await ours.pbkdf2('password', 'salt', 10_000)
    expect(turns).toBeGreaterThan(5)
  })
})
