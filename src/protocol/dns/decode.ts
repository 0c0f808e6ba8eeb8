import { formatIpv4 } from '../ipv4.ts'
import { formatIpv6 } from '../ip-address.ts'
import { type Data, type DnsMessage, type Question, type ResourceRecord, typeNumbers } from './message.ts'
import { Malformed, Reader } from './reader.ts'

/** The most that multicast DNS sends at once (RFC 6762 §17). */
export const mostDnsBytes = 9_000
/** Questions and records: what one message may cost to read. */
const mostEntries = 256

const responseBit = 0x8000
const truncatedBit = 0x0200
/** Operation and fault are 0 in all messages; others are nobody's (RFC 6762 §18.3, §18.11). */
const otherBits = 0x780f
const uniqueBit = 0x8000
/** TTLs are of 31 bits (RFC 2181 §8). */
const mostTtl = 0x7fffffff

/** The message in these bytes; undefined where they are none, or one that is too long to be meant. Never throws. */
export function decodeDns(bytes: Uint8Array): DnsMessage | undefined {
  if (bytes.length > mostDnsBytes) return undefined
  try {
    return readMessage(new Reader(bytes))
  } catch (error) {
    if (error instanceof Malformed) return undefined
    throw error
  }
}

function readMessage(reader: Reader): DnsMessage {
  reader.short()
  const flags = reader.short()
  if ((flags & otherBits) !== 0) throw new Malformed()
  const counts = Array.from({ length: 4 }, () => reader.short())
  const [questions = 0, answers = 0, authorities = 0, additionals = 0] = counts
  if (questions + answers + authorities + additionals > mostEntries) throw new Malformed()
  return {
    isResponse: (flags & responseBit) !== 0,
    isTruncated: (flags & truncatedBit) !== 0,
    questions: Array.from({ length: questions }, () => readQuestion(reader)),
    answers: Array.from({ length: answers }, () => readRecord(reader)),
    authorities: Array.from({ length: authorities }, () => readRecord(reader)),
    additionals: Array.from({ length: additionals }, () => readRecord(reader)),
  }
}

/** The highest bit of its class asks for an answer to one address alone: that is not for us to give. */
function readQuestion(reader: Reader): Question {
  const name = reader.name()
  const type = reader.short()
  reader.short()
  return { name, type }
}

function readRecord(reader: Reader): ResourceRecord {
  const name = reader.name()
  const type = reader.short()
  const isUnique = (reader.short() & uniqueBit) !== 0
  const ttlSeconds = Math.min(reader.long(), mostTtl)
  const size = reader.short()
  const end = reader.at + size
  const data = readData(reader, type, size)
  if (reader.at > end) throw new Malformed()
  reader.take(end - reader.at)
  return { name, ttlSeconds, isUnique, data }
}

function readData(reader: Reader, type: number, size: number): Data {
  switch (type) {
    case typeNumbers.PTR:
      return { type: 'PTR', to: reader.name() }
    case typeNumbers.SRV:
      reader.long()
      return { type: 'SRV', port: reader.short(), target: reader.name() }
    case typeNumbers.TXT: {
      const end = reader.at + size
      const strings: string[] = []
      while (reader.at < end) strings.push(reader.text())
      return { type: 'TXT', strings: strings.filter((text) => text !== '') }
    }
    case typeNumbers.A:
      return { type: 'A', address: formatIpv4(Number(numberIn(reader.take(4)))) }
    case typeNumbers.AAAA:
      return { type: 'AAAA', address: formatIpv6(numberIn(reader.take(16))) }
    default:
      return { type: 'other' }
  }
}

function numberIn(bytes: Uint8Array): bigint {
  return bytes.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n)
}
