import { describe, expect, it } from 'vitest'
import { by, capSet, line, replied, said } from './lines.ts'
import { Office } from './office.ts'

const hi = (nick: string, text = 'hi') => by(nick, 'PRIVMSG', '#a', text)
const echoing = capSet('echo-message')

describe('the links of a channel', () => {
  it('share one buffer a view, and get one write a turn', () => {
    const office = new Office()
    const mute = office.enter(1, 0, '#a')
    for (let id = 2; id <= 100; id++) {
      office.enter(id, echoing | (id % 2 === 0 ? capSet('server-time') : 0), '#a')
    }
    for (let i = 0; i < 25; i++) {
      office.delivery.deliver([said(hi('n1', `${i}`), { channels: ['#a'] }, 1)])
      office.delivery.deliver([said(hi('n2', `${i}`), { channels: ['#a'] }, 2)])
    }
    office.turn()
    const writes = [...office.links.values()].flatMap(({ written }) => written)
    expect(writes).toHaveLength(100)
    expect(new Set(writes).size).toBe(3)
    expect(mute.hears()).toHaveLength(25)
    expect(office.links.get(2)?.hears()).toHaveLength(50)
  })

  it('share it too when they differ only in what this turn’s lines do not depend on', () => {
    const office = new Office()
    const plain = office.enter(1, 0, '#a')
    const other = office.enter(2, capSet('setname', 'extended-join', 'away-notify', 'batch'), '#a')
    office.delivery.deliver([said(hi('n3'), { channels: ['#a'] })])
    office.turn()
    expect(other.written[0]).toBe(plain.written[0])
    office.delivery.deliver([
      said(by('n3', 'JOIN', '#a', '*', 'N'), { channels: ['#a'] }),
      said(hi('n3'), { channels: ['#a'] }),
    ])
    office.turn()
    expect(other.written[1]).not.toEqual(plain.written[1])
  })

  it('are not written to when there is nothing for them', () => {
    const office = new Office()
    const plain = office.enter(1, 0, '#a')
    const away = office.enter(2, capSet('away-notify'), '#a')
    office.delivery.deliver([said(by('n3', 'AWAY', 'x'), { channels: ['#a'], except: [3] })])
    office.turn()
    expect(plain.written).toEqual([])
    expect(away.hears()).toEqual([':n3!~u@h AWAY x'])
  })

  it('that see the same in several channels see it once', () => {
    const office = new Office()
    const one = office.enter(1, 0, '#a', '#b')
    office.delivery.deliver([said(by('n2', 'QUIT', 'bye'), { channels: ['#a', '#b'], except: [2] })])
    office.turn()
    expect(one.hears()).toEqual([':n2!~u@h QUIT bye'])
  })
})

describe('one link', () => {
  it('gets its answers where they stand among the lines of others', () => {
    const office = new Office()
    const one = office.enter(1, echoing, '#a')
    office.delivery.deliver([said(hi('n2', 'before'), { channels: ['#a'] }, 2)])
    office.delivery.deliver([said(hi('n1', 'own'), { channels: ['#a'] }, 1), replied(1, line('PONG', 'x'))], {
      id: 1,
      label: undefined,
      atMs: 0,
    })
    office.delivery.deliver([said(hi('n2', 'after'), { channels: ['#a'] }, 2)])
    office.turn()
    expect(one.written).toHaveLength(1)
    expect(one.hears()).toEqual([
      ':n2!~u@h PRIVMSG #a before',
      ':n1!~u@h PRIVMSG #a own',
      ':earshot.test PONG x',
      ':n2!~u@h PRIVMSG #a after',
    ])
  })

  it('gets what was said before its capabilities changed in their old form', () => {
    const office = new Office()
    const one = office.enter(1, 0, '#a')
    const other = office.enter(2, 0, '#a')
    office.delivery.deliver([said(hi('n3', 'old'), { channels: ['#a'] })])
    office.delivery.setCaps(1, capSet('server-time'))
    office.delivery.deliver([said(hi('n3', 'new'), { channels: ['#a'] })])
    office.turn()
    expect(one.hears()).toEqual([
      ':n3!~u@h PRIVMSG #a old',
      expect.stringMatching(/^@time=.* PRIVMSG #a new$/),
    ])
    expect(other.hears()).toEqual([':n3!~u@h PRIVMSG #a old', ':n3!~u@h PRIVMSG #a new'])
  })

  it('sees of a channel what lies between its JOIN and its PART', () => {
    const office = new Office()
    const one = office.enter(1, 0)
    const at = (text: string) => said(hi('n2', text), { channels: ['#a'] })
    office.delivery.deliver([at('before'), { type: 'subscribed', member: 1, channel: '#a' }, at('within')])
    office.delivery.deliver([{ type: 'unsubscribed', member: 1, channel: '#a' }, at('after')])
    office.turn()
    expect(one.hears()).toEqual([':n2!~u@h PRIVMSG #a within'])
  })

  it('is ended with all that it was still to see, in one write, and is written to no more', () => {
    const office = new Office()
    const one = office.enter(1, 0, '#a')
    office.delivery.deliver([said(hi('n2'), { channels: ['#a'] }), replied(1, line('PONG', 'x'))])
    office.delivery.detach(1, { words: 'ERROR :bye\r\n', cause: 'left' })
    office.delivery.detach(1, { words: 'ERROR :again\r\n', cause: 'left' })
    office.delivery.deliver([
      said(hi('n2', 'late'), { channels: ['#a'], also: [1] }),
      replied(1, line('PONG', 'y')),
    ])
    office.turn()
    expect(one.written).toHaveLength(1)
    expect(one.ends).toBe(1)
    expect(one.hears()).toEqual([':n2!~u@h PRIVMSG #a hi', ':earshot.test PONG x', 'ERROR bye'])
  })
})

describe('a turn', () => {
  it('asks for its end once, and only when there is something to write', () => {
    const office = new Office()
    office.enter(1, 0, '#a')
    expect(office.asked).toBe(0)
    office.delivery.deliver([said(hi('n2'), { channels: ['#a'] }), replied(1, line('PONG', 'x'))])
    expect(office.asked).toBe(1)
  })

  it('that grows too large is written early, in order', () => {
    const office = new Office({ turnBytes: 1_000 })
    const one = office.enter(1, 0, '#a')
    for (let i = 0; i < 20; i++) {
      office.delivery.deliver([said(hi('n2', `${i} ${'x'.repeat(100)}`), { channels: ['#a'] })])
    }
    expect(one.written.length).toBeGreaterThan(1)
    office.turn()
    expect(one.hears().map((heard) => heard.split(' ')[3])).toEqual(
      Array.from({ length: 20 }, (_, i) => `${i}`),
    )
  })

  it('that grows too large by answers is written early too, in order, in the midst of one command', () => {
    const office = new Office({ turnBytes: 1_000 })
    const one = office.enter(1, 0, '#a')
    const two = office.enter(2, 0, '#a')
    office.delivery.deliver([said(hi('n3', 'first'), { channels: ['#a'] })])
    const answers = Array.from({ length: 20 }, (_, i) =>
      replied(1, line('NOTICE', 'n1', `${i} ${'x'.repeat(100)}`)),
    )
    office.delivery.deliver(answers, { id: 1, label: undefined, atMs: 0 })
    expect(one.written.length).toBeGreaterThan(1)
    for (const bytes of one.written) expect(bytes.length).toBeLessThan(1_200)
    office.delivery.deliver([said(hi('n3', 'last'), { channels: ['#a'] })])
    office.turn()
    const numbers = Array.from({ length: 20 }, (_, i) => `${i}`)
    expect(one.hears().map((heard) => heard.split(' ')[3])).toEqual(['first', ...numbers, 'last'])
    expect(two.hears()).toHaveLength(2)
  })

  it('counts what a link was told alone until its end, whatever was written early, and what the link holds', () => {
    const office = new Office({ turnBytes: 100 })
    const one = office.enter(1, 0, '#a')
    one.unsentBytes = 7
    expect([office.delivery.unsentBytes(1), office.delivery.unsentBytes(2)]).toEqual([7, 0])
    office.delivery.deliver([
      replied(1, line('PONG', 'x'.repeat(200))),
      said(hi('n2'), { channels: ['#a'] }),
      replied(1, line('PONG', 'y')),
    ])
    const told = `:earshot.test PONG ${'x'.repeat(200)}\r\n:earshot.test PONG y\r\n`
    expect(office.delivery.unsentBytes(1)).toBe(7 + told.length)
    office.turn()
    expect(office.delivery.unsentBytes(1)).toBe(7)
  })

  it('is written whole before what comes of writing it', () => {
    // The first link ends while it is written to, and what follows from that is a large turn of its own.
    const office = new Office({ turnBytes: 500 })
    const first = office.enter(1, 0, '#a')
    const second = office.enter(2, 0, '#a')
    first.onWrite = () => {
      office.delivery.detach(1, { words: '', cause: 'left' })
      office.delivery.deliver([said(by('n1', 'QUIT', 'x'.repeat(600)), { channels: ['#a'], except: [1] })])
    }
    office.delivery.deliver([said(hi('n3'), { channels: ['#a'] })])
    office.turn()
    expect(second.hears().map((heard) => heard.split(' ')[1])).toEqual(['PRIVMSG', 'QUIT'])
    expect(first.hears()).toEqual([':n3!~u@h PRIVMSG #a hi'])
  })
})

describe('a label', () => {
  const caps = capSet('labeled-response', 'batch', 'echo-message')
  const asker = { id: 1, label: 'L', atMs: 0 }

  it('is carried by the sender’s own copy, which others share without it', () => {
    const office = new Office()
    const one = office.enter(1, caps, '#a')
    const two = office.enter(2, caps, '#a')
    office.delivery.deliver([said(hi('n1'), { channels: ['#a'] }, 1)], asker)
    office.turn()
    expect(one.hears()).toEqual(['@label=L :n1!~u@h PRIVMSG #a hi'])
    expect(two.hears()).toEqual([':n1!~u@h PRIVMSG #a hi'])
  })

  it.each([
    { what: 'labeled-response', caps: capSet('batch') },
    { what: 'batch', caps: capSet('labeled-response') },
  ])('is nothing for who did not ask for $what', ({ caps }) => {
    const office = new Office()
    const one = office.enter(1, caps)
    office.delivery.deliver([replied(1, line('PONG', 'x'))], asker)
    office.turn()
    expect(one.hears()).toEqual([':earshot.test PONG x'])
  })

  it('names a new batch each time', () => {
    const office = new Office()
    const one = office.enter(1, caps)
    const answers = [replied(1, line('321', 'a')), replied(1, line('323', 'b'))]
    office.delivery.deliver(answers, asker)
    office.delivery.deliver(answers, asker)
    office.turn()
    const opened = one.hears().filter((heard) => heard.includes('BATCH +'))
    expect(new Set(opened).size).toBe(2)
  })
})
