import { describe, expect, it } from 'vitest'
import { Top } from '../../src/actors/top.ts'
import { RoomWorld } from './world.ts'

const ids = (rows: readonly { readonly id: number }[]): number[] => rows.map(({ id }) => id)

describe('the connections that cost most', () => {
  it('are first those for which most waits, or that take nothing, or that send most', () => {
    const world = new RoomWorld()
    world.join('ann')
    const bob = world.join('bob')
    const eve = world.join('eve')
    bob.unsentBytes = 5
    const top = new Top()
    expect(ids(top.look(world.state, 'queue', 9))).toEqual([2, 3, 1])
    eve.behindSinceMs = world.time.steady()
    world.time.advance(1_000)
    expect(top.look(world.state, 'lag', 9)[0]).toMatchObject({ id: 3, nick: 'eve', behindMs: 1_000 })
    expect(ids(top.look(world.state, 'queue', 1))).toEqual([2])
  })

  it('have the rates of since it was looked before', () => {
    const world = new RoomWorld()
    const ann = world.join('ann')
    const top = new Top()
    world.time.advance(1_000)
    top.look(world.state, 'rate', 9)
    ann.says('PING 1', 'PING 2', 'PING 3')
    world.time.advance(2_000)
    expect(top.look(world.state, 'rate', 9)).toMatchObject([{ linesPerSecond: 1.5 }])
    world.time.advance(1_000)
    expect(top.look(world.state, 'rate', 9)).toMatchObject([{ linesPerSecond: 0 }])
  })
})
