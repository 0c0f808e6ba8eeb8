import { describe, expect, it } from 'vitest'
import { load, save } from '../../src/room/snapshot.ts'
import { Scene, factsOf, openedMs } from './harness.ts'

const configure = (scene: Scene, config: { motd: string[]; hiddenCaps: ('setname' | 'batch')[] }): string[] =>
  scene.run({ type: 'config', by: 0, atMs: openedMs, config })

describe('a config entry', () => {
  it('changes what holds from there on, for all at one place in the order', () => {
    const scene = new Scene({ motd: ['old'] }).enter('ann')
    configure(scene, { motd: ['new'], hiddenCaps: [] })
    expect(scene.line('ann', 'MOTD')[1]).toBe('ann < :s 372 ann :- new')
  })

  it('says which capabilities are hidden now, and which are offered again', () => {
    const scene = new Scene()
    expect(configure(scene, { motd: [], hiddenCaps: ['setname', 'batch'] })).toEqual([
      'configured -setname,batch +',
    ])
    expect(configure(scene, { motd: [], hiddenCaps: ['batch'] })).toEqual(['configured - +setname'])
    expect(configure(scene, { motd: [], hiddenCaps: ['batch'] })).toEqual(['configured - +'])
  })

  it('is in the snapshot', () => {
    const scene = new Scene()
    configure(scene, { motd: ['new'], hiddenCaps: ['batch'] })
    expect(load(save(scene.room), factsOf()).config).toEqual({ motd: ['new'], hiddenCaps: ['batch'] })
  })
})
