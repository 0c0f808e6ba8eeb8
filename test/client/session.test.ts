import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Intent } from '../../src/client/intents.ts'
import type { Display, Model } from '../../src/client/model.ts'
import type { Effect } from '../../src/client/step.ts'
import { start } from '../../src/client/register.ts'
import { advance } from '../../src/client/session.ts'
import { parse, serialize } from '../../src/protocol/message.ts'

const allCaps =
  'message-tags server-time echo-message batch labeled-response standard-replies multi-prefix setname away-notify'

/** A session under test: lines and intents in, lines and displays out. */
class Played {
  model: Model
  sent: string[] = []
  shown: Display[] = []
  end: string | undefined
  /** What is random for the messages to come. */
  nonces: string[] = []
  at = 1_000

  constructor(nick = 'ann', suffixes: string[] = []) {
    const opening = start({ nick, suffixes, user: 'ann', realname: 'Ann', channels: ['#lobby'] }, this.at)
    this.model = opening.model
    this.#take(opening.effects)
  }

  hear(...lines: string[]): this {
    for (const line of lines) {
      const message = parse(line)
      if (message) this.#step(advance(this.model, { type: 'line', message, at: this.at }))
    }
    return this
  }

  want(intent: Intent): this {
    return this.#step(
      advance(this.model, { type: 'intent', intent, at: this.at, nonce: () => this.nonces.shift() ?? 'n0' }),
    )
  }

  wait(ms: number): this {
    this.at += ms
    return this.#step(advance(this.model, { type: 'tick', at: this.at }))
  }

  hangup(): this {
    return this.#step(advance(this.model, { type: 'hangup', text: 'gone', at: this.at }))
  }

  /** What was sent since the last look. */
  out(): string[] {
    return this.sent.splice(0)
  }

  #step({ model, effects }: { model: Model; effects: readonly Effect[] }): this {
    this.model = model
    this.#take(effects)
    return this
  }

  #take(effects: readonly Effect[]): void {
    for (const effect of effects) {
      if (effect.do === 'send') this.sent.push(serialize(effect.message))
      else if (effect.do === 'show') this.shown.push(effect.display)
      else if (effect.do === 'end') this.end = `${effect.end.cause}: ${effect.end.text}`
    }
  }
}

function inLobby(caps = allCaps): Played {
  const played = new Played().hear(
    `CAP * LS :${caps} sts=port=1`,
    `CAP ann ACK :${caps}`,
    ':earshot 001 ann :Welcome to Office, ann!~ann@192.168.1.20',
    ':earshot 005 ann NETWORK=Rob\\x20\\xC3\\xA9 NICKLEN=32 :are supported by this server',
    ':ann!~ann@192.168.1.20 JOIN #lobby',
    ':earshot 332 ann #lobby :Be nice',
    ':earshot 353 ann = #lobby :@bob ann',
    ':earshot 366 ann #lobby :End of /NAMES list',
  )
  played.out()
  played.shown.splice(0)
  return played
}

describe('registration', () => {
  it('asks for what is offered and wanted, and for nothing else', () => {
    const played = new Played()
    expect(played.out()).toEqual(['CAP LS 302', 'NICK ann', 'USER ann 0 * Ann'])
    played.hear('CAP * LS * :server-time sasl=PLAIN', 'CAP * LS :echo-message unknown')
    expect(played.out()).toEqual(['CAP REQ :server-time echo-message'])
    played.hear('CAP ann ACK :server-time echo-message')
    expect(played.out()).toEqual(['CAP END'])
    expect([...played.model.caps]).toEqual(['server-time', 'echo-message'])
  })

  it('ends the negotiation where nothing is offered or the request is refused', () => {
    const none = new Played()
    none.out()
    expect(none.hear('CAP * LS :').out()).toEqual(['CAP END'])
    const refused = new Played()
    refused.out()
    expect(refused.hear('CAP * LS :batch', 'CAP * NAK :batch').out()).toEqual(['CAP REQ batch', 'CAP END'])
  })

  it('joins the wanted channel once it is a member', () => {
    const played = new Played()
    played.out()
    expect(played.hear(':s 001 ann :Welcome').out()).toEqual(['JOIN #lobby'])
    expect(played.model.phase).toBe('active')
  })

  it('takes the next nick where one is in use, and says so', () => {
    const played = new Played()
    played.out()
    played.hear(':s 433 * ann :Nickname is already in use')
    expect(played.out()).toEqual(['NICK ann_'])
    expect(played.shown.at(-1)).toMatchObject({
      type: 'status',
      text: 'ann: Nickname is already in use; trying ann_',
    })
    played.hear(':s 001 ann_ :Welcome')
    expect(played.model.nick).toBe('ann_')
  })

  it('gives up after five nicks', () => {
    const played = new Played()
    for (let i = 0; i < 6; i++) played.hear(':s 433 * ann :in use')
    expect(played.end).toBe('nick: the nick ann was refused (in use)')
  })

  it('takes the suffixes after two `_` where the nick was not asked for, and then gives up', () => {
    const played = new Played('x'.repeat(32), ['_0042', '_7'])
    played.out()
    for (let i = 0; i < 4; i++) played.hear(':s 433 * x :in use')
    expect(played.out()).toEqual(
      ['_', '__', '_0042', '_7'].map((end) => `NICK ${'x'.repeat(32 - end.length)}${end}`),
    )
    expect(played.end).toBeUndefined()
    expect(played.hear(':s 433 * x :in use').end).toMatch(/^nick: /)
  })

  it('makes place for the mark of the next nick where there is none', () => {
    const nick = `${'ä'.repeat(15)}ab`
    const played = new Played(nick)
    played.out()
    played.hear(`:s 433 * ${nick} :in use`, `:s 433 * ${nick} :in use`)
    expect(played.out()).toEqual([`NICK ${'ä'.repeat(15)}a_`, `NICK ${'ä'.repeat(15)}__`])
  })

  it('is refused by an ERROR before it is a member, and only then', () => {
    expect(new Played().hear('ERROR :Closing link: h (Server full)').end).toBe('auth: Server full')
    expect(new Played().hear(':s 001 ann :Welcome', 'ERROR :gone').end).toBe('closed: gone')
  })

  it('shows no reason where a member who quit gave none', () => {
    const played = new Played().hear(':s 001 ann :Welcome', ':ann!a@h JOIN #lobby')
    const texts = ['Quit: ', 'Quit', 'Quit: Quit', ''].map((text, i) => {
      played.hear(`:n${i}!a@h JOIN #lobby`, `:n${i}!a@h QUIT :${text}`)
      return played.shown.at(-1)?.text
    })
    expect(texts).toEqual(['', '', 'Quit: Quit', ''])
  })

  it('is told by which host others see it, and says so where that is another one than before', () => {
    const played = new Played().hear(':s 001 ann :Welcome to Office, ann!~ann@a.b.c.cloak')
    played.shown.splice(0)
    played.hear(':s 396 ann a.b.c.cloak :is now your displayed host')
    expect(played.shown).toEqual([])
    played.hear(':s 396 ann tea.house :is now your displayed host')
    expect(played.shown).toMatchObject([{ code: '396', text: 'others see you with the host tea.house now' }])
    expect(played.model.userHost).toBe('~ann@tea.house')
  })

  it('gives up at once on what is no nick to the room', () => {
    const played = new Played()
    played.out()
    played.hear(':s 432 * ann :Erroneous nickname')
    expect(played.end).toBe('nick: the nick ann was refused (Erroneous nickname)')
    expect(played.out()).toEqual([])
  })

  it('gives the password of the room before all else', () => {
    const wish = { nick: 'ann', user: 'ann', realname: 'Ann', channels: ['#lobby'] }
    const { effects } = start({ ...wish, password: 'open sesame' }, 0)
    const sent = effects.flatMap((effect) => (effect.do === 'send' ? [effect.message] : []))
    expect(sent[0]).toEqual({ command: 'PASS', params: ['open sesame'] })
    expect(sent.slice(1)).toEqual(
      start(wish, 0).effects.map((effect) => effect.do === 'send' && effect.message),
    )
  })

  it('knows a refused password from a lost connection', () => {
    expect(new Played().hear(':s 464 * :Password incorrect').end).toBe('auth: Password incorrect')
    expect(new Played().hear('ERROR :full').end).toBe('auth: full')
    expect(new Played().hear('ERROR :Closing link: h (K-lined (x))').end).toBe('auth: K-lined (x)')
    expect(new Played().hangup().end).toBe('lost: gone')
  })
})

describe('channels', () => {
  it('knows topic, members and ranks after the join', () => {
    const { model } = inLobby()
    const lobby = model.channels.get('#lobby')
    expect(lobby?.topic).toBe('Be nice')
    expect([...(lobby?.members.values() ?? [])].map((m) => m.prefixes + m.nick)).toEqual(['@bob', 'ann'])
    expect(model.isupport.get('NETWORK')).toBe('Rob é')
  })

  it('follows who comes, goes, is renamed, kicked and away', () => {
    const played = inLobby().hear(
      '@time=2026-01-02T03:04:05.006Z :Cid!c@h JOIN #lobby',
      ':cid!c@h NICK dan',
      ':dan!c@h AWAY :lunch',
      ':bob!b@h KICK #lobby dan :enough',
      ':bob!b@h PART #lobby :bye',
      ':eve!e@h JOIN #lobby',
      ':eve!e@h QUIT :Quit: later',
    )
    expect(played.shown.map(({ type, nick, text }) => `${type} ${nick} ${text}`)).toEqual([
      'join Cid ',
      'nick cid dan',
      'away dan lunch',
      'kick dan enough',
      'part bob bye',
      'join eve ',
      'quit eve Quit: later',
    ])
    expect(played.shown[0]?.time).toBe(Date.parse('2026-01-02T03:04:05.006Z'))
    expect([...(played.model.channels.get('#lobby')?.members.keys() ?? [])]).toEqual(['ann'])
  })

  it('is out of a channel that it was kicked from', () => {
    const played = inLobby().hear(':bob!b@h KICK #lobby ann :enough')
    expect(played.model.channels.size).toBe(0)
    expect(played.shown[0]).toMatchObject({ type: 'kick', by: 'bob', self: true })
  })

  it('tells the topic that is there, and no ends of lists', () => {
    const played = inLobby().hear(':s 332 ann #lobby :Be nice', ':s 315 ann #lobby :End', ':s 352 ann a b')
    expect(played.shown.map(({ text }) => text)).toEqual(['topic of #lobby: Be nice', 'a b'])
  })

  it('asks for the names again when ranks may have changed', () => {
    expect(inLobby().hear(':bob!b@h MODE #lobby +v ann').out()).toEqual(['NAMES #lobby'])
  })
})

describe('what we say', () => {
  it('is pending until its echo comes, and shown once, with its id', () => {
    const played = inLobby().want({ type: 'say', target: '#lobby', text: 'hi' })
    expect(played.out()).toEqual(['@label=m1;+earshot/nonce=n0 PRIVMSG #lobby :hi'])
    expect(played.shown).toEqual([])
    expect([...played.model.pending.keys()]).toEqual(['m1'])
    played.hear('@label=m1;msgid=x-1 :ann!~ann@h PRIVMSG #lobby :hi')
    expect(played.model.pending.size).toBe(0)
    expect(played.shown).toEqual([
      expect.objectContaining({ type: 'message', text: 'hi', id: 'x-1', self: true, label: 'm1' }),
    ])
  })

  it('is refused by the error that has its label, in a batch or not', () => {
    const played = inLobby()
    played.want({ type: 'say', target: '#x', text: 'a' }).want({ type: 'say', target: '#y', text: 'b' })
    played.hear('@label=m2 :s 404 ann #y :Cannot send to channel')
    expect([...played.model.pending.keys()]).toEqual(['m1'])
    played.hear(
      '@label=m1 :s BATCH +7 labeled-response',
      '@batch=7 :s FAIL PRIVMSG NOPE #x :No',
      ':s BATCH -7',
    )
    expect(played.model.pending.size).toBe(0)
    expect(played.shown.map(({ code, text, label }) => [code, text, label])).toEqual([
      ['404', '#y: Cannot send to channel', 'm2'],
      ['NOPE', '#x: No', 'm1'],
    ])
    expect(played.model.batches.size).toBe(0)
  })

  it('is confirmed by the oldest echo to its target where there are no labels', () => {
    const played = inLobby('echo-message')
    played
      .want({ type: 'say', target: '#lobby', text: 'a' })
      .want({ type: 'say', target: '#Lobby', text: 'b' })
    played.hear(':ann!~ann@h PRIVMSG #lobby :a')
    expect([...played.model.pending.values()].map(({ text }) => text)).toEqual(['b'])
  })

  it('is confirmed by PONG where there are no echoes', () => {
    const played = inLobby('server-time').want({ type: 'say', target: '#lobby', text: 'a' })
    expect(played.out()).toEqual(['PRIVMSG #lobby :a', 'PING m1'])
    played.hear(':s PONG s :m1')
    expect(played.shown).toEqual([expect.objectContaining({ type: 'message', text: 'a', self: true })])
  })

  it('is confirmed by PONG, and not by an ACK, where there are labels and no echoes', () => {
    const played = inLobby('message-tags batch labeled-response')
    played.want({ type: 'say', target: '#lobby', text: 'a' }).hear('@label=m1 :s ACK')
    expect([played.model.pending.size, played.shown]).toEqual([1, []])
    played.hear(':s PONG s :m1')
    expect(played.model.pending.size).toBe(0)
    expect(played.shown).toEqual([expect.objectContaining({ type: 'message', text: 'a', self: true })])
  })

  it('is unconfirmed where an ACK comes in the place of its echo', () => {
    const played = inLobby().want({ type: 'say', target: '#lobby', text: 'hi' }).hear('@label=m1 :s ACK')
    expect(played.model.pending.size).toBe(0)
    expect(played.shown).toEqual([
      expect.objectContaining({ type: 'error', code: 'unconfirmed', self: true, label: 'm1' }),
    ])
  })

  it('is split so that its relayed form fits a line', () => {
    const played = inLobby().want({ type: 'say', target: '#lobby', text: 'ä'.repeat(600), kind: 'action' })
    const lines = played.out()
    expect(lines.length).toBeGreaterThan(2)
    for (const line of lines) {
      const relayed = `:ann!~ann@192.168.1.20 ${line.slice(line.indexOf(' ') + 1)}\r\n`
      expect(Buffer.byteLength(relayed)).toBeLessThanOrEqual(512)
      expect(line).toMatch(/:\x01ACTION ä+\x01$/)
    }
  })

  it('has a fresh nonce for each message, if it is long, so that nobody can guess one from another', () => {
    const played = inLobby()
    const fresh = ['kq7', 'a02', 'zz1', 'm5x', 'b9d', 'c31', 'r8t']
    played.nonces = [...fresh]
    played.want({ type: 'say', target: '#lobby', text: 'word '.repeat(300) })
    const nonces = played.out().map((line) => /nonce=(\S+)/.exec(line)?.[1] ?? '')
    expect(nonces.length).toBeGreaterThan(2)
    expect(nonces).toEqual(fresh.slice(0, nonces.length))
  })

  it('is unconfirmed where the room says the words of another in its place', () => {
    const played = inLobby().want({ type: 'say', target: '#lobby', text: 'hi' })
    played.hear('@label=m1;msgid=x-1;+earshot/nonce=n0 :mallory!m@h PRIVMSG #lobby :bad')
    expect(played.shown).toEqual([
      expect.objectContaining({ type: 'message', text: 'bad', nick: 'mallory', self: false }),
      expect.objectContaining({ type: 'error', code: 'unconfirmed', self: true, label: 'm1' }),
    ])
    expect(played.model.pending.size).toBe(0)
  })

  it('hides nothing that another says with the same nonce', () => {
    const played = inLobby().want({ type: 'say', target: '#lobby', text: 'hi' })
    played.hear(
      '@label=m1;msgid=x-1;+earshot/nonce=n0 :ann!~ann@h PRIVMSG #lobby :hi',
      '@msgid=x-2;+earshot/nonce=n0 :mallory!m@h PRIVMSG #lobby :bad',
    )
    expect(played.shown.map(({ text, self }) => [text, self])).toEqual([
      ['hi', true],
      ['bad', false],
    ])
  })

  it('fits a line under any nick, since it is perhaps sent when we are back under another', () => {
    const played = inLobby().want({ type: 'say', target: '#lobby', text: 'word '.repeat(200) })
    for (const line of played.out()) {
      const relayed = `:${'n'.repeat(32)}!~ann@192.168.1.20 ${line.slice(line.indexOf(' ') + 1)}\r\n`
      expect(Buffer.byteLength(relayed)).toBeLessThanOrEqual(512)
    }
  })

  it('to ourselves is shown once', () => {
    const played = inLobby().want({ type: 'say', target: 'ann', text: 'note' })
    played.hear('@label=m1 :ann!~ann@h PRIVMSG ann :note', ':ann!~ann@h PRIVMSG ann :note')
    expect(played.shown).toHaveLength(1)
  })
})

describe('what others say', () => {
  it('belongs to the channel, or to the other of a direct message', () => {
    const played = inLobby().hear(
      ':bob!b@h PRIVMSG #LOBBY :hi',
      ':bob!b@h PRIVMSG ann :psst',
      ':bob!b@h PRIVMSG #lobby :\x01ACTION waves\x01',
      ':bob!b@h PRIVMSG ann :\x01VERSION\x01',
      ':bob!b@h NOTICE @#lobby :ops only',
    )
    expect(played.shown.map(({ channel, kind, text }) => [channel, kind, text])).toEqual([
      ['#lobby', 'message', 'hi'],
      ['bob', 'message', 'psst'],
      ['#lobby', 'action', 'waves'],
      ['#lobby', 'notice', 'ops only'],
    ])
  })
})

describe('liveness', () => {
  it('answers PING, asks after 10 s of silence and gives up at 25 s', () => {
    const played = inLobby()
    expect(played.hear('PING :abc').out()).toEqual(['PONG abc'])
    expect(played.wait(9_999).out()).toEqual([])
    expect(played.wait(1).out()).toEqual(['PING earshot'])
    expect(played.wait(14_999).end).toBeUndefined()
    expect(played.wait(1).end).toBe('lost: nothing was heard for 25 s')
  })

  it('asks first after the computer slept', () => {
    const played = inLobby().wait(3_600_000)
    expect(played.end).toBeUndefined()
    expect(played.hear(':s PONG s :earshot').wait(5_000).end).toBeUndefined()
  })

  it('leaves politely, and in any case', () => {
    const played = inLobby().want({ type: 'quit', reason: 'bye' })
    expect(played.out()).toEqual(['QUIT bye'])
    expect(played.hear('ERROR :Closing link').end).toBe('quit: Closing link')
    expect(inLobby().want({ type: 'quit' }).wait(3_000).end).toMatch(/^quit/)
    expect(inLobby().want({ type: 'quit' }).hangup().end).toBe('quit: gone')
  })
})

describe('advance', () => {
  it('survives whatever a hostile daemon sends', () => {
    const hostile =
      'CAP LS BATCH +1 353 366 001 005 433 JOIN KICK NICK MODE PRIVMSG QUIT FAIL ERROR #lobby ann bob ' +
      ':ann!a@h : @label=m1 * __proto__ toString'
    const words = fc.constantFrom(...hostile.split(' '))
    const line = fc.oneof(
      fc.array(words, { maxLength: 6 }).map((w) => w.join(' ')),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        let { model } = inLobby().want({ type: 'say', target: '#lobby', text: 'x' })
        for (const message of lines.map(parse)) {
          if (message) model = advance(model, { type: 'line', message, at: 2_000 }).model
        }
      }),
    )
  })
})
