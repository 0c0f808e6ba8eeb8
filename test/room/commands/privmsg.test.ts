import { describe, expect, it } from 'vitest'
import { Scene } from '../harness.ts'

const scene = (): Scene => new Scene().enter('ann', 'bob', 'cid').join('#a', 'ann', 'bob')

describe('PRIVMSG', () => {
  it('to a channel is seen by its members, and by its sender as an echo', () => {
    expect(scene().line('ann', 'PRIVMSG #A :hello all')).toEqual([
      'bob,ann* < :ann!~ann@h PRIVMSG #a :hello all',
    ])
  })

  it('to a nick is seen by that member, under the nick as it is spelt', () => {
    expect(scene().line('ann', 'PRIVMSG CID hi')).toEqual(['cid,ann* < :ann!~ann@h PRIVMSG cid :hi'])
  })

  it('to oneself arrives, and is echoed besides', () => {
    expect(scene().line('ann', 'PRIVMSG ann :note')).toEqual(['ann,ann* < :ann!~ann@h PRIVMSG ann :note'])
  })

  it('to several targets is one line each, and to each once whatever the case', () => {
    expect(scene().line('ann', 'PRIVMSG #a,cid,#A,,CID :hi')).toEqual([
      'bob,ann* < :ann!~ann@h PRIVMSG #a :hi',
      'cid,ann* < :ann!~ann@h PRIVMSG cid :hi',
    ])
  })

  it('to more targets than it may have is 407 for the first too many, and sent to none', () => {
    expect(scene().line('ann', 'PRIVMSG #a,bob,cid,ann,x :hi')).toEqual([
      'ann < :s 407 ann x :Too many targets. Nothing was done',
    ])
    expect(scene().line('ann', 'PRIVMSG #a,bob,cid,ann :hi')).toHaveLength(4)
  })

  it('to nobody is 401, to no channel 403, from outside 404; the other targets get it', () => {
    expect(scene().line('cid', 'PRIVMSG nobody,#none,#a,bob :hi')).toEqual([
      'cid < :s 401 cid nobody :No such nick/channel',
      'cid < :s 403 cid #none :No such channel',
      'cid < :s 404 cid #a :Cannot send to channel: you are not in it (+n)',
      'bob,cid* < :cid!~cid@h PRIVMSG bob :hi',
    ])
  })

  it.each(['PRIVMSG', 'TAGMSG'])(
    'to a secret channel from outside is answered as if it was not there (%s)',
    (verb) => {
      const secret = scene()
      const line = `@+t ${verb} #A,@#A :hi`
      const answers = ['cid < :s 403 cid #A :No such channel']
      for (const modes of ['+sn', '+m', '-n']) {
        secret.line('ann', `MODE #a ${modes}`)
        expect(secret.line('cid', line)).toEqual([...answers, ...answers])
      }
      secret.line('ann', 'MODE #a -m')
      expect(secret.line('cid', line)[0]).toContain(`${verb} #a`)
      secret.line('ann', 'MODE #a +n-s')
      expect(secret.line('cid', line)[0]).toContain(' 404 cid #a :')
    },
  )

  it('from outside is taken without the mode n', () => {
    const open = scene()
    open.line('ann', 'MODE #a -n')
    expect(open.line('cid', 'PRIVMSG #a :hi')).toEqual(['ann,bob,cid* < :cid!~cid@h PRIVMSG #a :hi'])
  })

  it('without a target is 411, without a text 412', () => {
    expect(scene().line('ann', 'PRIVMSG')).toEqual(['ann < :s 411 ann :No recipient given (PRIVMSG)'])
    expect(scene().line('ann', 'PRIVMSG , :hi')).toEqual(['ann < :s 411 ann :No recipient given (PRIVMSG)'])
    expect(scene().line('ann', 'PRIVMSG bob')).toEqual(['ann < :s 412 ann :No text to send'])
    expect(scene().line('ann', 'PRIVMSG bob :')).toEqual(['ann < :s 412 ann :No text to send'])
  })

  it('to somebody who is away is answered 301 after it was sent; to a channel of theirs not', () => {
    const away = scene()
    away.line('bob', 'AWAY :at lunch')
    expect(away.line('ann', 'PRIVMSG bob :hi')).toEqual([
      'bob,ann* < :ann!~ann@h PRIVMSG bob :hi',
      'ann < :s 301 ann bob :at lunch',
    ])
    expect(away.line('ann', 'PRIVMSG #a :hi')).toHaveLength(1)
  })

  it('whose relayed form is over a line is 417, never cut', () => {
    const most = 512 - ':ann!~ann@h PRIVMSG bob :\r\n'.length
    expect(scene().line('ann', `PRIVMSG bob :${'x'.repeat(most)}`)).toEqual([
      `bob,ann* < :ann!~ann@h PRIVMSG bob :${'x'.repeat(most)}`,
    ])
    expect(scene().line('ann', `PRIVMSG bob :${'x'.repeat(most + 1)}`)).toEqual([
      'ann < :s 417 ann :Input line was too long',
    ])
  })

  it('to a name over its bound is 401, with as much of it as there is room for', () => {
    expect(scene().line('ann', `PRIVMSG ${'x'.repeat(300)} :hi`)).toEqual([
      `ann < :s 401 ann ${'x'.repeat(256)} :No such nick/channel`,
    ])
  })

  it('carries the tags of clients and no other, and an id that is never given again', () => {
    const tagged = scene()
    const [first, second] = [1, 2].map(() => {
      const [outcome] = tagged.outcomes(
        1,
        '@+draft/react=\\:);label=x;time=forged;msgid=forged PRIVMSG bob :hi',
      )
      return outcome?.type === 'said' ? outcome.line : undefined
    })
    expect([...(first?.tags ?? [])]).toEqual([['+draft/react', ';)']])
    expect(first?.msgid).toMatch(/^b-[0-9a-z]+$/)
    expect(second?.msgid).not.toBe(first?.msgid)
  })
})

describe('NOTICE', () => {
  it('is sent as PRIVMSG is', () => {
    expect(scene().line('ann', 'NOTICE #a,cid :psst')).toEqual([
      'bob,ann* < :ann!~ann@h NOTICE #a :psst',
      'cid,ann* < :ann!~ann@h NOTICE cid :psst',
    ])
  })

  it('is never answered, whatever is wrong with it', () => {
    const away = scene()
    away.line('bob', 'AWAY x')
    for (const line of [
      'NOTICE',
      'NOTICE bob',
      'NOTICE nobody :x',
      'NOTICE #none :x',
      'NOTICE a,b,c,d,e :x',
    ]) {
      expect(away.line('cid', line)).toEqual([])
    }
    expect(away.line('cid', `NOTICE bob :${'x'.repeat(497)}`)).toEqual([])
    expect(away.line('cid', 'NOTICE bob :x')).toHaveLength(1)
  })
})

describe('TAGMSG', () => {
  it('is sent as PRIVMSG is, with the tags of clients alone', () => {
    expect(scene().line('ann', '@+typing=active;x=y TAGMSG #a,cid')).toEqual([
      'bob,ann* < @+typing=active :ann!~ann@h TAGMSG #a',
      'cid,ann* < @+typing=active :ann!~ann@h TAGMSG cid',
    ])
  })

  it('is refused as PRIVMSG is', () => {
    expect(scene().line('cid', '@+t TAGMSG nobody,#a')).toEqual([
      'cid < :s 401 cid nobody :No such nick/channel',
      'cid < :s 404 cid #a :Cannot send to channel: you are not in it (+n)',
    ])
    expect(scene().line('cid', '@+t TAGMSG')).toEqual(['cid < :s 411 cid :No recipient given (TAGMSG)'])
    expect(scene().line('cid', 'TAGMSG')).toEqual(['cid < :s 411 cid :No recipient given (TAGMSG)'])
  })

  it('without a tag for others is sent as well (message-tags, "Examples")', () => {
    expect(scene().line('ann', '@label=x TAGMSG #a')).toEqual(['bob,ann* < :ann!~ann@h TAGMSG #a'])
  })
})
