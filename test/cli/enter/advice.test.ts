import { describe, expect, it } from 'vitest'
import { adviceFor, found } from '../../../src/cli/enter/advice.ts'
import { portTaken } from '../../../src/cli/enter/hint-advice.ts'
import type { StepTaken } from '../../../src/cli/enter/steps.ts'
import type { FoundRoom } from '../../../src/client/seek.ts'
import type { Rung } from '../../../src/protocol/hub.ts'

const office: FoundRoom = {
  id: 'mr3pm5fpvrwti6fbmt23ezzm4i',
  room: 'Office',
  host: '10.10.1.2',
  port: 16_667,
  addresses: ['10.10.1.2'],
  tls: false,
  ws: false,
  version: '1.0.0',
  ttlSeconds: 90,
  rttMs: 0.4,
  pin: 'new',
}

/** Everybody was asked on eth0; who answered on which rung, and what the system said. */
function taken(answered: readonly Rung[], code?: string, name = 'eth0'): StepTaken[] {
  const rungs: Rung[] = ['loopback', 'broadcast', 'multicast', 'neighbours']
  return rungs.map((rung) => ({
    rung,
    sendings: [{ rung, interface: name, to: '10.10.1.255', code: rung === 'loopback' ? undefined : code }],
    rooms: answered.includes(rung) ? [office] : [],
    places: [],
  }))
}

const texts = (steps: readonly StepTaken[]): string =>
  adviceFor(steps, 16_667)
    .flatMap(({ says, next }) => [says, ...next])
    .join('\n')

describe('what is said of a look', () => {
  it('is nothing where everybody answers', () => {
    expect(adviceFor(taken(['broadcast', 'neighbours']), 16_667)).toEqual([])
  })

  it('is that our own firewall is in the way, and that nothing needs to be done', () => {
    expect(texts(taken(['neighbours']))).toContain('nothing to do')
    expect(found(taken(['neighbours']))).toBe(true)
  })

  it('is how the firewall of the room is opened, where nobody answers, and what cannot be helped', () => {
    const text = texts(taken([]))
    expect(text).toContain('sudo ufw allow 16667')
    expect(text).toContain('--add-port=16667/tcp --add-port=16667/udp')
    expect(text).toContain('AP isolation')
    expect(found(taken([]))).toBe(false)
  })

  it('is why nothing can be sent, once for each interface', () => {
    const text = texts(taken(['loopback'], 'EPERM'))
    expect(text).toBe(
      'Nothing can be sent on eth0 (EPERM): a firewall on this computer drops what is sent.\nsudo ufw allow out 16667/udp',
    )
    expect(texts(taken(['loopback'], 'EWHATEVER'))).toContain('(EWHATEVER): the system refuses it')
  })

  const place = { address: '10.10.1.2', udpPort: undefined, tcpPort: 16_667, isNear: true }
  const placed = (answered: readonly Rung[], ...places: StepTaken['places'][number][]): StepTaken[] =>
    taken(answered).map((step) => ({ ...step, places }))

  it('is how a room is joined that mDNS tells of and that does not answer, and nothing of one that does', () => {
    const text = texts(placed([], place, { ...place, address: 'fe80::2%eth0' }))
    expect(text).toContain('earshot --host 10.10.1.2')
    expect(text).not.toContain('fe80')
    expect(text).not.toContain('AP isolation')
    expect(texts(placed(['broadcast'], place))).toBe('')
  })

  it('is that a room is in another network on the same cable', () => {
    const text = texts(placed([], { ...place, address: '10.99.9.9', isNear: false }))
    expect(text).toContain('10.99.9.9:16667, but in another network than this computer')
  })

  it('is who has the port of discovery', () => {
    expect(portTaken(16_667, 'nc (pid 7)').says).toContain(
      'nc (pid 7) has UDP port 16667 of this computer for itself',
    )
    expect(portTaken(16_667).says).toContain('Another program has')
  })

  it('is that there is no network', () => {
    expect(texts(taken([], 'ENETUNREACH'))).toContain('on no network')
  })
})
