import { describe, expect, it } from 'vitest'
import { Scene } from '../harness.ts'

/** What a channel remembers, in order: `*` before what is no message. */
function remembered(scene: Scene, channel: string): string[] {
  const history = scene.room.channels.get(channel)?.history
  return [...(history?.messages ?? []), ...(history?.events ?? [])]
    .sort((a, b) => a.seq - b.seq)
    .map(
      ({ isMessage, line }) => `${isMessage ? '' : '*'}${[line.command, ...line.params.slice(1)].join(' ')}`,
    )
}

describe('a channel remembers', () => {
  it('what is said in it, and what else happens, in the order for everybody', () => {
    const scene = new Scene().enter('ann', 'bob').join('#a', 'ann', 'bob')
    scene.line('ann', 'PRIVMSG #a :one')
    scene.line('bob', 'NOTICE #a :two')
    scene.line('ann', 'TOPIC #a :three')
    scene.line('ann', 'MODE #a +v bob')
    scene.line('bob', 'NICK rob')
    scene.line('ann', 'KICK #a rob :four')
    expect(remembered(scene, '#a')).toEqual([
      '*JOIN * ann',
      '*JOIN * bob',
      'PRIVMSG one',
      'NOTICE two',
      '*TOPIC three',
      '*MODE +v bob',
      '*NICK',
      '*KICK rob four',
    ])
  })

  it('reactions, but not that somebody types, nor who is away', () => {
    const scene = new Scene().enter('ann').join('#a', 'ann')
    scene.line('ann', '@+typing=active;+draft/typing=active TAGMSG #a')
    scene.line('ann', '@+draft/react=x;+draft/reply=m TAGMSG #a')
    scene.line('ann', 'AWAY :gone')
    expect(remembered(scene, '#a')).toEqual(['*JOIN * ann', '*TAGMSG'])
  })

  it('each line with the number of its msgid, and in every channel that it was said to', () => {
    const scene = new Scene().enter('ann', 'bob').join('#a', 'ann', 'bob').join('#b', 'ann', 'bob')
    scene.leave('bob', 'bye')
    const [a, b] = ['#a', '#b'].map((id) => scene.room.channels.get(id)?.history.events)
    expect(a?.at(a.length - 1)?.line).toBe(b?.at(b.length - 1)?.line)
    for (const { seq, line } of a ?? []) expect(line.msgid).toBe(`b-${seq.toString(36)}`)
  })
})
