import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Framer, frame, opcodes } from '../../../src/transport/websocket/frames.ts'

/** What a client reads: the payload of each frame, with its first byte. */
function read(bytes: Buffer): { first: number; payload: string }[] {
  const frames: { first: number; payload: string }[] = []
  for (let at = 0; at < bytes.length;) {
    const [first = 0, second = 0] = bytes.subarray(at)
    const [length, head] = second === 126 ? [bytes.readUInt16BE(at + 2), 4] : [second, 2]
    frames.push({ first, payload: bytes.toString('latin1', at + head, at + head + length) })
    at += head + length
  }
  return frames
}

const lines = (...texts: string[]): Buffer =>
  Buffer.from(texts.map((text) => `${text}\r\n`).join(''), 'latin1')

describe('frames', () => {
  it('have one line each, without what ends it (IRCv3 websocket)', () => {
    const text = new Framer(opcodes.text).frames(lines('PING a', ':x PONG \xc3\xa4'))
    expect(read(text)).toEqual([
      { first: 0x81, payload: 'PING a' },
      { first: 0x81, payload: ':x PONG \xc3\xa4' },
    ])
    expect(read(new Framer(opcodes.binary).frames(lines('A')))).toEqual([{ first: 0x82, payload: 'A' }])
  })

  it('are the lines again, however long those are (RFC 6455 §5.2)', () => {
    const length = fc.oneof(fc.integer({ min: 0, max: 300 }), fc.constantFrom(125, 126, 127, 8_703, 65_535))
    fc.assert(
      fc.property(fc.array(length, { maxLength: 5 }), (lengths) => {
        const texts = lengths.map((length) => 'x'.repeat(length))
        const made = read(new Framer(opcodes.text).frames(lines(...texts)))
        expect(made.map(({ payload }) => payload)).toEqual(texts)
      }),
    )
  })

  it('are made once of the same bytes, so that links share them', () => {
    const framer = new Framer(opcodes.text)
    const shared = lines('PRIVMSG #a :x')
    expect(framer.frames(shared)).toBe(framer.frames(shared))
    expect(framer.frames(lines('PRIVMSG #a :x'))).not.toBe(framer.frames(shared))
  })

  it('can be a ping or a pong with what it carries', () => {
    expect([...frame(opcodes.pong, Buffer.from('ab'))]).toEqual([0x8a, 2, 97, 98])
    expect([...frame(opcodes.ping, Buffer.alloc(0))]).toEqual([0x89, 0])
  })
})
