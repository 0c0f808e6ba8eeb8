import { describe, expect, it } from 'vitest'
import { Scene } from './harness.ts'

/** In #a: ann, its founder, bob, and cat, who is an operator of the room; ann and bob are logged in. */
function scene(): Scene {
  const open = new Scene()
  open.register('ann', { account: 'ann' })
  open.register('bob', { account: 'bob', address: '10.0.0.2' })
  return open.enter('cat').join('#a', 'ann', 'bob').oper('cat')
}

const noted = (open: Scene, nick: string, line: string): string[] =>
  open.all(nick, line).filter((outcome) => outcome.startsWith('noted '))

describe('the log is told of a right in a channel', () => {
  it('that comes with founding it, or with the account', () => {
    const open = new Scene()
    open.register('ann', { account: 'ann' })
    expect(noted(open, 'ann', 'JOIN #a')).toEqual(['noted chanop.granted ann ann #a founder'])
    open.enter('bob').join('#a', 'bob')
    expect(noted(open, 'bob', 'JOIN #a')).toEqual([])
    open.line('ann', 'PART #a')
    expect(noted(open, 'ann', 'JOIN #a')).toEqual(['noted chanop.granted ann ann #a account'])
  })

  it.each([
    ['MODE #a +bo-t a:bob bob', 'MODE +bo-t a:bob bob'],
    ['MODE #a +l 7', 'MODE +l 7'],
    ['KICK #a bob :too loud', 'KICK bob'],
    ['TOPIC #a :be nice', 'TOPIC'],
    ['INVITE cat #a', 'INVITE cat'],
    ['RENAME #a #b', 'RENAME #b'],
  ])('that is used by %s, and by what was said never', (line, is) => {
    expect(noted(scene(), 'ann', line)).toEqual([`noted chanop.used ann ann #a ${is}`])
  })

  it('of modes as far as they are otherwise now, and of no key', () => {
    const open = scene()
    expect(noted(open, 'ann', 'MODE #a +ntk sesame')).toEqual(['noted chanop.used ann ann #a MODE +k *'])
    expect(noted(open, 'ann', 'MODE #a +nt')).toEqual([])
    expect(noted(open, 'ann', 'MODE #a b')).toEqual([])
  })

  it('in deleting what another one said, and not what oneself did', () => {
    const open = scene()
    const say = (nick: string): string => {
      const [said] = open.outcomes(open.id(nick), 'PRIVMSG #a :x')
      return said?.type === 'said' ? (said.line.msgid ?? '') : ''
    }
    const theirs = say('bob')
    expect(noted(open, 'ann', `REDACT #a ${theirs}`)).toEqual([
      `noted chanop.used ann ann #a REDACT ${theirs}`,
    ])
    expect(noted(open, 'ann', `REDACT #a ${say('ann')}`)).toEqual([])
    expect(noted(open, 'bob', `REDACT #a ${say('ann')}`)).toEqual(['noted right.refused bob bob #a REDACT'])
  })

  it('not where anybody might do it', () => {
    const open = scene()
    open.line('ann', 'MODE #a -t')
    expect(noted(open, 'ann', 'TOPIC #a :be nice')).toEqual([])
    expect(noted(open, 'bob', 'INVITE cat #a')).toEqual([])
  })

  it('that is one of the room, where it has no rank there', () => {
    const open = scene()
    expect(noted(open, 'cat', 'MODE #a +m')).toEqual(['noted oper.used cat #a MODE +m'])
    open.join('#a', 'cat')
    expect(noted(open, 'cat', 'KICK #a bob')).toEqual(['noted oper.used cat #a KICK bob'])
  })
})

describe('the log is told of an operator of the room', () => {
  it('who looks at the address of another one', () => {
    const open = scene()
    expect(noted(open, 'cat', 'WHOIS bob')).toEqual(['noted oper.used cat WHOIS bob'])
    expect(noted(open, 'cat', 'WHOIS cat')).toEqual([])
    expect(noted(open, 'ann', 'WHOIS bob')).toEqual([])
    expect(noted(open, 'cat', 'WHO 10.0.*')).toEqual(['noted oper.used cat WHO'])
    expect(noted(open, 'cat', 'WHO #a %in')).toEqual(['noted oper.used cat WHO'])
    expect(noted(open, 'cat', 'WHO #a')).toEqual([])
    open.leave('bob', 'x')
    expect(noted(open, 'cat', 'WHOWAS bob')).toEqual(['noted oper.used cat WHOWAS bob'])
  })

  it('who gives it up', () => {
    expect(noted(scene(), 'cat', 'MODE cat -o')).toEqual(['noted oper.resigned cat'])
  })
})

describe('the log is told of a right that is refused', () => {
  it.each([
    ['MODE #a +m', '#a MODE'],
    ['KICK #a ann', '#a KICK'],
    ['TOPIC #a :mine', '#a TOPIC'],
    ['RENAME #a #b', '#a RENAME'],
    ['KILL ann :x', 'KILL'],
  ])('%s', (line, is) => {
    expect(noted(scene(), 'bob', line)).toEqual([`noted right.refused bob bob ${is}`])
  })

  it('of each verb once a connection', () => {
    const [, refused] = scene().outcomes(2, 'KICK #a ann')
    expect(refused).toMatchObject({ type: 'noted', once: 'right KICK' })
  })
})
