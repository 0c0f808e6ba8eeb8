import { setImmediate } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { Inbox } from '../../src/actors/inbox.ts'
import type { Input } from '../../src/protocol/lines.ts'

const limits = { rateBurst: 5, ratePerSecond: 2 }
const inputs = (...commands: string[]): Input[] => commands.map((command) => ({ command, params: [] }))

/** All that is in it, in order. */
function taken(inbox: Inbox): string[] {
  const commands: string[] = []
  for (let input = inbox.peek(); input !== undefined; input = inbox.peek()) {
    commands.push(input.command)
    inbox.shift()
  }
  return commands
}

describe('an inbox', () => {
  it('gives what came, in order, and is empty then', () => {
    const inbox = new Inbox(limits, 0)
    inbox.push(inputs('A', 'B'), 7)
    expect(inbox.seenMs).toBe(7)
    expect(inbox.peek()?.command).toBe('A')
    inbox.shift()
    inbox.push(inputs('C'), 8)
    expect(taken(inbox)).toEqual(['B', 'C'])
    expect(inbox.isEmpty).toBe(true)
  })

  it('forgets all when nothing is to follow', () => {
    const inbox = new Inbox(limits, 0)
    inbox.push(inputs('A', 'B'), 0)
    inbox.clear()
    expect(taken(inbox)).toEqual([])
  })
})

describe('an idle connection', () => {
  it('does not hold on to what it sent', async () => {
    setFlagsFromString('--expose-gc')
    const gc: unknown = runInNewContext('gc')
    const inbox = new Inbox(limits, 0)
    const fill = (): WeakRef<Input> => {
      const read = inputs('A')
      const sent = new WeakRef(read[0] ?? { command: '', params: [] })
      inbox.push(read, 0)
      inbox.shift()
      return sent
    }
    const sent = fill()
    await setImmediate()
    if (typeof gc === 'function') gc()
    expect(sent.deref()).toBeUndefined()
    expect(inbox.isEmpty).toBe(true)
  })
})

describe('tokens', () => {
  it('are spent whole or not at all', () => {
    const inbox = new Inbox(limits, 0)
    expect([inbox.spend(4, 0), inbox.spend(2, 0), inbox.spend(1, 0), inbox.spend(1, 0)]).toEqual([
      true,
      false,
      true,
      false,
    ])
  })

  it('come back with time, up to the burst', () => {
    const inbox = new Inbox(limits, 0)
    inbox.spend(5, 0)
    expect([inbox.spend(1, 499), inbox.spend(1, 500)]).toEqual([false, true])
    expect([inbox.spend(5, 3_000), inbox.spend(1, 3_000)]).toEqual([true, false])
    expect([inbox.spend(5, 60_000), inbox.spend(1, 60_000)]).toEqual([true, false])
  })

  it('are never more than the burst; what costs more goes when all are there and is paid off afterwards', () => {
    const inbox = new Inbox(limits, 0)
    inbox.spend(1, 0)
    expect([inbox.spend(9, 499), inbox.spend(9, 500)]).toEqual([false, true])
    expect([inbox.spend(1, 2_999), inbox.spend(1, 3_000)]).toEqual([false, true])
  })
})
