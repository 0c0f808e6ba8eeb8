import { defaultLimits } from '../../src/protocol/limits.ts'
import { closeFrame, frame } from './raw-web-socket.ts'

/** What a WebSocket may not send, and what it is told. */

/** A text frame, or the first part of one. */
export const text = (payload: string | Uint8Array | readonly number[], isPart?: true): Buffer =>
  frame(1, payload, isPart === undefined ? {} : { isPart })
/** Its next part. */
export const more = (payload: string | Uint8Array | readonly number[], isPart?: true): Buffer =>
  frame(0, payload, isPart === undefined ? {} : { isPart })

/** A multiple of the limit: also its parts pass it together. */
const long = 'x'.repeat(defaultLimits.webSocketMessageBytes / 2)
/** One line in so many parts. */
export const parts = (count: number): Buffer[] => [
  text('PING ', true),
  ...Array.from({ length: count - 2 }, () => more('x', true)),
  more('x'),
]

type Case = readonly [what: string, frames: readonly Buffer[], code: number, why: string]

/** What RFC 6455 forbids, and the number that it has for who does it. */
export const protocolErrors: readonly Case[] = [
  ['a frame without a mask', [frame(1, 'PING x', { isUnmasked: true })], 1002, 'MASK must be set'],
  ['an empty frame without a mask', [frame(1, '', { isUnmasked: true })], 1002, 'MASK must be set'],
  [
    'a compressed frame, which nobody agreed on',
    [frame(1, 'PING x', { reserved: 4 })],
    1002,
    'RSV1 must be clear',
  ],
  ['the second reserved bit', [frame(1, 'x', { reserved: 2 })], 1002, 'RSV2 and RSV3 must be clear'],
  ['the third reserved bit', [frame(2, 'x', { reserved: 1 })], 1002, 'RSV2 and RSV3 must be clear'],
  ['a reserved bit of a ping', [frame(9, 'x', { reserved: 4 })], 1002, 'RSV1 must be clear'],
  [
    'a reserved bit of a continuation',
    [text('x', true), frame(0, 'x', { reserved: 4 })],
    1002,
    'RSV1 must be clear',
  ],
  ...[3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map((opcode): Case => [
    `the unknown opcode ${opcode}`,
    [frame(opcode, 'x')],
    1002,
    `invalid opcode ${opcode}`,
  ]),
  ['a ping in parts', [frame(9, 'x', { isPart: true })], 1002, 'FIN must be set'],
  ['a pong in parts', [frame(10, '', { isPart: true })], 1002, 'FIN must be set'],
  ['a close frame in parts', [frame(8, '', { isPart: true })], 1002, 'FIN must be set'],
  ['a ping of 126 bytes', [frame(9, 'x'.repeat(126))], 1002, 'invalid payload length 126'],
  ['a pong of 70,000 bytes', [frame(10, 'x'.repeat(70_000))], 1002, 'invalid payload length 127'],
  ['a close frame of 126 bytes', [frame(8, 'x'.repeat(126))], 1002, 'invalid payload length 126'],
  [
    'a short ping that tells its length in 8 bytes',
    [frame(9, 'x', { lengthBytes: 8 })],
    1002,
    'invalid payload length 127',
  ],
  ['a continuation of nothing', [more('x')], 1002, 'invalid opcode 0'],
  ['a continuation of what is over', [text('PING ', true), more('x'), more('y')], 1002, 'invalid opcode 0'],
  ['text within a message in parts', [text('PING ', true), text('x')], 1002, 'invalid opcode 1'],
  ['bytes within a message in parts', [text('PING ', true), frame(2, 'x')], 1002, 'invalid opcode 2'],
  ['a close frame of one byte', [frame(8, 'x')], 1002, 'invalid payload length 1'],
  ...[0, 999, 1004, 1005, 1006, 1015, 1016, 2999, 5000, 65_535].map((code): Case => [
    `a close frame with the number ${code}`,
    [closeFrame(code)],
    1002,
    `invalid status code ${code}`,
  ]),
  ['a close frame whose text is no UTF-8', [closeFrame(1000, [0xff])], 1007, 'invalid UTF-8 sequence'],
  ['text that is no UTF-8', [text([0x50, 0xff])], 1007, 'invalid UTF-8 sequence'],
  ['text with half a surrogate pair', [text([0xed, 0xa0, 0x80])], 1007, 'invalid UTF-8 sequence'],
  ['text that ends within a letter', [text('PING x', true), more([0xc3])], 1007, 'invalid UTF-8 sequence'],
]

/** What the limits forbid. */
export const limitsPassed: readonly Case[] = [
  ['a message over the limit', [text(long.repeat(3))], 1009, 'Max payload size exceeded'],
  [
    'parts over the limit together',
    [text(long, true), more(long, true), more('x')],
    1009,
    'Max payload size exceeded',
  ],
  [
    'a frame that will be 2^40 bytes',
    [frame(1, 'x', { length: 2n ** 40n })],
    1009,
    'Max payload size exceeded',
  ],
  [
    'a frame that will be 2^63 bytes',
    [frame(1, 'x', { length: 2n ** 63n })],
    1009,
    'Unsupported WebSocket frame: payload length > 2^53 - 1',
  ],
  ['a message in 9 parts', parts(9), 1008, 'Too many message fragments'],
  [
    '9 empty parts',
    [text('', true), ...Array.from({ length: 8 }, () => more('', true))],
    1008,
    'Too many message fragments',
  ],
  ...['PING x\n', 'PING x\r', 'PING x\0', 'PING x\r\nQUIT', '\n'].map((line): Case => [
    `the message ${JSON.stringify(line)}`,
    [text(line)],
    1008,
    'a message is not one line',
  ]),
  ['a line end in parts', [text('PING x', true), more('\n')], 1008, 'a message is not one line'],
  ['two lines as bytes', [frame(2, 'PING x\nPING y')], 1008, 'a message is not one line'],
]
