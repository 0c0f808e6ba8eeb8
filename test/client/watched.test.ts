import { describe, expect, it } from 'vitest'
import type { Intent } from '../../src/client/intents.ts'
import type { Display, Model } from '../../src/client/model.ts'
import { start } from '../../src/client/register.ts'
import { advance } from '../../src/client/session.ts'
import { fold } from '../../src/protocol/casemap.ts'
import { parse, serialize } from '../../src/protocol/message.ts'

/** What a session knows because somebody looks at it all the time. */

const caps =
  'message-tags server-time echo-message batch labeled-response draft/chathistory draft/message-redaction'

class Watched {
  model: Model
  at = 1_000_000
  readonly sent: string[] = []
  readonly shown: Display[] = []

  constructor(offered = caps, tokens = 'WHOX') {
    const wish = { nick: 'ann', user: 'a', realname: 'Ann', channels: ['#c'], isWatched: true }
    this.model = start(wish, this.at).model
    this.hear(
      `CAP * LS :${offered}`,
      `CAP ann ACK :${offered}`,
      ':s 001 ann :Welcome',
      `:s 005 ann ${tokens} :are supported`,
      ':ann!a@h JOIN #c',
      ':s 353 ann = #c :ann @bob',
      ':s 366 ann #c :End',
    )
  }

  hear(...lines: string[]): this {
    for (const line of lines) {
      const message = parse(line)
      if (message !== undefined) this.#take(advance(this.model, { type: 'line', message, at: this.at }))
    }
    return this
  }

  want(intent: Intent): this {
    this.#take(advance(this.model, { type: 'intent', intent, at: this.at, nonce: () => 'n' }))
    return this
  }

  wait(ms: number): this {
    this.at += ms
    this.#take(advance(this.model, { type: 'tick', at: this.at }))
    return this
  }

  /** What was sent since the last look. */
  out(): string[] {
    return this.sent.splice(0)
  }

  /** What was shown since the last look. */
  seen(): Display[] {
    return this.shown.splice(0)
  }

  away(nick: string): boolean | undefined {
    return this.model.channels.get('#c')?.members.get(fold(nick))?.away
  }

  #take({ model, effects }: ReturnType<typeof advance>): void {
    this.model = model
    for (const effect of effects) {
      if (effect.do === 'send') this.sent.push(serialize(effect.message))
      else if (effect.do === 'show') this.shown.push(effect.display)
    }
  }
}

describe('who is away', () => {
  it('is asked for once the names are here, and told by no line', () => {
    const ann = new Watched()
    expect(ann.out()).toContain('WHO #c %tnf,942')
    ann.seen()
    ann.hear(':s 354 ann 942 bob G@', ':s 354 ann 942 ann H', ':s 315 ann #c :End')
    expect([ann.away('bob'), ann.away('ann')]).toEqual([true, false])
    expect(ann.seen()).toEqual([])
  })

  it('is not asked of a server without WHOX, nor where nobody looks', () => {
    expect(new Watched(caps, 'NETWORK=x').out().join()).not.toContain('WHO')
  })
})

describe('the lag', () => {
  it('is measured every ten seconds, also where much is heard', () => {
    const ann = new Watched()
    ann.out()
    expect(ann.wait(1_000).out()).toEqual(['PING lag'])
    ann.at += 45
    expect(ann.hear(':s PONG s lag').model.lagMs).toBe(45)
    expect(ann.wait(5_000).out()).toEqual([])
    ann.hear(':bob!u@h PRIVMSG #c :hi')
    expect(ann.wait(5_000).out()).toContain('PING lag')
    expect(ann.wait(5_000).out()).not.toContain('PING lag')
    expect(ann.model.lagAskedAt).toBe(ann.at - 5_000)
  })
})

describe('what is said without words', () => {
  it('is told of others: who types, and what is thought of a message', () => {
    const ann = new Watched()
    ann.seen()
    ann.hear(
      '@+typing=active :bob!u@h TAGMSG #c',
      '@+typing=active :ann!u@h TAGMSG #c',
      '@+draft/reply=m1;+draft/react=👍 :bob!u@h TAGMSG ann',
      '@+draft/react=👍 :bob!u@h TAGMSG #c',
      '@+draft/reply=m1;+draft/unreact=👍 :bob!u@h TAGMSG ann',
      '@+unknown=1 :bob!u@h TAGMSG #c',
    )
    expect(ann.seen()).toMatchObject([
      { type: 'typing', channel: '#c', nick: 'bob', text: 'active' },
      { type: 'react', channel: 'bob', nick: 'bob', text: '👍', about: 'm1' },
      { type: 'unreact', channel: 'bob', nick: 'bob', text: '👍', about: 'm1' },
    ])
  })

  it('is said by tags, and by nothing on a server that has none', () => {
    const ann = new Watched()
    ann.out()
    ann.want({ type: 'react', target: '#c', id: 'm1', emoji: '👍' })
    ann.want({ type: 'unreact', target: '#c', id: 'm1', emoji: '👍' })
    ann.want({ type: 'typing', target: '#c', state: 'active' })
    ann.want({ type: 'redact', target: '#c', id: 'm1', reason: 'oops' })
    expect(ann.out()).toEqual([
      '@+draft/reply=m1;+draft/react=👍 TAGMSG #c',
      '@+draft/reply=m1;+draft/unreact=👍 TAGMSG #c',
      '@+typing=active TAGMSG #c',
      'REDACT #c m1 oops',
    ])
    const plain = new Watched('echo-message')
    plain.out()
    plain.want({ type: 'typing', target: '#c', state: 'active' })
    expect(plain.out()).toEqual([])
  })

  it('says which message is answered', () => {
    const ann = new Watched()
    ann.out()
    ann.want({ type: 'say', target: '#c', text: 'yes', answers: 'm1' })
    expect(ann.out()).toEqual(['@label=m1;+earshot/nonce=n;+draft/reply=m1 PRIVMSG #c :yes'])
    ann.seen()
    ann.hear('@msgid=m2;+draft/reply=m1 :bob!u@h PRIVMSG #c :yes', ':bob!u@h REDACT #c m1 :oops')
    expect(ann.seen()).toMatchObject([
      { type: 'message', id: 'm2', about: 'm1' },
      { type: 'redact', nick: 'bob', text: 'oops', about: 'm1' },
    ])
  })
})

describe('messages from before', () => {
  it('come newest first, move no cursor, and end with how many there were', () => {
    const ann = new Watched()
    ann.hear('@msgid=m9 :bob!u@h PRIVMSG #c :here')
    const { tracks, recent } = ann.model
    ann.out()
    ann.seen()
    ann.want({ type: 'earlier', target: '#c', before: 'm9' })
    const [asked = ''] = ann.out()
    expect(asked).toMatch(/^@label=e\d+ CHATHISTORY BEFORE #c msgid=m9 100$/)
    ann.hear(
      `${asked.split(' ')[0]} :s BATCH +b chathistory #c`,
      '@batch=b;msgid=m1 :bob!u@h PRIVMSG #c :one',
      '@batch=b;msgid=m2 :bob!u@h PRIVMSG #c :two',
      ':s BATCH -b',
    )
    expect(ann.seen()).toMatchObject([
      { text: 'two', isEarlier: true, channel: '#c', via: 'history' },
      { text: 'one', isEarlier: true },
      { type: 'status', code: 'earlier', text: '2', channel: '#c' },
    ])
    expect(ann.model.tracks).toEqual(tracks)
    expect(ann.model.recent).toEqual(recent)
    expect(ann.model.earlier.size).toBe(0)
  })

  it('are none where the room refuses, or has no history', () => {
    const ann = new Watched()
    ann.out()
    ann.seen()
    ann.want({ type: 'earlier', target: 'bob', before: 1_000 })
    const [asked = ''] = ann.out()
    expect(asked).toContain('BEFORE bob timestamp=1970-01-01T00:00:01.000Z')
    ann.hear(`${asked.split(' ')[0]} :s FAIL CHATHISTORY INVALID_TARGET BEFORE bob :No such history`)
    expect(ann.seen()).toMatchObject([{ type: 'status', code: 'earlier', text: '0', channel: 'bob' }])
    const plain = new Watched('echo-message')
    plain.seen()
    plain.want({ type: 'earlier', target: '#c', before: 'm9' })
    expect(plain.seen()).toMatchObject([{ code: 'earlier', text: '0' }])
  })
})
