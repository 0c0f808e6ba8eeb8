import * as fc from 'fast-check'
import type { Here } from '../../../src/protocol/datagram/here.ts'
import { cleanRoom } from '../../../src/protocol/datagram/room-name.ts'

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)
export const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)

/** A signature of the right form that signs nothing. */
export const sign = (): string => 's'.repeat(86)

export const nonce = 'n'.repeat(22)

export const here: Here = {
  nonce,
  id: 'a'.repeat(26),
  publicKey: 'k'.repeat(43),
  bootId: '0123abcd',
  seq: 7,
  ttlSeconds: 90,
  room: 'Office',
  tcpPort: 16_667,
  tls: false,
  ws: true,
  addresses: ['192.168.1.7'],
  version: '0.1.0',
}

const word = (alphabet: string, least: number, most = least) =>
  fc
    .array(fc.constantFrom(...Array.from(alphabet)), { minLength: least, maxLength: most })
    .map((letters) => letters.join(''))
const base64url = 'ABCxyz0189-_'
const ip = fc.oneof(
  fc.ipV4(),
  fc.ipV6().filter((address) => address.length <= 45),
)

/** Every `here` that a daemon may want to say, up to the largest of each field. */
export const heres: fc.Arbitrary<Here> = fc.record(
  {
    nonce: word(base64url, 22),
    id: word('abyz2347', 26),
    publicKey: word(base64url, 43),
    bootId: word('0189abef', 8),
    seq: fc.nat({ max: Number.MAX_SAFE_INTEGER }),
    ttlSeconds: fc.integer({ min: 1, max: 300 }),
    room: fc
      .oneof(fc.string({ unit: 'binary' }), word('"\\é😀 a', 1, 60))
      .filter((room) => cleanRoom(room) !== ''),
    tcpPort: fc.integer({ min: 1, max: 65_535 }),
    tls: fc.boolean(),
    ws: fc.boolean(),
    fingerprint: word(base64url, 43),
    addresses: fc.array(ip, { maxLength: 10 }),
    version: word('0.19-az', 1, 16),
  },
  {
    requiredKeys: [
      'id',
      'publicKey',
      'bootId',
      'seq',
      'ttlSeconds',
      'room',
      'tcpPort',
      'tls',
      'ws',
      'addresses',
      'version',
    ],
  },
)
