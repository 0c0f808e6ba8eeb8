import { describe, expect } from 'vitest'
import { look, talk } from './look.ts'
import { generous, looks } from './times.ts'
import { it, reason, skipped } from './together.ts'

/** Hosts, LANs and the real commands: who is found where, and talked to. */

describe.skipIf(reason !== undefined)(`a room${skipped}`, () => {
  // That the member is gone at the daemon by its own deadline: test/actors/room.test.ts, with a clock by hand.
  it('is lost within 25 s by who has its cable pulled, and told whole when the cable is back; the others talk on', async (network) => {
    const lan = await network.lan('10.10.1')
    const [server, laptop, desk] = [await network.host(lan), await network.host(lan), await network.host(lan)]
    await server.room('Office')
    const cut = laptop.earshot('join', '--json', '--nick', 'cut')
    const stays = desk.earshot('join', '--json', '--nick', 'stays')
    await Promise.all([cut.says('"joined"'), stays.says('"joined"')])
    cut.type('before\n')
    await stays.says('"before"')
    lan.pull(laptop)
    stays.type('while the cable is out\n')
    await talk(server, desk)
    await cut.says('"lost"', 'out', 40_000)
    cut.type('said without a cable\n')
    lan.mend(laptop)
    await stays.says('"said without a cable"')
    await cut.says('"said without a cable"')
    const texts = [
      { nick: 'cut', text: 'before' },
      { nick: 'stays', text: 'while the cable is out' },
      { nick: 'dan', text: 'hello' },
      { nick: expect.stringMatching(/^cut_?$/), text: 'said without a cable' },
    ]
    for (const who of [cut, stays]) {
      const shown = who.objects().filter(({ type }) => ['message', 'gap'].includes(String(type)))
      expect(shown).toMatchObject(texts)
      who.type('/quit\n')
      expect((await who.ended).code).toBe(0)
    }
  })

  it('on another host is found, joined and talked in, with no default route anywhere', async (network) => {
    const lan = await network.lan('10.10.1')
    const [server, laptop, desk] = [await network.host(lan), await network.host(lan), await network.host(lan)]
    for (const host of [server, laptop, desk]) expect(host.ip('route', 'show', 'default')).toBe('')
    await server.room('Office')
    expect(await look(laptop)).toEqual([['Office', '10.10.1.2:16667', '10.10.1.2']])
    await talk(laptop, desk)
    await talk(laptop, server)
  })

  it('of its own host is found with no network at all', async (network) => {
    const alone = await network.host()
    await alone.room('Office')
    expect(await look(alone)).toEqual([['Office', '127.0.0.1:16667', '127.0.0.1']])
    // T1
    expect((await looks(alone, { times: 10 })).median).toBeLessThan(50 * generous)
    await talk(alone, alone)
  })

  it('on the second of two LANs is found there, while the first one has none', async (network) => {
    const [quiet, lab] = [await network.lan('10.10.1'), await network.lan('10.20.2', 20)]
    const [laptop, server] = [await network.host(quiet, lab), await network.host(lab)]
    await network.host(quiet)
    await server.room('Lab')
    expect(await look(laptop)).toEqual([['Lab', '10.20.2.3:16667', '10.20.2.3']])
    await talk(laptop, server)
  })

  it('on each of two LANs is one row each, and each is joined by its name', async (network) => {
    const [left, right] = [await network.lan('10.10.1'), await network.lan('10.20.2', 20)]
    const laptop = await network.host(left, right)
    const [one, other] = [await network.host(left), await network.host(right)]
    await Promise.all([one.room('Left'), other.room('Right')])
    expect(await look(laptop)).toEqual([
      ['Left', '10.10.1.3:16667', '10.10.1.3'],
      ['Right', '10.20.2.3:16667', '10.20.2.3'],
    ])
    expect((await laptop.earshot('send', 'to whom?').ended).code).toBe(2)
    await talk(laptop, one, '--server', 'Left')
    await talk(laptop, other, '--server', 'Right')
  })

  it('that two LANs lead to is one row, with both addresses', async (network) => {
    const lans = [await network.lan('10.10.1'), await network.lan('10.20.2', 20)]
    const [server, laptop] = [await network.host(...lans), await network.host(...lans)]
    await server.room('Office')
    const addresses = ['10.10.1.2', '10.20.2.2']
    expect(await look(laptop)).toEqual([
      ['Office', expect.stringMatching(/^10\.(10\.1|20\.2)\.2:16667$/), ...addresses],
    ])
    await talk(laptop, server)
  })

  it('is one of two on the same host, each at its own port', async (network) => {
    const lan = await network.lan('10.10.1')
    const [server, laptop] = [await network.host(lan), await network.host(lan)]
    await Promise.all([server.room('Office'), server.room('Kitchen', '--port', '16668')])
    expect(await look(laptop)).toEqual([
      ['Kitchen', '10.10.1.2:16668', '10.10.1.2'],
      ['Office', '10.10.1.2:16667', '10.10.1.2'],
    ])
    await talk(laptop, server, '--server', 'Kitchen')
    await talk(laptop, server, '--server', 'Office')
    // Each says which room it is, also to who knows the address: of what is sent to that, only one of them hears.
    for (const [room, port] of [
      ['Office', 16_667],
      ['Kitchen', 16_668],
    ] as const)
      await talk(laptop, server, '--host', `10.10.1.2:${port}`, '--server', room)
  })

  // One that is killed in the middle of a look is gone within its ttl: test/client/seek.test.ts, with a clock by hand.
  it('is gone from the next look, stopped or killed, and its neighbour is not', async (network) => {
    const lan = await network.lan('10.10.1')
    const [server, laptop] = [await network.host(lan), await network.host(lan)]
    const [stopped, killed] = await Promise.all([
      server.room('Stopped', '--port', '0'),
      server.room('Killed', '--port', '0'),
      server.room('Stays', '--port', '0'),
    ])
    const names = async (): Promise<unknown> => (await look(laptop)).map(([room]) => room)
    expect(await names()).toEqual(['Killed', 'Stays', 'Stopped'])
    const stop = server.earshot('stop', '--state-dir', server.stateOf('Stopped'))
    expect([(await stop.ended).code, (await stopped.ended).code]).toEqual([0, 0])
    killed.child.kill('SIGKILL')
    await killed.ended
    expect(await names()).toEqual(['Stays'])
  })
})
