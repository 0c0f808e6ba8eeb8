import { describe, expect, it } from 'vitest'
import { Scene } from '../harness.ts'

const server = 'irc.example.org'
const scene = (): Scene => new Scene({ server, admin: ['Ann', 'room 12'] }).enter('ann')
const ask = (line: string): string[] =>
  scene()
    .line('ann', line)
    .map((text) => text.replace(`ann < :${server} `, ''))

describe('a question for a server', () => {
  const verbs = ['TIME', 'INFO', 'ADMIN', 'VERSION', 'MOTD', 'STATS u', 'LUSERS *']

  it.each(verbs)('may name this one, a mask of it, or a member, as in %s', (verb) => {
    for (const named of [server, 'IRC.*', '*', 'ann']) {
      expect(ask(`${verb} ${named}`)).toEqual(ask(verb === 'LUSERS *' ? 'LUSERS' : verb))
    }
  })

  it.each([...verbs, 'LINKS nowhere.example'])('is answered 402 where it names another one: %s', (verb) => {
    const asked = verb.startsWith('LINKS') ? 'LINKS nowhere.example *' : `${verb} nowhere.example`
    expect(ask(asked)).toEqual(['402 ann nowhere.example :No such server'])
  })
})

describe('TIME', () => {
  it('is the time of the room', () => {
    expect(ask('TIME')).toEqual([`391 ann ${server} 1767323045 :2026-01-02T03:04:05.000Z`])
  })
})

describe('INFO', () => {
  it('says what this is and since when', () => {
    expect(ask('INFO')).toEqual([
      '371 ann :earshot 1.2.3: a group chat for whoever is in earshot',
      '371 ann :Room Office, opened 2026-01-02T03:04:05.000Z',
      '374 ann :End of /INFO list',
    ])
  })
})

describe('ADMIN', () => {
  it('is what the operator wrote', () => {
    expect(ask('ADMIN')).toEqual([
      `256 ann ${server} :Administrative info`,
      '257 ann :Ann',
      '258 ann :room 12',
    ])
  })

  it('is 423 where nothing was written', () => {
    expect(new Scene().enter('ann').line('ann', 'ADMIN')).toEqual([
      'ann < :s 423 ann s :No administrative info available',
    ])
  })
})

describe('LINKS', () => {
  it('is this server alone, if the mask is one of it', () => {
    const end = ':End of /LINKS list'
    expect(ask('LINKS')).toEqual([`364 ann ${server} ${server} :0 Office`, `365 ann * ${end}`])
    expect(ask('LINKS *.org')).toEqual([`364 ann ${server} ${server} :0 Office`, `365 ann *.org ${end}`])
    expect(ask('LINKS *.com')).toEqual([`365 ann *.com ${end}`])
    expect(ask(`LINKS ${server} *.org`)).toHaveLength(2)
  })
})

describe('LUSERS', () => {
  it('counts members, operators, channels, and who is no member yet', () => {
    const busy = new Scene().enter('ann', 'bob').oper('bob').join('#a', 'ann')
    busy.line('ann', 'MODE ann +i')
    busy.around = { ...busy.around, strangers: () => 3 }
    expect(busy.line('bob', 'LUSERS')).toEqual([
      'bob < :s 251 bob :There are 1 users and 1 invisible on 1 servers',
      'bob < :s 252 bob 1 :operator(s) online',
      'bob < :s 253 bob 3 :unknown connection(s)',
      'bob < :s 254 bob 1 :channels formed',
      'bob < :s 255 bob :I have 2 clients and 0 servers',
      'bob < :s 265 bob 2 2 :Current local users 2, max 2',
      'bob < :s 266 bob 2 2 :Current global users 2, max 2',
    ])
  })

  it('leaves out 253 where everybody is a member', () => {
    expect(ask('LUSERS').join('\n')).not.toContain('253 ')
  })
})

describe('STATS', () => {
  /** What the daemon counts, and ann, an operator who is told of it. */
  function office(): Scene {
    const scene = new Scene().enter('ann', 'bob').oper('ann')
    const link = { nick: 'bob', user: '~bob', host: '10.0.0.1', openSeconds: 7 }
    scene.around = {
      ...scene.around,
      links: () => [{ ...link, unsentBytes: 5, bytesOut: 4_096, linesIn: 3, bytesIn: 100 }],
      uses: () => new Map([['PRIVMSG', 2]]).set('JOIN', 1),
      operators: () => ['*', 'root'],
    }
    return scene
  }

  it('u is for everybody: how long the room is open', () => {
    const scene = office()
    scene.atMs += 1_000 * (2 * 86_400 + 3 * 3_600 + 4 * 60 + 5)
    expect(scene.line('bob', 'STATS u')).toEqual([
      'bob < :s 242 bob :Server Up 2 days 3:04:05',
      'bob < :s 219 bob u :End of /STATS report',
    ])
  })

  it('l, m and o are for operators: links, verbs, who may be one', () => {
    expect(office().line('ann', 'STATS l')[0]).toBe('ann < :s 211 ann bob[~bob@10.0.0.1] 5 * 4 3 0 :7')
    expect(office().line('ann', 'STATS m').slice(0, 2)).toEqual([
      'ann < :s 212 ann JOIN :1',
      'ann < :s 212 ann PRIVMSG :2',
    ])
    expect(office().line('ann', 'STATS o').slice(0, 2)).toEqual([
      'ann < :s 243 ann O *@* * :*',
      'ann < :s 243 ann O *@* * :root',
    ])
  })

  it('l tells of a thousand connections at most, so that the answer can be held', () => {
    const scene = office()
    const [link] = scene.around.links()
    const links = link === undefined ? [] : Array.from({ length: 1_001 }, () => link)
    scene.around = { ...scene.around, links: () => links }
    expect(scene.line('ann', 'STATS l')).toHaveLength(1_001)
  })

  it.each(['l', 'm', 'o'])('%s is refused with 481 to others, and ends all the same', (letter) => {
    expect(office().line('bob', `STATS ${letter}`)).toEqual([
      "bob < :s 481 bob :Permission Denied- You're not an IRC operator",
      `bob < :s 219 bob ${letter} :End of /STATS report`,
    ])
  })

  it('of anything else ends at once, and of nothing is 461', () => {
    expect(office().line('bob', 'STATS z')).toEqual(['bob < :s 219 bob z :End of /STATS report'])
    expect(office().line('bob', 'STATS')).toEqual(['bob < :s 461 bob STATS :Not enough parameters'])
    expect(office().line('bob', 'STATS :')).toEqual(['bob < :s 461 bob STATS :Not enough parameters'])
  })
})
