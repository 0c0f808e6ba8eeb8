import { describe, expect, it } from 'vitest'
import { createCloak } from '../../src/ops/cloak.ts'
import type { FakeLink } from '../fake-link.ts'
import { RoomWorld } from './world.ts'

const cloak = createCloak(Buffer.alloc(32, 7))
const everything = /10\.1\.2\.3|fd00::7|127\.0\.0\.1/

const operations = {
  vouch: () => true,
  names: () => [],
  reread: async () => await Promise.resolve({ motd: [], hiddenCaps: [] }),
}

/** `spy` has asked for all there is; `eve`, `dan` and `own` come from elsewhere, and leave. */
function office(): { world: RoomWorld; spy: FakeLink } {
  const world = new RoomWorld({ cloak, operations })
  const spy = world.connect('10.9.9.9')
  spy.says(
    'CAP REQ :userhost-in-names extended-join chghost extended-monitor draft/chathistory batch message-tags',
  )
  spy.says('NICK spy', 'USER spy 0 * :Spy', 'CAP END', 'JOIN #a', 'MONITOR + eve,dan,own')
  world.settle()
  for (const [nick, address] of [
    ['eve', '10.1.2.3'],
    ['dan', 'fd00::7'],
    ['own', '127.0.0.1'],
  ] as const) {
    const link = world.connect(address)
    link.says(`NICK ${nick}`, `USER ${nick} 0 * :${nick}`, 'JOIN #a', 'PRIVMSG #a :hello')
    world.settle()
  }
  return { world, spy }
}

/** Asks whatever may be asked, with all the tokens that it takes, and gives what comes. */
function asks({ world, spy }: ReturnType<typeof office>, ...lines: string[]): string {
  for (const line of lines) {
    world.time.advance(1_000)
    spy.says(line)
    world.settle()
  }
  return spy.hears().join('\n')
}

const questions = ['eve', 'dan', 'own'].flatMap((nick) => [
  `WHOIS ${nick}`,
  `WHOIS ${nick} ${nick}`,
  `WHO ${nick} %tcuihsnfdlaor`,
  `USERHOST ${nick}`,
])

describe('the address of a member', () => {
  it('is told to no other, whatever that one asks', () => {
    const room = office()
    const told = asks(
      room,
      ...questions,
      'WHO #a',
      'NAMES #a',
      'WHO 10.1.2.*',
      'STATS l',
      'CHATHISTORY LATEST #a * 50',
    )
    expect(told).toContain(`eve!~eve@${cloak('10.1.2.3')}`)
    expect(told).not.toMatch(everything)
    for (const link of room.world.links.slice(1)) link.says('QUIT :bye')
    expect(asks(room, 'WHOWAS eve', 'WHOWAS dan', 'WHOWAS own')).not.toMatch(everything)
  })

  it('is told to operators', () => {
    const room = office()
    const told = asks(room, 'OPER spy any', ...questions, 'STATS l')
    expect(told).toMatch(/338 spy eve 10\.1\.2\.3 /)
    expect(told).toMatch(/338 spy dan fd00::7 /)
    expect(told).toContain('own[~own@127.0.0.1]')
  })

  it('is banned, and so is its network, by what is seen of it and by itself', () => {
    const [, network, wider] = cloak('10.1.2.3').split('.')
    for (const mask of [`*!*@*.${network}.${wider}.cloak`, `*!*@${cloak('10.1.2.3')}`, '*!*@10.1.2.*']) {
      const room = office()
      asks(room, `MODE #a +b ${mask}`)
      const eve = room.world.connect('10.1.2.3')
      eve.says('NICK eve2', 'USER eve 0 * :eve', 'JOIN #a')
      room.world.settle()
      expect(eve.hears().join('\n')).toContain(' 474 eve2 #a ')
    }
  })

  it('is its own to see, and it is told how it is seen', () => {
    const { world } = office()
    const eve = world.links[1]
    eve?.says('WHOIS eve')
    world.settle()
    const heard = eve?.hears().join('\n')
    expect(heard).toContain(`396 eve ${cloak('10.1.2.3')} `)
    expect(heard).toMatch(/338 eve eve 10\.1\.2\.3 /)
  })
})
