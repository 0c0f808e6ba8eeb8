import { describe, expect, it } from 'vitest'
import { Scene } from '../harness.ts'
import { answerTo, answersTo } from '../history/batches.ts'

/** Ann, the operator, bob and cid in #a; bob has said one (b-4) and two (b-5), ann three (b-6). */
function office(): Scene {
  const scene = new Scene().enter('ann', 'bob', 'cid').join('#a', 'ann', 'bob', 'cid')
  scene.line('bob', 'PRIVMSG #a :one')
  scene.line('bob', 'NOTICE #a :two')
  scene.line('ann', 'PRIVMSG #a :three')
  return scene
}

function couple(): Scene {
  const scene = new Scene()
  scene.register('ann', { account: 'Ann' })
  scene.register('bob', { account: 'Bob' })
  scene.register('cid', { account: 'Cid' })
  scene.line('ann', 'PRIVMSG bob :hi')
  return scene
}

const history = (scene: Scene, nick: string, of = '#a') =>
  answerTo(scene, nick, `CHATHISTORY LATEST ${of} * 9`).slice(1)

describe('REDACT', () => {
  it('is told to the channel as a message is, with its reason or none, and echoed', () => {
    const scene = office()
    expect(scene.line('bob', 'REDACT #A b-4 :bad example')).toEqual([
      'ann,cid,bob* < :bob!~bob@h REDACT #a b-4 :bad example',
    ])
    expect(scene.line('bob', 'REDACT #a b-5')).toEqual(['ann,cid,bob* < :bob!~bob@h REDACT #a b-5'])
  })

  it('is for operators of the channel, and of the room, whoever said it', () => {
    const scene = office().oper('cid')
    expect(scene.line('ann', 'REDACT #a b-4')[0]).toMatch(/REDACT #a b-4$/)
    expect(scene.line('cid', 'REDACT #a b-6')[0]).toMatch(/REDACT #a b-6$/)
    expect(history(scene, 'bob')).toEqual([':bob!~bob@h NOTICE #a :two'])
  })

  it('is for who said it: that connection or account, not whoever has its nick now', () => {
    const scene = office()
    scene.line('bob', 'NICK rob')
    scene.line('cid', 'NICK bob')
    expect(scene.line('bob', 'REDACT #a b-4')).toEqual([
      'bob < :s FAIL REDACT REDACT_FORBIDDEN #a b-4 :You are not authorised to delete this message',
    ])
    expect(scene.line('rob', 'REDACT #a b-4')).toHaveLength(1)
    scene.register('dan', { account: 'dan' })
    scene.join('#a', 'dan').line('dan', 'PRIVMSG #a :mine')
    const id = scene.room.seq.toString(36)
    scene.leave('dan', 'bye')
    scene.register('dan2', { account: 'DAN' })
    expect(scene.join('#a', 'dan2').line('dan2', `REDACT #a b-${id}`)[0]).toContain(`REDACT #a b-${id}`)
  })

  it('takes the message out of the history, and leaves its place to read on from', () => {
    const scene = office()
    const before = scene.room.archive.bytes
    scene.line('ann', 'REDACT #a b-5')
    expect(history(scene, 'cid')).toEqual([':bob!~bob@h PRIVMSG #a :one', ':ann!~ann@h PRIVMSG #a :three'])
    expect(answerTo(scene, 'cid', 'CHATHISTORY LATEST #a * 2').slice(1)).toEqual(history(scene, 'cid'))
    expect(answerTo(scene, 'cid', 'CHATHISTORY AFTER #a msgid=b-5 9').slice(1)).toEqual([
      ':ann!~ann@h PRIVMSG #a :three',
    ])
    expect(
      JSON.stringify([...(scene.room.channels.get('#a')?.history.messages ?? [])].map((k) => k.line)),
    ).not.toContain('two')
    const event = scene.room.archive.events.newest?.bytes ?? 0
    expect(scene.room.archive.bytes).toBe(before - 'two'.length + event)
  })

  it('is found where it happened by holders of draft/event-playback', () => {
    const scene = office()
    scene.line('ann', 'REDACT #a b-5 :why')
    const found = answersTo(scene, 'cid', 'CHATHISTORY AFTER #a msgid=b-6 9', ['draft/event-playback'])
    expect(found.slice(1).map(({ command, params }) => [command, ...params])).toEqual([
      ['REDACT', '#a', 'b-5', 'why'],
    ])
  })

  it('is for a TAGMSG, too', () => {
    const scene = office()
    scene.line('bob', '@+draft/react=x TAGMSG #a')
    expect(scene.line('bob', 'REDACT #a b-7')).toHaveLength(1)
    const found = answerTo(scene, 'cid', 'CHATHISTORY AFTER #a msgid=b-7 9', ['draft/event-playback'])
    expect(found.slice(1)).toEqual([':bob!~bob@h REDACT #a b-7'])
  })

  it('is for what two said to one another, by who said it, whether the other one is here or not', () => {
    const scene = couple()
    expect(scene.line('bob', 'REDACT ann b-1')).toEqual([
      'bob < :s FAIL REDACT REDACT_FORBIDDEN ann b-1 :You are not authorised to delete this message',
    ])
    expect(scene.line('cid', 'REDACT ann b-1')).toEqual([
      'cid < :s FAIL REDACT UNKNOWN_MSGID ann b-1 :This message does not exist or is too old',
    ])
    expect(scene.line('ann', 'REDACT bob b-1 :oh')).toEqual(['bob,ann* < :ann!~ann@h REDACT bob b-1 :oh'])
    expect(history(scene, 'bob', 'ann')).toEqual([])
    scene.line('ann', 'PRIVMSG bob :again')
    scene.leave('bob', 'bye')
    scene.enter('bob')
    expect(scene.line('ann', 'REDACT bob b-3')).toEqual(['ann* < :ann!~ann@h REDACT bob b-3'])
    expect(history(scene, 'ann', 'bob')).toEqual([])
  })

  it('is refused for what one may not read, what is no message, was redacted or is forgotten', () => {
    const scene = office().enter('dan')
    expect(scene.line('dan', 'REDACT #a b-4')).toEqual([
      'dan < :s FAIL REDACT INVALID_TARGET #a :You cannot delete messages from there',
    ])
    expect(scene.line('dan', 'REDACT #none b-4')[0]).toContain('INVALID_TARGET #none')
    expect(scene.line('dan', 'REDACT bob b-4')[0]).toContain('INVALID_TARGET bob')
    scene.line('ann', 'REDACT #a b-4')
    for (const id of ['b-4', 'b-1', 'b-zz', 'b-04', 'c-5', 'x', 'x'.repeat(400)]) {
      expect(scene.line('ann', `REDACT #a ${id}`), id).toEqual([
        expect.stringMatching(/^ann < :s FAIL REDACT UNKNOWN_MSGID #a \S+ :/),
      ])
    }
  })

  it('is refused with 417 where the reason is too long, and nothing is redacted', () => {
    const scene = office()
    expect(scene.line('ann', `REDACT #a b-4 :${'x'.repeat(391)}`)).toEqual([
      'ann < :s 417 ann :Input line was too long',
    ])
    expect(history(scene, 'cid')).toHaveLength(3)
  })

  it('takes the nonce along: what was deleted is not said again', () => {
    const scene = office()
    scene.line('bob', '@+earshot/nonce=n PRIVMSG #a :secret')
    scene.line('bob', 'REDACT #a b-7')
    expect(scene.line('bob', '@+earshot/nonce=n PRIVMSG #a :secret')).toEqual([
      'bob < :s FAIL PRIVMSG MESSAGE_REDACTED #a :It was said, and deleted since',
    ])
  })
})
