import { describe, expect, it } from 'vitest'
import { Exit, exitCodes } from '../../src/cli/exit.ts'
import { untilSignal, within } from '../../src/cli/signals.ts'

const late = () => new Exit('timeout', 'late')
const never = new Promise<never>(() => undefined)

describe('within', () => {
  it('gives the result, or the lateness, or why it was stopped', async () => {
    const { signal } = new AbortController()
    await expect(within(1_000, signal, late, Promise.resolve(1))).resolves.toBe(1)
    await expect(within(1, signal, late, never)).rejects.toThrow('late')
    const stopped = AbortSignal.abort(new Exit('interrupted', 'stop'))
    await expect(within(1_000, stopped, late, never)).rejects.toThrow('stop')
  })
})

describe('untilSignal', () => {
  it('tells the work which signal came, and forgets the handlers after it', async () => {
    const before = process.listenerCount('SIGTERM')
    const work = untilSignal(async (signal) => {
      process.emit('SIGTERM')
      return await within(1_000, signal, late, never)
    })
    await expect(work).rejects.toMatchObject({ code: exitCodes.terminated })
    expect(process.listenerCount('SIGTERM')).toBe(before)
  })
})
