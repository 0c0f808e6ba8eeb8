import { expect, it } from 'vitest'
import { Refusals } from '../../src/transport/refusals.ts'

it('refusals are said one by one while they are few, and as a number when they are many', () => {
  const said: unknown[] = []
  const refusals = new Refusals((_, fields) => said.push(fields?.['count'] ?? fields?.['reason']))
  for (let i = 0; i < 5_000; i++) refusals.add('10.0.0.1', i, 'connecting too fast', i)
  refusals.add('10.0.0.2', 1, 'address not allowed', 5_000)
  expect(said).toEqual([...Array.from({ length: 10 }, () => 'connecting too fast'), 'address not allowed'])
  refusals.check(9_999)
  expect(said).toHaveLength(11)
  refusals.check(10_000)
  expect(said[11]).toBe(4_990)
  refusals.add('10.0.0.1', 1, 'connecting too fast', 10_001)
  expect(said[12]).toBe('connecting too fast')
})
