import { describe, expect, it } from 'vitest'
import { Scene } from './harness.ts'

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

  it('forgets at once where only who was invited could come in', () => {
    const scene = spoken()
    scene.room.channels.get('#a')?.flags.add('i')
    scene.line('ann', 'PART #a')
    expect([scene.room.empty.size, scene.room.archive.bytes]).toEqual([0, 0])
  })

  it('forgets at once where who was banned founds it', () => {
    for (const [mask, left] of [
      ['bob!*@*', []],
      ['cid!*@*', ['hello']],
    ] as const) {
      const scene = spoken()
      scene.line('ann', `MODE #a +b ${mask}`)
      scene.line('ann', 'PART #a')
      expect(said(scene.join('#a', 'bob'), '#a')).toEqual(left)
    }
  })

  it('makes place for channels that have members, the one that was left first goes first', () => {
    const scene = spoken({ limits: { channels: 2 } })
    scene.line('ann', 'PART #a')
    scene.join('#b', 'ann').line('ann', 'PART #b')
    expect([...scene.room.empty.keys()]).toEqual(['#a', '#b'])
    scene.join('#c', 'ann')
    scene.line('ann', 'PART #c')
    expect([...scene.room.empty.keys()]).toEqual(['#b', '#c'])
  })
})
