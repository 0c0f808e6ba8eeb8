import { expect, it } from 'vitest'
import { lastWords } from '../../src/actors/last-words.ts'
import { defaultLimits } from '../../src/protocol/limits.ts'
import { FakeLink } from '../fake-link.ts'

const causeOf = (reason: string) => lastWords(new FakeLink(), reason, defaultLimits).cause

it.each([
  ['Quit: bye', 'left'],
  ['Remote host closed the connection', 'left'],
  ['Killed (ann (no))', 'policy'],
  ['Registration timed out', 'policy'],
  ['Ping timeout: 150 seconds', 'policy'],
  ['HTTP request', 'policy'],
  ['Too many unregistered connections', 'full'],
  ['Internal error', 'fault'],
])('who is hung up on by %j is told by its carrier: %s', (reason, cause) => {
  expect(causeOf(reason)).toBe(cause)
})
