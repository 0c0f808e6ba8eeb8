import { parseAddress } from '../ip-address.ts'
import { type Data, type DnsMessage, type ResourceRecord, typeNumbers } from './message.ts'
import { Writer } from './writer.ts'

const internet = 1
/** In the class of a record: it is the only one (RFC 6762 §10.2). */
const uniqueBit = 0x8000
const responseBits = 0x8400
const truncatedBit = 0x0200

/** The bytes of a message. Records of other types are left out; its id is 0, as all of multicast (RFC 6762 §18.1). */
export function encodeDns(message: DnsMessage): Uint8Array {
  const sections = [message.answers, message.authorities, message.additionals].map((records) =>
    records.filter(({ data }) => data.type !== 'other'),
  )
  const writer = new Writer(true)
  writer.short(0)
  writer.short((message.isResponse ? responseBits : 0) | (message.isTruncated ? truncatedBit : 0))
  for (const { length } of [message.questions, ...sections]) writer.short(length)
  for (const { name, type } of message.questions) {
    writer.name(name)
    writer.short(type)
    writer.short(internet)
  }
  for (const record of sections.flat()) writeRecord(writer, record)
  return writer.bytes()
}

/** The bytes of what a record says, as two that claim one name are compared by: type, then data (RFC 6762 §8.2). */
export function dataBytes(data: Data): Uint8Array {
  const writer = new Writer(false)
  writer.short(data.type === 'other' ? 0 : typeNumbers[data.type])
  writeData(writer, data)
  return writer.bytes()
}

function writeRecord(writer: Writer, { name, ttlSeconds, isUnique, data }: ResourceRecord): void {
  if (data.type === 'other') return
  writer.name(name)
  writer.short(typeNumbers[data.type])
  writer.short(internet | (isUnique ? uniqueBit : 0))
  writer.long(ttlSeconds)
  writer.sized(() => writeData(writer, data))
}

function writeData(writer: Writer, data: Data): void {
  switch (data.type) {
    case 'PTR':
      return writer.name(data.to)
    case 'SRV':
      // Priority and weight: there is one of each.
      writer.long(0)
      writer.short(data.port)
      return writer.name(data.target)
    case 'TXT':
      for (const text of data.strings) writer.text(text)
      // RFC 6763 §6.1: at least one, which may be empty.
      if (data.strings.length === 0) writer.byte(0)
      return
    case 'A':
    case 'AAAA':
      return writer.raw(addressBytes(data.address, data.type === 'A' ? 4 : 16))
    case 'other':
  }
}

function addressBytes(text: string, size: number): number[] {
  const number = parseAddress(text)?.number ?? 0n
  return Array.from({ length: size }, (_, i) => Number((number >> BigInt(8 * (size - 1 - i))) & 0xffn))
}
