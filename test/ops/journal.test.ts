import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { journalDescriptor, journalOn } from '../../src/ops/journal.ts'

const stat = (descriptor: number) => ({ dev: 8n, ino: BigInt(descriptor * 10) })

describe('journalDescriptor', () => {
  it('is the output that JOURNAL_STREAM names', () => {
    expect(journalDescriptor('8:10', stat)).toBe(1)
    expect(journalDescriptor('8:20', stat)).toBe(2)
  })

  it('is none where the output was sent elsewhere, or is closed, or there is no journal', () => {
    expect(journalDescriptor('8:30', stat)).toBeUndefined()
    expect(journalDescriptor(undefined, stat)).toBeUndefined()
    const closed = () => {
      throw new Error('EBADF')
    }
    expect(journalDescriptor('8:10', closed)).toBeUndefined()
  })
})

describe('the journal', () => {
  it('is told how urgent each line is', async () => {
    const stream = new PassThrough()
    const journal = journalOn(stream)
    journal.write('info', '{"a":1}\n')
    journal.write('fatal', '{"b":2}\n')
    const closed = journal.close()
    expect(String(stream.read())).toBe('<6>{"a":1}\n<2>{"b":2}\n')
    stream.resume()
    await closed
  })

  it('that takes nothing is not waited for, and has a bound', () => {
    const stream = new PassThrough()
    const journal = journalOn(stream)
    const line = `${'x'.repeat(100_000)}\n`
    for (let i = 0; i < 100; i++) journal.write('info', line)
    expect(stream.writableLength + stream.readableLength).toBeLessThan(1_300_000)
    stream.emit('error', new Error('gone'))
    stream.destroy()
  })
})
