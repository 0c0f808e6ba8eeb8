import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { encodeDns } from '../../../../src/protocol/dns/encode.ts'
import { hostLabel, instanceLabel, recordsOf } from '../../../../src/transport/discovery/mdns/service.ts'
import { announcement, office, officeRecords, wordsOf } from './samples.ts'

describe('a room by DNS-SD', () => {
  it('is a chat server, plainly and over TLS, and a page; of a kind of its own among the first two', () => {
    expect(wordsOf(officeRecords.shared)).toEqual([
      'PTR _services._dns-sd._udp.local _irc._tcp.local',
      'PTR _irc._tcp.local Office._irc._tcp.local',
      'PTR _earshot._sub._irc._tcp.local Office._irc._tcp.local',
      'PTR _services._dns-sd._udp.local _ircs-u._tcp.local',
      'PTR _ircs-u._tcp.local Office._ircs-u._tcp.local',
      'PTR _earshot._sub._ircs-u._tcp.local Office._ircs-u._tcp.local',
      'PTR _services._dns-sd._udp.local _http._tcp.local',
      'PTR _http._tcp.local Office._http._tcp.local',
    ])
  })

  it('is at a host that is called after its identity, which has the addresses of the network', () => {
    const words = wordsOf(officeRecords.unique)
    expect(words).toContain('SRV Office._irc._tcp.local earshot-56bkpjxy.local:16667')
    expect(words).toContain('A earshot-56bkpjxy.local 10.10.1.2')
    expect(words).toContain('AAAA earshot-56bkpjxy.local fe80::2')
    expect(words).toContain(
      `TXT Office._irc._tcp.local txtvers=1 v=1 id=${office.id} room=Office tls=1 fp=${office.fingerprint} ws=1`,
    )
  })

  it('is over TLS alone where nobody else is let in, and plain alone without a certificate', () => {
    const kinds = (more: object) =>
      wordsOf(recordsOf({ ...office, ...more }, []).shared).filter((word) => word.startsWith('PTR _services'))
    expect(kinds({ isTlsOnly: true })).toEqual(['PTR _services._dns-sd._udp.local _ircs-u._tcp.local'])
    expect(kinds({ fingerprint: undefined }).join()).not.toContain('ircs-u')
  })

  it('says where it answers queries if that is not the usual port', () => {
    expect(wordsOf(recordsOf({ ...office, udpPort: 40_000 }, []).unique).join()).toContain('udp=40000')
  })

  it('has another name each time that its own is somebody else’s', () => {
    const names = [0, 1, 2].map((conflicts) => [
      instanceLabel({ ...office, conflicts }),
      hostLabel({ ...office, conflicts }),
    ])
    expect(names).toEqual([
      ['Office', 'earshot-56bkpjxy'],
      ['Office (56bkpjxy)', 'earshot-56bkpjxy'],
      ['Office (56bkpjxy-2)', 'earshot-56bkpjxy-2'],
    ])
  })

  it('is announced in one datagram that no link cuts in two, whatever its name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 12 }), (room) => {
        const said = announcement(
          { ...office, room, udpPort: 65_535 },
          '10.10.1.2',
          '172.16.0.1',
          'fe80::1:2:3:4',
        )
        expect(encodeDns(said).length).toBeLessThanOrEqual(1_232)
      }),
    )
  })
})
