import {
  type DnsMessage,
  type ResourceRecord,
  dnsMessage,
  typeNumbers,
} from '../../../../src/protocol/dns/message.ts'
import { type Published, ownKinds, recordsOf } from '../../../../src/transport/discovery/mdns/service.ts'

export const office: Published = {
  room: 'Office',
  id: '56bkpjxyk252ta3tb33wxjui33',
  tcpPort: 16_667,
  fingerprint: 'f'.repeat(43),
  isTlsOnly: false,
  conflicts: 0,
}

/** A room of the same name on another host. */
export const another: Published = { ...office, id: 'zzzzzzzz'.padEnd(26, 'z') }

export const officeRecords = recordsOf(office, ['10.10.1.2', 'fe80::2'])

export const kind = ['_irc', '_tcp', 'local']

/** Who asks for rooms, as own clients do. */
export const ownQuestion = dnsMessage({
  questions: ownKinds.map((name) => ({ name, type: typeNumbers.PTR })),
})

/** What a room at that address answers who looks for rooms. */
export function announcement(room: Published, ...addresses: string[]): DnsMessage {
  const { shared, unique } = recordsOf(room, addresses)
  return dnsMessage({ isResponse: true, answers: [...shared, ...unique] })
}

/** Records in words: type, name, and what it says. */
export const wordsOf = (records: readonly ResourceRecord[]): string[] =>
  records.map(({ name, data }) => {
    const said = {
      PTR: () => ('to' in data ? data.to.join('.') : ''),
      SRV: () => ('target' in data ? `${data.target.join('.')}:${data.port}` : ''),
      TXT: () => ('strings' in data ? data.strings.join(' ') : ''),
      A: () => ('address' in data ? data.address : ''),
      AAAA: () => ('address' in data ? data.address : ''),
      other: () => '',
    }[data.type]()
    return `${data.type} ${name.join('.')} ${said}`
  })
