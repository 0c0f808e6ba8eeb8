import { describe, expect, it } from 'vitest'
import { isoTime } from '../../../src/protocol/time.ts'
import { Scene, openedMs } from '../harness.ts'
import { answerTo, answersTo } from '../history/batches.ts'

/** Ann and bob in #a, where ann says one, two and three, a second each. */
function office(options: ConstructorParameters<typeof Scene>[0] = {}): Scene {
  const scene = new Scene(options).enter('ann', 'bob', 'cid').join('#a', 'ann', 'bob')
  for (const text of ['one', 'two', 'three']) {
    scene.atMs += 1_000
    scene.line('ann', `PRIVMSG #a :${text}`)
  }
  return scene
}

/** Ann and bob, logged in, who have said something to one another. */
function couple(): Scene {
  const scene = new Scene()
  scene.register('ann', { account: 'Ann' })
  scene.register('bob', { account: 'Bob' })
  scene.register('cid', { account: 'Cid' })
  scene.enter('dan')
  scene.line('ann', 'PRIVMSG bob :hi')
  scene.line('bob', 'NOTICE ann :ho')
  return scene
}

const ask = (scene: Scene, nick: string, text: string) => answerTo(scene, nick, `CHATHISTORY ${text}`)
const at = (second: number) => `timestamp=${isoTime(openedMs + second * 1000)}`
const said = (...texts: string[]) => texts.map((text) => `:ann!~ann@h PRIVMSG #a :${text}`)
const nothing = ['FAIL CHATHISTORY INVALID_TARGET LATEST #a :Messages could not be retrieved']
const fromServer = (lines: string[]) => lines.map((line) => `:s ${line}`)

describe('CHATHISTORY of a channel', () => {
  it('is a batch with the name as it is spelt there, oldest first (IRCv3 chathistory, "CHATHISTORY Command")', () => {
    const scene = office()
    expect(ask(scene, 'bob', 'LATEST #A * 2')).toEqual([':s BATCH chathistory #a', ...said('two', 'three')])
    expect(ask(scene, 'bob', `BEFORE #a ${at(3)} 1`)).toEqual([':s BATCH chathistory #a', ...said('two')])
    expect(ask(scene, 'bob', `after #a ${at(1)} 1`)).toEqual([':s BATCH chathistory #a', ...said('two')])
    expect(ask(scene, 'bob', `AROUND #a ${at(2)} 3`).slice(1)).toEqual(said('one', 'two', 'three'))
    expect(ask(scene, 'bob', `BETWEEN #a ${at(0)} ${at(3)} 9`).slice(1)).toEqual(said('one', 'two'))
    expect(ask(scene, 'bob', `LATEST #a ${at(2)} 9`).slice(1)).toEqual(said('three'))
  })

  it('gives each message with the msgid and the time that it had', () => {
    const scene = office()
    scene.atMs += 60_000
    const [, one] = answersTo(scene, 'bob', `CHATHISTORY AFTER #a ${at(0)} 1`)
    expect([one?.atMs, one?.msgid]).toEqual([openedMs + 1_000, 'b-3'])
    expect(ask(scene, 'bob', 'AFTER #a msgid=b-3 9').slice(1)).toEqual(said('two', 'three'))
  })

  it('is an empty batch where there is nothing, so that nobody waits', () => {
    expect(ask(office(), 'bob', `AFTER #a ${at(9)} 5`)).toEqual([':s BATCH chathistory #a'])
    expect(ask(office(), 'bob', 'LATEST #a * 0')).toEqual([':s BATCH chathistory #a'])
  })

  it('gives no more than ISUPPORT says, whatever is asked for', () => {
    const scene = office({ limits: { historyPerRequest: 2 } })
    expect(ask(scene, 'bob', 'LATEST #a * 1000000000').slice(1)).toEqual(said('two', 'three'))
  })

  it('gives no more bytes than one answer may have, but one message always, so that who asks gets on', () => {
    const scene = office({ limits: { historyAnswerBytes: 2 * (200 + 9 + 2 + 5) } })
    expect(ask(scene, 'bob', 'LATEST #a * 9').slice(1)).toEqual(said('two', 'three'))
    expect(ask(scene, 'bob', `AFTER #a ${at(0)} 9`).slice(1)).toEqual(said('one', 'two'))
    const narrow = office({ limits: { historyAnswerBytes: 1 } })
    expect(ask(narrow, 'bob', 'LATEST #a * 9').slice(1)).toEqual(said('three'))
  })

  it('is messages alone, and with draft/event-playback what else happened', () => {
    const scene = office()
    scene.line('ann', 'TOPIC #a :about')
    scene.line('bob', '@+draft/react=x TAGMSG #a')
    const everything = answerTo(scene, 'ann', 'CHATHISTORY LATEST #a * 3', ['draft/event-playback'])
    expect(everything).toEqual([
      ':s BATCH chathistory #a',
      ...said('three'),
      ':ann!~ann@h TOPIC #a :about',
      ':bob!~bob@h TAGMSG #a',
    ])
    expect(ask(scene, 'ann', 'LATEST #a * 1').slice(1)).toEqual(said('three'))
  })

  it('tells what was said before the channel was renamed, as it was said', () => {
    const scene = office()
    scene.line('ann', 'RENAME #a #b')
    expect(ask(scene, 'bob', 'LATEST #b * 1')).toEqual([':s BATCH chathistory #b', ...said('three')])
    expect(ask(scene, 'bob', 'LATEST #a * 1')).toEqual(fromServer(nothing))
  })
})

describe('CHATHISTORY is refused with INVALID_TARGET', () => {
  const refused = fromServer(nothing)

  it('for a channel that there is not, and one that one is not in, secret or not', () => {
    const scene = office()
    scene.line('ann', 'MODE #a +s')
    expect(ask(scene, 'cid', 'LATEST #a * 9')).toEqual(refused)
    scene.line('ann', 'MODE #a -s')
    expect(ask(scene, 'cid', 'LATEST #a * 9')).toEqual(refused)
    expect(ask(scene, 'cid', 'LATEST #none * 9')).toEqual([refused[0]?.replace('#a', '#none')])
    expect(ask(scene.oper('cid'), 'cid', 'LATEST #a * 9')).toEqual(refused)
  })

  it('for who has left, and who was kicked and banned', () => {
    const scene = office().join('#a', 'cid')
    expect(ask(scene, 'cid', 'LATEST #a * 1')).toHaveLength(2)
    scene.line('cid', 'PART #a')
    expect(ask(scene, 'cid', 'LATEST #a * 9')).toEqual(refused)
    scene.line('ann', 'MODE #a +b bob')
    scene.line('ann', 'KICK #a bob')
    scene.line('bob', 'JOIN #a')
    expect(ask(scene, 'bob', 'LATEST #a * 9')).toEqual(refused)
  })

  it('for what is no name', () => {
    for (const target of ['*', '@#a', '#', 'a,b', '#a,#b', `#${'x'.repeat(400)}`]) {
      expect(ask(office(), 'bob', `LATEST ${target} * 9`), target).toEqual([
        expect.stringMatching(/^:s FAIL CHATHISTORY INVALID_TARGET LATEST \S+ :/),
      ])
    }
  })
})

describe('CHATHISTORY of what two said to one another', () => {
  it('is for both, with what each said, by the nick or the account of the other', () => {
    const scene = couple()
    const lines = [':ann!~ann@h PRIVMSG bob :hi', ':bob!~bob@h NOTICE ann :ho']
    expect(ask(scene, 'ann', 'LATEST bob * 9')).toEqual([':s BATCH chathistory bob', ...lines])
    expect(ask(scene, 'bob', 'LATEST ann * 9')).toEqual([':s BATCH chathistory ann', ...lines])
    scene.line('bob', 'NICK rob')
    expect(ask(scene, 'ann', 'LATEST rob * 9')).toEqual([':s BATCH chathistory rob', ...lines])
    scene.leave('rob', 'bye')
    expect(ask(scene, 'ann', 'LATEST BOB * 9').slice(1)).toEqual(lines)
  })

  it('stays the account’s, also when somebody else logs in to it', () => {
    const scene = couple()
    scene.leave('ann', 'bye')
    scene.register('ann2', { account: 'ANN' })
    expect(ask(scene, 'ann2', 'LATEST bob * 9')).toHaveLength(3)
    scene.run({ type: 'account', by: scene.id('ann2'), atMs: scene.atMs, account: undefined })
    expect(ask(scene, 'ann2', 'LATEST bob * 9').join('')).toContain('INVALID_TARGET LATEST bob')
  })

  it('is never for others, nor for who has no account, whatever their nicks are', () => {
    const scene = couple()
    scene.leave('ann', 'bye')
    scene.line('dan', 'NICK ann')
    expect(ask(scene, 'ann', 'LATEST bob * 9').join('')).toContain('INVALID_TARGET LATEST bob')
    for (const target of ['ann', 'Ann', 'bob']) {
      expect(ask(scene, 'cid', `LATEST ${target} * 9`).join(''), target).not.toMatch(/ :h[io]$/)
    }
  })

  it('is empty with who has an account and has said nothing yet, and not there with who has none', () => {
    const scene = couple()
    expect(ask(scene, 'ann', 'LATEST cid * 9')).toEqual([':s BATCH chathistory cid'])
    expect(ask(scene, 'ann', 'LATEST dan * 9').join('')).toContain('INVALID_TARGET LATEST dan')
    scene.line('ann', 'PRIVMSG dan :psst')
    expect(ask(scene, 'ann', 'LATEST dan * 9').join('')).toContain('INVALID_TARGET LATEST dan')
  })
})

describe('CHATHISTORY TARGETS', () => {
  it('tells where something was said, by the time of the latest, within both times', () => {
    const scene = couple().join('#a', 'ann').join('#b', 'ann', 'cid').join('#quiet', 'ann')
    scene.atMs += 1_000
    scene.line('ann', 'PRIVMSG #a :x')
    scene.atMs += 1_000
    scene.line('cid', 'PRIVMSG #b :x')
    const target = (name: string, second: number) =>
      `:s CHATHISTORY TARGETS ${name} ${isoTime(openedMs + second * 1000)}`
    const head = ':s BATCH draft/chathistory-targets'
    const all = [target('bob', 0), target('#a', 1), target('#b', 2)]
    expect(ask(scene, 'ann', `TARGETS ${at(-1)} ${at(9)} 9`)).toEqual([head, ...all])
    expect(ask(scene, 'ann', `TARGETS ${at(9)} ${at(-1)} 9`)).toEqual([head, ...all])
    expect(ask(scene, 'ann', `TARGETS ${at(-1)} ${at(9)} 1`)).toEqual([head, all[0]])
    expect(ask(scene, 'ann', `TARGETS ${at(9)} ${at(-1)} 1`)).toEqual([head, all[2]])
    expect(ask(scene, 'ann', `TARGETS ${at(0)} ${at(2)} 9`)).toEqual([head, all[1]])
    expect(ask(scene, 'dan', `TARGETS ${at(-1)} ${at(9)} 9`)).toEqual([head])
  })

  it('goes by the latest that was not redacted, and tells of no place where all was', () => {
    const scene = office()
    const idOf = (i: number) => `b-${scene.room.channels.get('#a')?.history.messages.at(i)?.seq.toString(36)}`
    const targets = () => ask(scene, 'bob', `TARGETS ${at(-1)} ${at(9)} 9`).slice(1)
    scene.line('ann', `REDACT #a ${idOf(2)}`)
    expect(targets()).toEqual([`:s CHATHISTORY TARGETS #a ${isoTime(openedMs + 2_000)}`])
    for (const i of [0, 1]) scene.line('ann', `REDACT #a ${idOf(i)}`)
    expect(targets()).toEqual([])
  })

  it.each([
    ['TARGETS', 'TARGETS :Insufficient parameters'],
    [`TARGETS ${at(0)} 9`, 'TARGETS :Insufficient parameters'],
    [`TARGETS ${at(0)} ${at(1)} 9 9`, 'TARGETS :Too many parameters'],
    [`TARGETS ${at(0)} msgid=b-1 9`, 'TARGETS msgid=b-1 :Invalid timestamp'],
    [`TARGETS * ${at(0)} 9`, 'TARGETS * :Invalid timestamp'],
    [`TARGETS ${at(0)} ${at(1)} x`, 'TARGETS x :Invalid limit'],
  ])('refuses %s', (text, why) => {
    expect(ask(office(), 'bob', text)).toEqual([`:s FAIL CHATHISTORY INVALID_PARAMS ${why}`])
  })
})

describe('CHATHISTORY that cannot be understood', () => {
  it.each([
    ['', '* :Unknown command'],
    ['NEWEST #a * 9', 'NEWEST :Unknown command'],
    ['LATEST #a', 'LATEST :Insufficient parameters'],
    ['LATEST #a * 9 9', 'LATEST :Too many parameters'],
    ['BEFORE #a now 9', 'BEFORE now :Invalid message reference'],
    [
      'BEFORE #a timestamp=2026-02-30T00:00:00.000Z 9',
      'BEFORE timestamp=2026-02-30T00:00:00.000Z :Invalid timestamp',
    ],
  ])('is refused with INVALID_PARAMS: %s', (text, why) => {
    expect(ask(office(), 'bob', text)).toEqual([`:s FAIL CHATHISTORY INVALID_PARAMS ${why}`])
  })

  it('is refused with what was wrong of it, cut, however long it is', () => {
    const long = 'x'.repeat(450)
    for (const text of [
      `${long} #a * 9`,
      `BEFORE #a msgid=${long} 9`,
      `BEFORE #a ${long}=1 9`,
      `LATEST #a * ${long}`,
    ]) {
      const [fail = '', ...more] = ask(office(), 'bob', text)
      expect(more).toEqual([])
      expect(fail).toMatch(/^:s FAIL CHATHISTORY (INVALID_PARAMS|MESSAGE_ERROR|INVALID_MSGREFTYPE) /)
      expect(fail.length).toBeLessThanOrEqual(510)
    }
  })

  it('is refused with MESSAGE_ERROR for a msgid of elsewhere: nothing is not what is known', () => {
    const scene = office().join('#b', 'ann')
    scene.line('ann', 'PRIVMSG #b :elsewhere')
    for (const msgid of ['b-7', 'other-1', 'b-zzzzzzzzzz']) {
      expect(ask(scene, 'bob', `AFTER #a msgid=${msgid} 9`), msgid).toEqual([
        `:s FAIL CHATHISTORY MESSAGE_ERROR AFTER #a msgid=${msgid} :That message is not remembered here`,
      ])
    }
  })
})
