import { describe, expect, it } from 'vitest'
import { load, save } from '../../src/room/snapshot.ts'
import { Scene, factsOf } from './harness.ts'

describe('a snapshot', () => {
  it('is one line of JSON for the room, each member, channel, past member and line that is remembered, in the order of their coming', () => {
    const scene = new Scene().enter('bob', 'ann').join('#b', 'ann').join('#a', 'ann', 'bob')
    scene.line('ann', 'PRIVMSG #b :hello')
    scene.line('ann', 'PART #b')
    scene.enter('cid').leave('cid', 'x')
    const lines = [...save(scene.room)]
    expect(
      lines.map((line) => JSON.parse(line).nick ?? JSON.parse(line).name ?? JSON.parse(line).type),
    ).toEqual(['room', 'bob', 'ann', '#a', 'cid', 'empty', ...Array(5).fill('kept')])
    for (const line of lines) expect(line).not.toContain('\n')
  })

  it('is the same life when it is loaded, with the facts of now', () => {
    const scene = new Scene({ boot: 'life1' }).enter('ann')
    const { room } = scene
    const loaded = load(save(room), factsOf({ boot: 'other', version: '2' }))
    expect(loaded.facts.boot).toBe('life1')
    expect(loaded.facts.version).toBe('2')
    expect([...save(loaded)]).toEqual([...save(room)])
  })

  it('has every part of a room in a line of its own kind, or it is given again, or rebuilt', () => {
    const room = [
      'openedMs',
      'timeMs',
      'seq',
      'peak',
      'config',
      'bans',
      'isLockedDown',
      'seatsUntilMs',
      'lost',
    ]
    const lines = ['accounts', 'members', 'channels', 'seats', 'empty', 'whowas', 'readMarkers', 'archive']
    const rebuilt = [
      'accountLooks',
      'certificates',
      'facts',
      'nicks',
      'skeletons',
      'sessions',
      'watchers',
      'modeCounts',
    ]
    expect(Object.keys(new Scene().room).sort()).toEqual([...room, ...lines, ...rebuilt].sort())
  })

  it('that save did not write is refused', () => {
    const facts = factsOf()
    expect(() => load([], facts)).toThrow('a snapshot without a room line')
    expect(() => load(['{"type":"member"}'], facts)).toThrow('begins with its room line')
    expect(() => load(['{"type":"room","format":2}'], facts)).toThrow('format 2')
    expect(() => load(['no json'], facts)).toThrow(SyntaxError)
  })
})
