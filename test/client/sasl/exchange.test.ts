import { describe, expect, it } from 'vitest'
import type { Model } from '../../../src/client/model.ts'
import type { Effect, Step } from '../../../src/client/step.ts'
import { start } from '../../../src/client/register.ts'
import type { Access } from '../../../src/client/sasl/login.ts'
import { advance } from '../../../src/client/session.ts'
import { parse, serialize } from '../../../src/protocol/message.ts'

const base64 = (text: string): string => Buffer.from(text).toString('base64')
const wish = { nick: 'ann', user: 'ann', realname: 'Ann', channels: [] }
const password = { account: 'ann', password: 'correct horse' }

/** A session that logs in: what it sends since the last look, what it has proved, and how it ends. */
class Login {
  model: Model
  sent: string[] = []
  effects: Effect[] = []

  constructor(access: Partial<Access>, earlier?: Model) {
    const opening = start(wish, 0, earlier, { over: 'tls', nonce: 'own', login: password, ...access })
    this.model = opening.model
    this.sent = []
  }

  hear(...lines: string[]): string[] {
    for (const line of lines) {
      const message = parse(line)
      if (message) this.take(advance(this.model, { type: 'line', message, at: 1 }))
    }
    return this.sent.splice(0)
  }

  take({ model, effects }: Step): this {
    this.model = model
    this.effects.push(...effects)
    for (const effect of effects) if (effect.do === 'send') this.sent.push(serialize(effect.message))
    return this
  }

  get ends(): unknown[] {
    return this.effects.flatMap((effect) => (effect.do === 'end' ? [effect.end] : []))
  }
}

const offers = (mechanisms: string): string[] => [`CAP * LS :sasl=${mechanisms}`, 'CAP ann ACK :sasl']
const serverFirst = `r=ownroom,s=${base64('salt')},i=4096`

/** Up to what is to be proved. */
function asked(access: Partial<Access> = {}, earlier?: Model): Login {
  const login = new Login(access, earlier)
  login.hear(...offers('SCRAM-SHA-256'), 'AUTHENTICATE +', `AUTHENTICATE ${base64(serverFirst)}`)
  return login
}

const proof = { clientFinal: 'c=biws,r=ownroom,p=proof', serverFinal: 'v=signature' }

describe('logging in', () => {
  it('is asked for before CAP END, and ends with it', () => {
    const login = new Login({})
    expect(login.hear(...offers('PLAIN,SCRAM-SHA-256'))).toEqual([
      'CAP REQ sasl',
      'AUTHENTICATE SCRAM-SHA-256',
    ])
    expect(login.hear('AUTHENTICATE +')).toEqual([`AUTHENTICATE ${base64('n,,n=ann,r=own')}`])
    expect(login.hear(`AUTHENTICATE ${base64(serverFirst)}`)).toEqual([])
    expect(login.effects.at(-1)).toMatchObject({
      do: 'prove',
      password: 'correct horse',
      question: { serverFirst },
    })
    login.take(advance(login.model, { type: 'proved', proof, at: 2 }))
    expect(login.hear(`AUTHENTICATE ${base64('v=signature')}`)).toEqual([
      `AUTHENTICATE ${base64(proof.clientFinal)}`,
      'AUTHENTICATE +',
    ])
    expect(login.hear('900 ann ann!a@h ann :You are', '903 ann :yes')).toEqual(['CAP END'])
  })

  it('ends where the room cannot prove to know the password', () => {
    for (const line of [`AUTHENTICATE ${base64('v=forged')}`, '903 ann :yes']) {
      const login = asked()
      login.take(advance(login.model, { type: 'proved', proof, at: 2 }))
      login.hear(line)
      expect(login.ends).toMatchObject([{ cause: 'auth', code: 'login' }])
    }
  })

  it('that is refused is the end, with the reason of the room', () => {
    const login = asked()
    login.take(advance(login.model, { type: 'proved', proof, at: 2 }))
    login.hear(`AUTHENTICATE ${base64('e=invalid-proof')}`, '904 ann :name or password is wrong')
    expect(login.ends).toEqual([{ cause: 'auth', text: 'name or password is wrong', code: 'login' }])
  })

  it('that is refused to who comes back is told, and they are a member on', () => {
    const earlier = { ...start(wish, 0).model, welcomed: true }
    const login = asked({}, earlier)
    expect(login.hear('904 ann :no such account')).toContain('CAP END')
    expect([login.ends, login.effects.at(-2)]).toMatchObject([
      [],
      { do: 'show', display: { type: 'error', text: 'not logged in: no such account' } },
    ])
  })

  it('sends the password as it is over TLS alone, where nothing else is offered', () => {
    const login = new Login({})
    login.hear(...offers('PLAIN'))
    expect(login.hear('AUTHENTICATE +')).toEqual([`AUTHENTICATE ${base64('\0ann\0correct horse')}`])
    const plain = new Login({ over: 'plain' })
    expect(plain.hear(...offers('PLAIN'))).toEqual(['CAP REQ sasl'])
    expect(plain.ends).toMatchObject([{ cause: 'auth' }])
  })

  it('goes on by password where the certificate is refused, or without, where it was for something else', () => {
    const both = new Login({ login: { ...password, certificate: 'may' } })
    both.hear(...offers('EXTERNAL,SCRAM-SHA-256'))
    expect(both.hear('AUTHENTICATE +', '904 ann :no')).toEqual([
      'AUTHENTICATE +',
      'AUTHENTICATE SCRAM-SHA-256',
    ])
    const other = new Login({ login: { certificate: 'may' } })
    other.hear(...offers('EXTERNAL'))
    expect(other.hear('AUTHENTICATE +', '904 ann :no')).toEqual(['AUTHENTICATE +', 'CAP END'])
  })

  it('of a long password is said in pieces of 400', () => {
    const login = new Login({ login: { account: 'ann', password: 'x'.repeat(295) } })
    login.hear(...offers('PLAIN'))
    const pieces = login.hear('AUTHENTICATE +')
    expect(pieces.map((piece) => piece.length - 'AUTHENTICATE '.length)).toEqual([400, 1])
  })

  it.each([
    ['a room without it', ['CAP * LS :server-time', 'CAP ann ACK :server-time']],
    ['a room without capabilities', ['001 ann :Welcome']],
    ['nonsense', [...offers('SCRAM-SHA-256'), 'AUTHENTICATE +', 'AUTHENTICATE !!!']],
    [
      'an endless message',
      [...offers('PLAIN'), ...Array<string>(30).fill(`AUTHENTICATE ${'A'.repeat(400)}`)],
    ],
  ])('is not given up unseen: %s', (_what, lines) => {
    const login = new Login({})
    login.hear(...lines)
    expect(login.ends).toMatchObject([{ cause: 'auth', code: 'login' }])
  })
})
