import { describe, expect, it } from 'vitest'
import { Scene } from '../harness.ts'
import { answersTo } from '../history/batches.ts'

const office = (options?: ConstructorParameters<typeof Scene>[0]) =>
  new Scene(options).enter('ann', 'bob', 'cid').join('#a', 'ann', 'bob', 'cid')
const lineOf = (scene: Scene, nick: string, text: string) => {
  const [outcome] = scene.outcomes(scene.id(nick), text)
  return outcome?.type === 'said' ? outcome.line : undefined
}
const first = '@+earshot/nonce=n1 PRIVMSG #a :once'

describe('a message with a nonce', () => {
  it('is said once: a repeat is the echo of the first, to its sender alone', () => {
    const scene = office()
    expect(scene.line('ann', first)).toEqual([
      'bob,cid,ann* < @+earshot/nonce=n1 :ann!~ann@h PRIVMSG #a :once',
    ])
    const said = scene.room.channels.get('#a')?.history.messages.at(0)?.line
    scene.atMs += 5_000
    const again = lineOf(scene, 'ann', '@+earshot/nonce=n1;+t PRIVMSG #A :twice')
    expect(again).toBe(said)
    expect(scene.line('ann', first)).toEqual(['ann* < @+earshot/nonce=n1 :ann!~ann@h PRIVMSG #a :once'])
    expect(scene.room.channels.get('#a')?.history.messages.length).toBe(1)
  })

  it('is said once, whoever repeats it: who comes back may be somebody else for the room', () => {
    const scene = office()
    scene.line('ann', first)
    expect(scene.line('bob', first)).toEqual(['bob* < @+earshot/nonce=n1 :ann!~ann@h PRIVMSG #a :once'])
  })

  it('is said once by NOTICE as by PRIVMSG, and each target counts for itself', () => {
    const scene = office().join('#b', 'ann', 'bob')
    scene.line('ann', '@+earshot/nonce=n2 NOTICE #a :x')
    expect(scene.line('ann', '@+earshot/nonce=n2 PRIVMSG #a,#b :x')).toEqual([
      'ann* < @+earshot/nonce=n2 :ann!~ann@h NOTICE #a :x',
      'bob,ann* < @+earshot/nonce=n2 :ann!~ann@h PRIVMSG #b :x',
    ])
  })

  it('is said once between two accounts, and not known where nothing is remembered', () => {
    const scene = new Scene()
    scene.register('ann', { account: 'ann' })
    scene.register('bob', { account: 'bob' })
    const line = '@+earshot/nonce=n PRIVMSG bob :x'
    expect(scene.line('ann', line)[0]).toMatch(/^bob,ann\* < /)
    expect(scene.line('ann', line)[0]).toMatch(/^ann\* < /)
    scene.enter('cid')
    for (let i = 0; i < 2; i++) {
      expect(scene.line('cid', line)[0]).toMatch(/^bob,cid\* < /)
    }
  })

  it('is asked for what everybody is asked for before it is answered', () => {
    const scene = office()
    scene.line('ann', first)
    scene.line('bob', 'PART #a')
    expect(scene.line('bob', first)).toEqual([
      'bob < :s 404 bob #a :Cannot send to channel: you are not in it (+n)',
    ])
  })

  it('is not told to who may speak there and does not hear: the nonce is refused with NONCE_USED', () => {
    const scene = office()
    scene.line('ann', 'MODE #a -n')
    scene.line('ann', first)
    scene.line('cid', 'PART #a')
    const used = ['cid < :s FAIL PRIVMSG NONCE_USED #a :Something was said with that nonce']
    expect(scene.line('cid', first)).toEqual(used)
    expect(scene.line('cid', first.replace('PRIVMSG', 'NOTICE'))).toEqual([])
    const msgid = `b-${scene.room.channels.get('#a')?.history.messages.at(0)?.seq.toString(36)}`
    scene.line('ann', `REDACT #a ${msgid}`)
    expect(scene.line('cid', first)).toEqual(used)
    expect(scene.line('bob', first)[0]).toContain('MESSAGE_REDACTED')
  })

  it('can be said again when it is forgotten', () => {
    const scene = office({ limits: { historyMessages: 2 } })
    scene.line('ann', first)
    scene.line('ann', 'PRIVMSG #a :2')
    expect(scene.line('ann', first)[0]).toMatch(/^ann\* < /)
    scene.line('ann', 'PRIVMSG #a :3')
    expect(scene.line('ann', first)[0]).toMatch(/^bob,cid,ann\* < /)
    expect(scene.room.channels.get('#a')?.history.nonces.size).toBe(1)
  })

  it('is given back with its nonce, so that a reader knows it again', () => {
    const scene = office()
    scene.line('ann', first)
    const [, line] = answersTo(scene, 'bob', 'CHATHISTORY LATEST #a * 5')
    expect(line?.tags).toEqual(new Map([['+earshot/nonce', 'n1']]))
  })

  it('is refused where the nonce is empty or too long; NOTICE is not answered', () => {
    const scene = office()
    for (const nonce of ['', '=', `=${'x'.repeat(65)}`]) {
      expect(scene.line('ann', `@+earshot/nonce${nonce} PRIVMSG #a :x`)).toEqual([
        'ann < :s FAIL PRIVMSG INVALID_NONCE :A nonce is 1 to 64 bytes',
      ])
      expect(scene.line('ann', `@+earshot/nonce${nonce} NOTICE #a :x`)).toEqual([])
    }
    expect(scene.line('ann', `@+earshot/nonce=${'x'.repeat(64)} PRIVMSG #a :x`)).toHaveLength(1)
  })

  it('is no matter of TAGMSG, which is no message', () => {
    const scene = office()
    for (let i = 0; i < 2; i++) {
      expect(scene.line('ann', '@+earshot/nonce=t;+r TAGMSG #a')[0]).toMatch(/^bob,cid,ann\* < /)
    }
  })
})
