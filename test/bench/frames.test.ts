import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FrameReader, maskedLines } from '../../bench/load/frames.ts'
import { Framer, frame, opcodes } from '../../src/transport/websocket/frames.ts'

const agreed = Buffer.from('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n', 'latin1')
const framed = (lines: string): Buffer => new Framer(opcodes.text).frames(Buffer.from(lines, 'latin1'))

/** What a client makes of these reads. */
function readAll(...reads: readonly Buffer[]): { text: string; lineBytes: number; events: string[] } {
  const events: string[] = []
  const reader = new FrameReader({
    opened: () => events.push('opened'),
    asked: (control) => events.push(control),
  })
  let text = ''
  let lineBytes = 0
  for (const bytes of reads) {
    lineBytes += reader.read(bytes, bytes.length, (lines, length) => {
      text += lines.toString('latin1', 0, length)
    })
  }
  return { text, lineBytes, events }
}

/** Bytes of lines, where nobody looks into them. */
function countAll(reads: readonly Buffer[]): number {
  const reader = new FrameReader({ opened: () => {}, asked: () => {} })
  return reads.reduce((sum, bytes) => sum + reader.read(bytes, bytes.length, undefined), 0)
}

describe("the load generator's frames", () => {
  it('are the lines that the server sent, wherever the reads are cut, also where they are only counted', () => {
    const length = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.constantFrom(125, 126))
    const lengths = fc.array(length, { maxLength: 6 })
    fc.assert(
      fc.property(lengths, fc.array(fc.nat(600), { maxLength: 6 }), (lengths, cuts) => {
        const lines = lengths.map((length, i) => `${String(i).repeat(length)}\r\n`).join('')
        const all = Buffer.concat([agreed, framed(lines)])
        const ends = [0, ...cuts.sort((a, b) => a - b), all.length]
        const reads = ends.slice(1).map((end, i) => all.subarray(ends[i], end))
        const { text, lineBytes, events } = readAll(...reads)
        expect(text).toBe(lines)
        expect(lineBytes).toBe(lines.length)
        expect(events).toEqual(['opened'])
        expect(countAll(reads)).toBe(lines.length)
      }),
    )
  })

  it('a ping and a close are no lines, and are told', () => {
    const close = frame(0x8, Buffer.from([3, 232]))
    const ping = frame(opcodes.ping, Buffer.alloc(0))
    const { text, events } = readAll(agreed, framed('a\r\n'), ping, framed('b\r\n'), close)
    expect(text).toBe('a\r\nb\r\n')
    expect(events).toEqual(['opened', 'ping', 'close'])
  })

  it('an answer that refuses, and a frame that nobody expects, end it', () => {
    expect(() => readAll(Buffer.from('HTTP/1.1 403 Forbidden\r\n\r\n'))).toThrow('403')
    expect(() => readAll(agreed, frame(0x3, Buffer.alloc(1)))).toThrow('begins with 131')
  })

  it('that it sends are masked, one a line (RFC 6455 §5.3)', () => {
    const bytes = maskedLines(`PING a\r\n${'x'.repeat(126)}\r\n`)
    const first = bytes.subarray(0, 12)
    expect([...first.subarray(0, 2)]).toEqual([0x81, 0x86])
    const mask = first.subarray(2, 6)
    const said = Array.from(first.subarray(6), (byte, i) => byte ^ (mask[i % 4] ?? 0))
    expect(String.fromCharCode(...said)).toBe('PING a')
    expect(mask.every((byte) => byte !== 0)).toBe(true)
    expect([...bytes.subarray(12, 16)]).toEqual([0x81, 0xfe, 0, 126])
    expect(bytes).toHaveLength(12 + 8 + 126)
  })
})
