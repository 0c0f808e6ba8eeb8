import { describe, expect, it } from 'vitest'
import { toWire } from '../../../src/protocol/wire.ts'
import { setUserMode } from '../../../src/room/user-modes.ts'
import { Scene } from '../harness.ts'

const code = (line: string): string => line.split(' ')[3] ?? line

describe('the welcome', () => {
  it('is 001 to 005, LUSERS and the message of the day, after the nick is granted', () => {
    const lines = new Scene({ name: 'The Office', motd: ['hello'] }).register('ann')
    expect(lines.slice(0, 5)).toEqual([
      'admitted ann',
      'ann < :s 001 ann :Welcome to The Office, ann!~ann@h',
      'ann < :s 002 ann :Your host is s, running version earshot-1.2.3',
      'ann < :s 003 ann :This room was opened 2026-01-02T03:04:05.000Z',
      'ann < :s 004 ann s earshot-1.2.3 Biow CIbeiklmnostv :Ibeklov',
    ])
    const codes = lines.slice(5).map(code)
    const supported = codes.filter((number) => number === '005').length
    expect(supported).toBeGreaterThan(0)
    expect(codes.slice(supported)).toEqual([
      '396',
      '251',
      '252',
      '254',
      '255',
      '265',
      '266',
      '375',
      '372',
      '376',
    ])
  })

  it('counts in 253 who was no member yet when it asked to be one', () => {
    const scene = new Scene()
    const { id: by, host, address } = scene.stranger()
    const ann = { nick: 'ann', user: '~ann', host, address, realname: 'ann' }
    const lines = scene.run({ type: 'register', by, atMs: scene.atMs, ...ann, strangers: 2 })
    expect(lines.find((line) => code(line) === '253')).toBe('ann < :s 253 ann 2 :unknown connection(s)')
  })

  it('without a message of the day ends with 422', () => {
    expect(new Scene().register('ann').at(-1)).toBe('ann < :s 422 ann :No message of the day')
  })

  it('is not for who lost the nick to somebody faster: 433 to the star', () => {
    const scene = new Scene().enter('ann')
    expect(scene.register('ANN')).toEqual(['? < :s 433 * ANN :Nickname is already in use', 'denied ANN'])
    expect(scene.room.members.size).toBe(1)
  })

  it('has no line over its bound with the longest names', () => {
    const scene = new Scene({ name: 'x y'.repeat(21), server: 's'.repeat(63), version: '9.9.9-next.9' })
    scene.register('n'.repeat(32), { user: 'u'.repeat(20), host: 'h'.repeat(64) })
    for (const verb of ['VERSION', 'LUSERS', 'MOTD']) {
      for (const line of scene.line('n'.repeat(32), verb)) {
        expect(line.slice(line.indexOf(':s')).length).toBeLessThanOrEqual(510)
      }
    }
  })
})

describe('LUSERS', () => {
  it('counts members, the invisible, room operators, channels and the most there ever were', () => {
    const scene = new Scene().enter('ann', 'bob', 'cid').join('#a', 'ann')
    scene.line('bob', 'MODE bob +i')
    const bob = scene.room.members.get(scene.id('bob'))
    if (bob !== undefined) setUserMode(scene.room, bob, 'o', true)
    scene.leave('cid', 'x')
    expect(scene.line('ann', 'LUSERS')).toEqual([
      'ann < :s 251 ann :There are 1 users and 1 invisible on 1 servers',
      'ann < :s 252 ann 1 :operator(s) online',
      'ann < :s 254 ann 1 :channels formed',
      'ann < :s 255 ann :I have 2 clients and 0 servers',
      'ann < :s 265 ann 2 3 :Current local users 2, max 3',
      'ann < :s 266 ann 2 3 :Current global users 2, max 3',
    ])
  })
})

describe('VERSION', () => {
  it('is 351 and all of 005, for this server, a mask of it, or somebody on it', () => {
    const scene = new Scene({ server: 'irc.home' }).enter('ann')
    for (const asked of ['', ' irc.home', ' *.HOME', ' ann']) {
      const lines = scene.line('ann', `VERSION${asked}`)
      expect(lines[0]).toBe(
        'ann < :irc.home 351 ann earshot-1.2.3 irc.home :IRC with IRCv3, messages in memory',
      )
      expect(lines.slice(1).map(code)).toEqual(lines.slice(1).map(() => '005'))
      expect(lines.length).toBeGreaterThan(1)
    }
    expect(scene.line('ann', 'VERSION irc.away')).toEqual([
      'ann < :irc.home 402 ann irc.away :No such server',
    ])
  })
})

describe('MOTD', () => {
  it('is 375, a 372 a line and 376; 422 where there is none; 402 for another server', () => {
    const scene = new Scene({ motd: ['one', '', 'two'] }).enter('ann')
    expect(scene.line('ann', 'MOTD s')).toEqual([
      'ann < :s 375 ann :- s Message of the day -',
      'ann < :s 372 ann :- one',
      'ann < :s 372 ann :- ',
      'ann < :s 372 ann :- two',
      'ann < :s 376 ann :End of /MOTD command',
    ])
    expect(scene.line('ann', 'MOTD elsewhere')).toEqual(['ann < :s 402 ann elsewhere :No such server'])
    expect(new Scene().enter('ann').line('ann', 'MOTD')).toEqual(['ann < :s 422 ann :No message of the day'])
  })

  it('has its lines cut to what a line holds', () => {
    const [, line = ''] = new Scene({ motd: [toWire('é'.repeat(400))] }).enter('ann').line('ann', 'MOTD')
    expect(line.length - 'ann < '.length).toBeLessThanOrEqual(510)
    expect(line.length - 'ann < '.length).toBeGreaterThan(507)
  })
})
