import * as fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { OutboxTotal } from '../../src/transport/outbox-total.ts'
import { Outbox, type Sink } from '../../src/transport/outbox.ts'

const limits = { outboxSoftBytes: 100, outboxHardBytes: 1_000, outboxStallMs: 15_000 }

/** A socket that takes what `accept` allows. */
class FakeSink implements Sink {
  readonly taken: Uint8Array[] = []
  readonly pending: Uint8Array[] = []
  accepts = true

  get writableLength(): number {
    return this.pending.reduce((sum, { length }) => sum + length, 0)
  }
  write(bytes: Uint8Array): boolean {
    if (this.accepts) this.taken.push(bytes)
    else this.pending.push(bytes)
    return this.accepts
  }
  cork(): void {}
  uncork(): void {}
  /** The system takes all that the socket holds. */
  flush(): void {
    this.taken.push(...this.pending.splice(0))
  }
  get text(): string {
    return Buffer.concat(this.taken).toString()
  }
}

let said: string[]
let total: OutboxTotal

function open(most = limits): { sink: FakeSink; outbox: Outbox } {
  const sink = new FakeSink()
  const outbox = new Outbox(sink, most, total, {
    strained: () => said.push('strained'),
    eased: () => said.push('eased'),
    overflowed: (reason) => said.push(reason),
  })
  return { sink, outbox }
}

const bytes = (length: number): Uint8Array => Buffer.alloc(length, 'x')

beforeEach(() => {
  said = []
  total = new OutboxTotal(10_000)
})

describe('an outbox', () => {
  it('holds nothing while the socket takes everything', () => {
    const { outbox } = open()
    for (let i = 0; i < 1_000; i++) outbox.write(bytes(50), 0)
    expect([outbox.bytes, total.bytes, said]).toEqual([0, 0, []])
  })

  it('writes no more once the socket says no, until it drains', () => {
    const { sink, outbox } = open()
    sink.accepts = false
    outbox.write(Buffer.from('a'), 0)
    outbox.write(Buffer.from('b'), 0)
    outbox.write(Buffer.from('c'), 0)
    expect(sink.pending).toHaveLength(1)
    expect([outbox.bytes, total.bytes]).toEqual([3, 3])
    sink.flush()
    sink.accepts = true
    outbox.drained(1)
    expect(sink.text).toBe('abc')
    expect([outbox.bytes, total.bytes]).toEqual([0, 0])
  })

  it('keeps references, so that many slow readers of the same bytes cost them once', () => {
    const { sink, outbox } = open()
    sink.accepts = false
    const shared = bytes(40)
    outbox.write(bytes(1), 0)
    outbox.write(shared, 0)
    shared[0] = 121
    sink.flush()
    sink.accepts = true
    outbox.drained(0)
    expect(sink.taken[1]).toBe(shared)
  })

  it('says once that it is strained past its soft bound, and once that it has eased', () => {
    const { sink, outbox } = open()
    sink.accepts = false
    outbox.write(bytes(100), 0)
    expect(said).toEqual([])
    outbox.write(bytes(1), 0)
    outbox.write(bytes(1), 0)
    expect(said).toEqual(['strained'])
    sink.flush()
    sink.accepts = true
    outbox.drained(0)
    expect(said).toEqual(['strained', 'eased'])
  })

  it('is done past its hard bound: one word, nothing counted, nothing written any more', () => {
    const { sink, outbox } = open()
    sink.accepts = false
    outbox.write(bytes(900), 0)
    outbox.write(bytes(101), 0)
    expect(said).toEqual(['strained', 'SendQ exceeded'])
    expect(total.bytes).toBe(0)
    outbox.write(bytes(5_000), 0)
    outbox.check(1e9)
    outbox.evict()
    sink.flush()
    outbox.drained(0)
    outbox.close()
    expect([total.bytes, said.length, sink.taken.length]).toEqual([0, 2, 1])
  })

  it('is done when nothing was taken for longer than the bound; anything taken starts the time anew', () => {
    const { sink, outbox } = open()
    sink.accepts = false
    outbox.write(bytes(10), 1_000)
    outbox.write(bytes(10), 9_000)
    sink.flush()
    outbox.drained(10_000)
    outbox.check(25_000)
    expect(said).toEqual([])
    outbox.check(25_001)
    expect(said).toEqual(['SendQ stalled'])
  })

  it('never stalls while it holds nothing', () => {
    const { outbox } = open()
    outbox.write(bytes(10), 0)
    outbox.check(1e9)
    expect(said).toEqual([])
  })

  it('hands over all that was queued at its end, and without a copy of it', () => {
    const { sink, outbox } = open()
    sink.accepts = false
    const queued = Buffer.from('b')
    outbox.write(Buffer.from('a'), 0)
    outbox.write(queued, 0)
    outbox.end()
    expect(sink.pending[1]).toBe(queued)
    sink.flush()
    expect(sink.text).toBe('ab')
  })

  it('loses, doubles and reorders nothing, however the socket takes it', () => {
    const steps = fc.array(
      fc.oneof(
        fc.record({ do: fc.constant('write' as const), length: fc.integer({ min: 1, max: 9 }) }),
        fc.record({ do: fc.constant('block' as const) }),
        fc.record({ do: fc.constant('drain' as const), accepts: fc.boolean() }),
      ),
    )
    fc.assert(
      fc.property(steps, (all) => {
        const { sink, outbox } = open({ ...limits, outboxHardBytes: 1e6 })
        let want = ''
        for (const step of all) {
          if (step.do === 'write') {
            const text = String(want.length).padStart(step.length, '.')
            want += text
            outbox.write(Buffer.from(text), 0)
          } else if (step.do === 'block') sink.accepts = false
          else if (sink.pending.length > 0) {
            sink.flush()
            sink.accepts = step.accepts
            outbox.drained(0)
          }
        }
        expect(total.bytes).toBe(outbox.bytes)
        sink.flush()
        sink.accepts = true
        outbox.drained(0)
        expect(sink.text).toBe(want)
        expect(total.bytes).toBe(0)
        outbox.close()
      }),
    )
  })
})

describe('all outboxes together', () => {
  it('lose the largest first, and only as many as must go', () => {
    total = new OutboxTotal(1_000)
    const boxes = [200, 500, 299].map((length) => {
      const { sink, outbox } = open()
      sink.accepts = false
      outbox.write(bytes(length), 0)
      return outbox
    })
    expect(total.bytes).toBe(999)
    boxes[0]?.write(bytes(2), 0)
    expect(said.filter((what) => what.startsWith('SendQ'))).toEqual(['SendQ exceeded'])
    expect(total.bytes).toBe(501)
    boxes[1]?.write(bytes(400), 0)
    expect(total.bytes).toBe(501)
  })

  it('may lose the very one that is written to', () => {
    total = new OutboxTotal(100)
    const { sink, outbox } = open()
    sink.accepts = false
    outbox.write(bytes(101), 0)
    expect([said.at(-1), total.bytes]).toEqual(['SendQ exceeded', 0])
  })

  it('lose one that is ending as well: a polite end is no way around the bound', () => {
    total = new OutboxTotal(100)
    const first = open()
    first.sink.accepts = false
    first.outbox.write(bytes(80), 0)
    first.outbox.end()
    const second = open()
    second.sink.accepts = false
    second.outbox.write(bytes(30), 0)
    expect([said, total.bytes]).toEqual([['SendQ exceeded'], 30])
  })
})
