import { expect, it } from 'vitest'
import { isTended } from '../../../src/cli/daemon/signals.ts'

it('a daemon is tended in the background, and where a service manager hears from it', () => {
  expect(isTended({ EARSHOT_DETACHED: '1' })).toBe(true)
  expect(isTended({ NOTIFY_SOCKET: '/run/systemd/notify' })).toBe(true)
  // Every terminal of a desktop may have the journal's.
  expect(isTended({ NOTIFY_SOCKET: '', JOURNAL_STREAM: '8:1' })).toBe(false)
})
