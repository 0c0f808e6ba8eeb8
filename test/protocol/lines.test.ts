import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Breach, type Input, Lines } from '../../src/protocol/lines.ts'
import { runs } from '../runs.ts'

const limits = { lineBytes: 512, clientTagsBytes: 4096, unendedBytes: 16_384 }

/** All reads of one peer, and whether it has to be closed after them. */
function readAll(chunks: readonly string[], of = limits): { inputs: Input[]; breach: Breach | undefined } {
  const lines = new Lines(of)
  const inputs = chunks.flatMap((chunk) => lines.push(chunk))
  return { inputs, breach: lines.breach }
}

const commandsOf = (...chunks: string[]): string[] =>
  readAll(chunks).inputs.map(({ command, fault }) => (fault === undefined ? command : `${command}!${fault}`))

describe('Lines', () => {
  it('ends a line at LF, with CR before it or without; blank lines are nothing', () => {
    expect(commandsOf('A\r\nB\n\r\n\n  \nC\r\n')).toEqual(['A', 'B', 'C'])
  })

  it.each([
    'NICK /x HTTP/1.1\r\nNICK evil\n',
    'USER http://office/ HTTP/1.0\nNICK evil\n',
    `PASS /${'x'.repeat(9_000)} HTTP/1.1\r\nNICK evil\n`,
    'x * HTTP/2\nNICK evil\n',
  ])('takes nothing of an HTTP request, whatever word of IRC is its verb: %s', (request) => {
    for (const chunks of [[request], Array.from(request), [request.slice(0, 7), request.slice(7)]])
      expect(readAll(chunks)).toEqual({ inputs: [], breach: 'HTTP request' })
  })

  it('takes words of HTTP for words where they are no request: later, or among others', () => {
    expect(commandsOf('NICK a\nPRIVMSG bob HTTP/1.1\n')).toEqual(['NICK', 'PRIVMSG'])
    expect(commandsOf('USER a 0 * HTTP/1.1\n')).toEqual(['USER'])
    expect(commandsOf('PASS HTTP/1.1\n')).toEqual(['PASS'])
    expect(commandsOf('PASS :x HTTP/1.1x\n')).toEqual(['PASS'])
  })

  it('waits for the rest of a line', () => {
    expect(commandsOf('PI', 'NG x\r', '\nA')).toEqual(['PING'])
  })

  it('takes lone CR and NUL as faults of their line alone', () => {
    expect(commandsOf('A\rB\nC\nD x\0y\n\r\r\nE\n')).toEqual([
      'A\rB!bad-byte',
      'C',
      'D!bad-byte',
      '\r!bad-byte',
      'E',
    ])
  })

  it('takes a line that is no UTF-8 as a fault, however it was cut into reads', () => {
    expect(commandsOf('A \xc3', '\xa9\n')).toEqual(['A'])
    expect(commandsOf('A \xc3\n', '\xa9\n')).toEqual(['A!not-utf8', '\xa9!not-utf8'])
  })

  it('takes 510 bytes before the line end, and not one more', () => {
    expect(commandsOf(`A ${'x'.repeat(508)}\r\n`)).toEqual(['A'])
    expect(commandsOf(`A ${'x'.repeat(509)}\r\nB\n`)).toEqual(['!too-long', 'B'])
    expect(commandsOf(`A ${'x'.repeat(509)}\n`)).toEqual(['!too-long'])
  })

  it('takes 4094 bytes of tags besides, and not one more (message-tags, "Size limit")', () => {
    const tagged = (tagBytes: number, rest: number): string =>
      `@${'t'.repeat(tagBytes)} A ${'x'.repeat(rest - 2)}\r\n`
    expect(commandsOf(tagged(4094, 510))).toEqual(['A'])
    expect(commandsOf(tagged(4095, 10))).toEqual(['!too-long'])
    expect(commandsOf(tagged(10, 511))).toEqual(['!too-long'])
    expect(commandsOf(`@${'t'.repeat(5_000)}\n`)).toEqual(['!too-long'])
  })

  it('reads the tags of a line that is too long, so that its label is answered, unless they are what is too long', () => {
    const labels = (text: string): unknown => readAll([text]).inputs.map(({ tags }) => tags?.get('label'))
    expect(labels(`@label=x A ${'x'.repeat(510)}\n`)).toEqual(['x'])
    expect(labels(`@label=x;t=${'t'.repeat(4_090)} A\n`)).toEqual([undefined])
  })

  it('overflows at more bytes than its bound without a line end, and takes no more then', () => {
    const lines = new Lines(limits)
    expect(lines.push(`A\n${'x'.repeat(16_384)}`)).toHaveLength(1)
    expect(lines.breach).toBeUndefined()
    expect(lines.push('x')).toEqual([])
    expect(lines.breach).toBe('RecvQ exceeded')
    expect(lines.push('\nB\n')).toEqual([])
  })

  it('overflows at a line that is as long, although its end came in the same read', () => {
    expect(readAll([`A\n${'x'.repeat(16_385)}\nB\n`])).toEqual({
      inputs: [expect.objectContaining({ command: 'A' })],
      breach: 'RecvQ exceeded',
    })
  })

  it('gives the same for the same bytes in any chunking', () => {
    const small = { lineBytes: 20, clientTagsBytes: 12, unendedBytes: 40 }
    const piece = fc.oneof(
      fc.constantFrom(
        '\r\n',
        '\n',
        '\r',
        '\0',
        '\xc3',
        '\xa9',
        '\xf0\x9f',
        '@a=b ',
        'PING x',
        ' :',
        'x'.repeat(25),
      ),
      fc.string({
        unit: fc.integer({ min: 0, max: 255 }).map((byte) => String.fromCharCode(byte)),
        maxLength: 8,
      }),
    )
    const cuts = fc.array(fc.nat({ max: 200 }), { maxLength: 12 })
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), cuts, (pieces, at) => {
        const bytes = pieces.join('')
        const sorted = [...new Set(at)].sort((a, b) => a - b)
        const chunks = [0, ...sorted].map((from, i) => bytes.slice(from, sorted[i] ?? bytes.length))
        const whole = readAll([bytes], small)
        expect(readAll(chunks, small)).toEqual(whole)
        expect(readAll(Array.from(bytes), small)).toEqual(whole)
      }),
      { numRuns: runs(300) },
    )
  })
})
