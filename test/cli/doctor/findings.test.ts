import { describe, expect, it } from 'vitest'
import { broadcastAddresses } from '../../../src/cli/doctor/broadcast.ts'
import { endFinding } from '../../../src/cli/doctor/certificate.ts'
import { clockFinding } from '../../../src/cli/doctor/clock.ts'
import { firewalldFinding, ufwFinding } from '../../../src/cli/doctor/firewall.ts'
import { interfacesFinding } from '../../../src/cli/doctor/interfaces.ts'
import { nodeFinding } from '../../../src/cli/doctor/node.ts'
import { openFilesFinding } from '../../../src/cli/doctor/open-files.ts'
import { spaceFinding } from '../../../src/cli/doctor/space.ts'
import { localeFinding, terminalFinding } from '../../../src/cli/doctor/terminal.ts'
import { exposureFinding } from '../../../src/cli/doctor/unit.ts'

const day = 86_400_000
const now = Date.parse('2026-11-28T12:00:00Z')

describe('Node', () => {
  it.each([
    ['24.22.1', 'ok'],
    ['24.22.0', 'warn'],
    ['24.9.0', 'warn'],
    ['26.13.0', 'ok'],
    ['22.23.4', 'ok'],
    ['27.0.0', 'ok'],
  ])('%s is %s', (version, level) => expect(nodeFinding(version, now).level).toBe(level))

  it('is well until the last day of its line, and not after', () => {
    expect(nodeFinding('20.20.2', Date.parse('2026-04-30T20:00:00Z')).level).toBe('ok')
    expect(nodeFinding('20.20.2', now)).toMatchObject({
      level: 'warn',
      says: '20.20.2 gets no mends since 2026-04-30: holes found after that stay open',
    })
  })
})

describe('a certificate', () => {
  it('of an operator is to be renewed two weeks before its end; the room’s own renews itself', () => {
    const levels = [now - day, now + 3 * day, now + 30 * day].map(
      (end) => endFinding('c', end, now, true).level,
    )
    expect(levels).toEqual(['fail', 'warn', 'ok'])
    expect(endFinding('c', now + 3 * day, now, false).level).toBe('ok')
  })
})

describe('the clock', () => {
  it('cannot be right before earshot was made, and is doubtful where nobody sets it', () => {
    expect(clockFinding(now, now + day, 'yes').level).toBe('fail')
    expect(clockFinding(now, now - day, 'no').level).toBe('warn')
    expect(clockFinding(now, now - day, undefined).level).toBe('ok')
  })
})

describe('a firewall', () => {
  const active = (rule: string) => `Status: active\n\nTo     Action   From\n--     ------   ----\n${rule}\n`
  it.each([
    ['ufw, by its port', ufwFinding(active('16667                      ALLOW IN    Anywhere'), 16_667), 'ok'],
    ['ufw, by its name', ufwFinding(active('earshot                    ALLOW       Anywhere'), 16_667), 'ok'],
    [
      'ufw without a rule',
      ufwFinding(active('22/tcp                     ALLOW       Anywhere'), 16_667),
      'warn',
    ],
    [
      'ufw that denies',
      ufwFinding(active('16667                      DENY        Anywhere'), 16_667),
      'warn',
    ],
    ['firewalld, by its ports', firewalldFinding('  ports: 16667/tcp 16667/udp\n', 16_667), 'ok'],
    ['firewalld, by its name', firewalldFinding('  services: ssh earshot\n  ports: \n', 16_667), 'ok'],
    ['firewalld with half of it', firewalldFinding('  services: ssh\n  ports: 16667/tcp\n', 16_667), 'warn'],
  ])('%s', (_, { level }, expected) => expect(level).toBe(expected))

  it('that only root may ask is said to be there', () => {
    expect(ufwFinding('ERROR: You need to be root to run this script\n', 16_667)).toMatchObject({
      level: 'warn',
      next: ['sudo ufw status'],
    })
  })
})

describe('networks', () => {
  const eth0 = { address: '10.1.2.3', netmask: '255.255.254.0', cidr: '10.1.2.3/23', family: 'IPv4' as const }
  const lo = { address: '127.0.0.1', netmask: '255.0.0.0', cidr: '127.0.0.1/8', family: 'IPv4' as const }
  const mac = '00:00:00:00:00:00'
  const all = { lo: [{ ...lo, mac, internal: true }], eth0: [{ ...eth0, mac, internal: false }] }

  it('are those that lead out of this computer', () => {
    expect(interfacesFinding(all).says).toBe('eth0 10.1.2.3/23')
    expect(interfacesFinding({ lo: all.lo }).level).toBe('warn')
  })

  it('have an address for everybody, as their mask says', () => {
    expect(broadcastAddresses(all)).toEqual(['10.1.3.255'])
  })
})

describe('the rest', () => {
  it('is said with what mends it', () => {
    const levels = [
      openFilesFinding(256),
      openFilesFinding(65_536),
      spaceFinding('/log', 1_000_000),
      spaceFinding('/log', 100_000_000),
      spaceFinding('/log', 1_000_000_000),
      terminalFinding({ isTTY: true, columns: 80, rows: 24, env: { TERM: 'dumb' } }),
      terminalFinding({ isTTY: true, columns: 30, rows: 24, env: { TERM: 'xterm' } }),
      terminalFinding({ isTTY: true, columns: 80, rows: 24, env: { TERM: 'xterm' } }),
      localeFinding({ LANG: 'C' }),
      localeFinding({ LANG: 'C', LC_ALL: 'de_DE.utf8' }),
      exposureFinding('/etc/u', '→ Overall exposure level for earshot.service: 9.5 UNSAFE'),
      exposureFinding('/etc/u', '→ Overall exposure level for earshot.service: 1.4 OK'),
    ].map(({ level }) => level)
    expect(levels.join()).toBe('warn,ok,fail,warn,ok,warn,warn,ok,warn,ok,warn,ok')
  })
})
