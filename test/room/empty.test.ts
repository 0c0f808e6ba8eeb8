import { describe, expect, it } from 'vitest'
import { load, save } from '../../src/room/snapshot.ts'
import { Scene, factsOf } from './harness.ts'
import { answerTo } from './history/batches.ts'

/** What a channel remembers of what was said. */
function said(scene: Scene, channel: string): string[] {
  const history = scene.room.channels.get(channel)?.history
  return [...(history?.messages ?? [])].map(({ line }) => line.params[1] ?? '')
}

function spoken(options: ConstructorParameters<typeof Scene>[0] = {}): Scene {
  const scene = new Scene(options).enter('ann', 'bob').join('#a', 'ann')
  scene.line('ann', 'PRIVMSG #a :hello')
  return scene
}

const hour = 3_600_000

describe('a channel that everybody has left', () => {
  it('remembers for an hour what was said in it, and is a new one besides', () => {
    const scene = spoken()
    scene.line('ann', 'MODE #a +m')
    scene.line('ann', 'PART #a')
    scene.atMs += hour
    scene.join('#A', 'bob')
    expect(said(scene, '#a')).toEqual(['hello'])
    expect(scene.room.channels.get('#a')?.flags).toEqual(new Set(['n', 't']))
    expect(scene.room.empty.size).toBe(0)
  })

  it('forgets after that, by the time of whatever happens next', () => {
    const scene = spoken()
    scene.line('ann', 'PART #a')
    scene.atMs += hour + 1
    scene.line('bob', 'AWAY')
    expect([scene.room.empty.size, scene.room.archive.bytes]).toEqual([0, 0])
  })

  it.each(['+i', '+k secret', '+b bob!*@*', '+b cid!*@*'])(
    'forgets at once what was said under %s, since the new one keeps nobody out',
    (modes) => {
      const scene = spoken()
      scene.line('ann', `MODE #a ${modes}`)
      scene.line('ann', 'PART #a')
      expect([scene.room.empty.size, scene.room.archive.bytes]).toEqual([0, 0])
      scene.line('ann', 'JOIN #a secret')
      scene.join('#a', 'bob')
      expect(answerTo(scene, 'bob', 'CHATHISTORY LATEST #a * 9')).toEqual([':s BATCH chathistory #a'])
    },
  )

  it('remembers for whoever comes what was said after a key and a ban were taken away', () => {
    const scene = spoken()
    scene.line('ann', 'MODE #a +kb secret bob!*@*')
    scene.line('ann', 'MODE #a -kb secret bob!*@*')
    scene.line('ann', 'PART #a')
    scene.join('#a', 'ann', 'bob')
    expect(answerTo(scene, 'bob', 'CHATHISTORY LATEST #a * 9')).toContain(':ann!~ann@h PRIVMSG #a :hello')
  })

  it('takes no place where nothing was said', () => {
    const scene = new Scene().enter('ann').join('#a', 'ann')
    scene.line('ann', 'TOPIC #a :about')
    scene.line('ann', 'PART #a')
    expect([scene.room.empty.size, scene.room.archive.bytes]).toEqual([0, 0])
  })

  it('makes place for channels that have members, the one that was left first goes first', () => {
    const scene = spoken({ limits: { channels: 2 } })
    scene.line('ann', 'PART #a')
    scene.join('#b', 'ann').line('ann', 'PRIVMSG #b :hello')
    scene.line('ann', 'PART #b')
    expect([...scene.room.empty.keys()]).toEqual(['#a', '#b'])
    scene.join('#c', 'ann').line('ann', 'PRIVMSG #c :hello')
    scene.line('ann', 'PART #c')
    expect([...scene.room.empty.keys()]).toEqual(['#b', '#c'])
  })
})

describe('a channel that is founded again', () => {
  const nothing = [':s BATCH chathistory #a']

  /** The msgid of what was said or done last. */
  const last = ({ room }: Scene): string => `msgid=b-${room.seq.toString(36)}`
  const after = (scene: Scene, msgid: string): string[] =>
    answerTo(scene, 'ann', `CHATHISTORY AFTER #a ${msgid} 9`)
  const refused = (msgid: string): string[] => [
    `:s FAIL CHATHISTORY MESSAGE_ERROR AFTER #a ${msgid} :That message is not remembered here`,
  ]

  it('knows that nothing was missed since what was heard where nothing was said', () => {
    const scene = new Scene().enter('ann').join('#a', 'ann')
    const msgid = last(scene)
    scene.line('ann', 'PART #a')
    scene.join('#a', 'ann')
    expect(after(scene, msgid)).toEqual(nothing)
    expect(after(scene, 'msgid=b-zz')).toEqual(refused('msgid=b-zz'))
  })

  it('has what was said between two who were alone in it', () => {
    const scene = new Scene().enter('ann', 'bob').join('#a', 'ann')
    const msgid = last(scene)
    scene.line('ann', 'PART #a')
    scene.join('#a', 'bob').line('bob', 'PRIVMSG #a :hello')
    scene.line('bob', 'PART #a')
    scene.join('#a', 'ann')
    expect(after(scene, msgid)).toEqual([...nothing, ':bob!~bob@h PRIVMSG #a :hello'])
  })

  it('does not go on from before what was said and is lost, and does from after it, in a snapshot too', () => {
    const scene = spoken()
    const before = 'msgid=b-1'
    scene.line('ann', 'MODE #a +i')
    const msgid = last(scene)
    scene.line('ann', 'PART #a')
    scene.join('#b', 'ann').join('#a', 'ann')
    expect(after(scene, before)).toEqual(refused(before))
    expect(after(scene, msgid)).toEqual(nothing)
    scene.line('ann', 'PART #a')
    const { boot: _, ...facts } = factsOf()
    const loaded = load(save(scene.room), facts)
    expect(loaded.lost).toEqual(scene.room.lost)
  })

  it('under a name that another one had does not go on from what was heard there', () => {
    const scene = spoken()
    const msgid = 'msgid=b-1'
    scene.join('#a', 'bob').line('ann', 'RENAME #a #z :moved')
    scene.join('#a', 'ann')
    expect(after(scene, msgid)).toEqual(refused(msgid))
  })
})
