import { describe, expect, it } from 'vitest'
import { Scene } from '../harness.ts'

describe('WHOIS', () => {
  it('says who it is, where, since when and how idle', () => {
    const scene = new Scene().enter('ann', 'bob').join('#a,#b', 'bob')
    scene.line('bob', 'AWAY :at lunch')
    scene.line('bob', 'MODE #b +v bob')
    scene.atMs += 90_500
    expect(scene.line('ann', 'WHOIS BOB')).toEqual([
      'ann < :s 311 ann bob ~bob h * :bob',
      'ann < :s 319 ann bob :@#a @+#b',
      'ann < :s 312 ann bob s :Office',
      'ann < :s 301 ann bob :at lunch',
      'ann < :s 317 ann bob 90 1767323045 :seconds idle, signon time',
      'ann < :s 318 ann BOB :End of /WHOIS list',
    ])
  })

  it('counts as idle since the last message', () => {
    const scene = new Scene().enter('ann', 'bob')
    scene.atMs += 60_000
    scene.line('bob', 'PRIVMSG ann :hi')
    scene.atMs += 5_000
    expect(scene.line('ann', 'WHOIS bob')).toContain(
      'ann < :s 317 ann bob 5 1767323045 :seconds idle, signon time',
    )
  })

  it('takes this server, a mask of it, or anybody who is here as the server to ask', () => {
    const scene = new Scene({ server: 'irc.home' }).enter('ann', 'bob')
    for (const server of ['irc.home', 'IRC.*', 'bob', 'ann']) {
      expect(scene.line('ann', `WHOIS ${server} bob`)[0]).toContain(' 311 ann bob ')
    }
    expect(scene.line('ann', 'WHOIS irc.away bob')).toEqual([
      'ann < :irc.home 402 ann irc.away :No such server',
      'ann < :irc.home 318 ann bob :End of /WHOIS list',
    ])
  })

  it('of nobody is 401 and the end, asked once or twice as clients do', () => {
    const scene = new Scene().enter('ann')
    const expected = [
      'ann < :s 401 ann nobody :No such nick/channel',
      'ann < :s 318 ann nobody :End of /WHOIS list',
    ]
    expect(scene.line('ann', 'WHOIS nobody')).toEqual(expected)
    expect(scene.line('ann', 'WHOIS nobody nobody')).toEqual(expected)
  })

  it('of several answers the first, and ends with all that was asked for', () => {
    const scene = new Scene().enter('ann', 'bob')
    const lines = scene.line('ann', 'WHOIS bob,ann')
    expect(lines[0]).toContain(' 311 ann bob ')
    expect(lines.at(-1)).toBe('ann < :s 318 ann bob,ann :End of /WHOIS list')
  })

  it('of nothing is 431', () => {
    const scene = new Scene().enter('ann')
    expect(scene.line('ann', 'WHOIS')).toEqual(['ann < :s 431 ann :No nickname given'])
    expect(scene.line('ann', 'WHOIS :')).toEqual(['ann < :s 431 ann :No nickname given'])
  })

  it('keeps the channels of the invisible from who shares none with them', () => {
    const scene = new Scene().enter('ann', 'bob').join('#a', 'bob')
    scene.line('bob', 'MODE bob +i')
    expect(scene.line('ann', 'WHOIS bob').some((line) => line.includes(' 319 '))).toBe(false)
    expect(scene.line('bob', 'WHOIS bob')).toContain('bob < :s 319 bob bob :@#a')
    scene.join('#a', 'ann')
    expect(scene.line('ann', 'WHOIS bob')[1]).toBe('ann < :s 319 ann bob :@#a')
  })

  it('of the invisible tells the channels that one is in, and no other ones', () => {
    const scene = new Scene().enter('ann', 'bob').join('#a,#b', 'bob').join('#b', 'ann')
    scene.line('bob', 'MODE bob +i')
    expect(scene.line('ann', 'WHOIS bob')).toContain('ann < :s 319 ann bob :@#b')
  })

  it('keeps a secret channel from who is not in it, and from nobody who is a room operator', () => {
    const scene = new Scene().enter('ann', 'bob', 'cid').join('#a,#b', 'bob').join('#b', 'cid')
    scene.room.channels.get('#b')?.flags.add('s')
    scene.room.members.get(scene.id('ann'))?.modes.add('o')
    const channels = (by: string): string | undefined =>
      scene.line(by, 'WHOIS bob').find((line) => line.includes(' 319 '))
    expect(channels('cid')).toBe('cid < :s 319 cid bob :@#a @#b')
    expect(channels('bob')).toBe('bob < :s 319 bob bob :@#a @#b')
    expect(channels('ann')).toBe('ann < :s 319 ann bob :@#a @#b')
    scene.line('cid', 'PART #b')
    expect(channels('cid')).toBe('cid < :s 319 cid bob :@#a')
  })

  it('says who is a room operator, a bot, and logged in', () => {
    const scene = new Scene().enter('ann', 'bob')
    const bob = scene.room.members.get(scene.id('bob'))
    if (bob === undefined) throw new Error('bob is not here')
    bob.account = 'Robert'
    bob.modes.add('o').add('B')
    expect(scene.line('ann', 'WHOIS bob').slice(1, -2)).toEqual([
      'ann < :s 312 ann bob s :Office',
      'ann < :s 313 ann bob :is a server operator',
      'ann < :s 335 ann bob :is a bot',
      'ann < :s 330 ann bob Robert :is logged in as',
    ])
  })

  it('says who uses TLS, and the certificate to oneself and to room operators alone', () => {
    const scene = new Scene().enter('ann', 'root').oper('root')
    scene.register('bob', { tls: { certificate: 'c0ffee' } })
    scene.register('eve', { tls: {} })
    const secure = 'bob :is using a secure connection'
    const shown = 'bob :has client certificate fingerprint c0ffee'
    expect(scene.line('ann', 'WHOIS bob')).toContain(`ann < :s 671 ann ${secure}`)
    expect(scene.line('ann', 'WHOIS bob').join('\n')).not.toContain('c0ffee')
    expect(scene.line('bob', 'WHOIS bob')).toContain(`bob < :s 276 bob ${shown}`)
    expect(scene.line('root', 'WHOIS bob')).toContain(`root < :s 276 root ${shown}`)
    expect(scene.line('ann', 'WHOIS ann').join('\n')).not.toMatch(/ 671 | 276 /)
    expect(scene.line('eve', 'WHOIS eve').join('\n')).not.toContain(' 276 ')
  })

  it('says address and modes to oneself and to room operators alone', () => {
    const scene = new Scene().enter('ann')
    scene.register('bob', { host: '0::7' })
    scene.line('bob', 'MODE bob +i')
    const known = (by: string): string[] => scene.line(by, 'WHOIS bob').slice(1, 3)
    expect(known('bob')).toEqual([
      'bob < :s 338 bob bob 0::7 :Is actually using host',
      'bob < :s 379 bob bob :is using modes +i',
    ])
    expect(known('ann').join(' ')).not.toMatch(/ 338 | 379 /)
    scene.room.members.get(scene.id('ann'))?.modes.add('o')
    expect(known('ann')[0]).toBe('ann < :s 338 ann bob 0::7 :Is actually using host')
  })

  it('of somebody in many channels needs several 319, none too long', () => {
    const scene = new Scene().enter('ann')
    const channels = Array.from({ length: 100 }, (_, i) => `#channel-number-${i}`)
    for (const channel of channels) scene.join(channel, 'ann')
    const lines = scene.line('ann', 'WHOIS ann').filter((line) => line.includes(' 319 '))
    expect(lines.length).toBeGreaterThan(3)
    for (const line of lines) expect(line.length - 'ann < '.length).toBeLessThanOrEqual(510)
    const listed = lines.flatMap((line) => line.slice(line.lastIndexOf(':') + 1).split(' '))
    expect(listed).toEqual(channels.map((name) => `@${name}`))
  })
})
