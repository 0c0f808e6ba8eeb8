import { type DnsMessage, type ResourceRecord, nameKey } from '../../../protocol/dns/message.ts'
import { isInteger } from '../../../protocol/datagram/fields.ts'
import { ownKinds } from './service.ts'

/** Where a room may be: nobody has signed it, so it is good for nothing but a query. */
export interface Hint {
  /** Without a zone: it is of the network that it was heard on. */
  readonly address: string
  /** The UDP port that queries go to, where it is not the usual one. */
  readonly udpPort: number | undefined
  /** The TCP port of chat, as far as it was said. */
  readonly tcpPort: number | undefined
  /** The room takes it back. */
  readonly isGone: boolean
}

/** So many services are read of one message. */
const mostServices = 8
/** Below are the ports of services: nobody is to be sent what is not meant for them. */
const leastPort = 1_024
const ownKeys = new Set(ownKinds.map(nameKey))

/** The places of rooms in an answer; the sender's own where it gives none. */
export function hintsIn(message: DnsMessage, source: string): Hint[] {
  if (!message.isResponse) return []
  const records = [...message.answers, ...message.additionals].map((record) => ({
    ...record,
    key: nameKey(record.name),
  }))
  const of = (wanted: string) => records.filter(({ key }) => key === wanted)
  return records
    .flatMap((record) => serviceIn(record))
    .slice(0, mostServices)
    .flatMap(({ key, isGone }) => {
      const place = of(key).find(({ data }) => data.type === 'SRV')?.data
      const texts = of(key).flatMap(({ data }) => (data.type === 'TXT' ? data.strings : []))
      const hosts = place?.type === 'SRV' ? of(nameKey(place.target)) : []
      const addresses = hosts.flatMap(({ data }) => ('address' in data ? [data.address] : []))
      const common = {
        udpPort: udpPortIn(texts),
        tcpPort: place?.type === 'SRV' ? place.port : undefined,
        isGone,
      }
      return (addresses.length === 0 ? [source] : addresses).map((address) => ({ address, ...common }))
    })
}

function serviceIn({
  key,
  data,
  ttlSeconds,
}: ResourceRecord & { key: string }): { key: string; isGone: boolean }[] {
  return data.type === 'PTR' && ownKeys.has(key) ? [{ key: nameKey(data.to), isGone: ttlSeconds === 0 }] : []
}

function udpPortIn(texts: readonly string[]): number | undefined {
  const port = Number(texts.find((text) => /^udp=\d{1,5}$/.test(text))?.slice(4))
  return isInteger(port, leastPort, 65_535) ? port : undefined
}
