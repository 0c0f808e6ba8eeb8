import { describe, expect, it } from 'vitest'
import { toWire } from '../../../src/protocol/wire.ts'
import { commands } from '../../../src/room/commands/table.ts'
import { Scene } from '../harness.ts'

describe('every line', () => {
  it('with a verb that is none is answered 421', () => {
    expect(new Scene().enter('ann').line('ann', 'frobnicate x')).toEqual([
      'ann < :s 421 ann FROBNICATE :Unknown command',
    ])
  })

  it('gives an unknown verb back as it was spelt beyond ASCII, in UTF-8', () => {
    expect(new Scene().enter('ann').line('ann', 'õlu')).toEqual([
      `ann < :s 421 ann ${toWire('õ')}LU :Unknown command`,
    ])
  })

  it('gives no more of an unknown verb back than a line holds', () => {
    const [line = ''] = new Scene().enter('ann').line('ann', 'X'.repeat(510))
    expect(line.length).toBeLessThan(300)
  })

  it('before registration is answered 451, unless it is for then', () => {
    const scene = new Scene()
    const peer = scene.stranger()
    for (const verb of ['JOIN #a', 'PRIVMSG a :b', 'WHO', 'FROBNICATE']) {
      expect(scene.hear(peer.id, verb)).toEqual(['? < :s 451 * :You have not registered'])
    }
    const early = [...commands].filter(([, { before }]) => before !== undefined).map(([verb]) => verb)
    expect(early).toEqual([
      'AUTHENTICATE',
      'AWAY',
      'CAP',
      'NICK',
      'PASS',
      'PING',
      'PONG',
      'QUIT',
      'REGISTER',
      'USER',
      'VERIFY',
    ])
  })

  it('that is too long is answered 417, its tags counted apart', () => {
    const scene = new Scene().enter('ann', 'bob')
    const expected = ['ann < :s 417 ann :Input line was too long']
    expect(scene.line('ann', `PRIVMSG bob :${'x'.repeat(498)}`)).toEqual(expected)
    expect(scene.line('ann', `@a=${'x'.repeat(4093)} PRIVMSG bob :x`)).toEqual(expected)
    expect(scene.line('ann', `@a=${'x'.repeat(4092)} PRIVMSG bob :x`)).toHaveLength(1)
  })

  it('with NUL or CR in it is answered 400', () => {
    const scene = new Scene().enter('ann')
    expect(scene.line('ann', 'PING a\0b')).toEqual(['ann < :s 400 ann PING :A line may not hold NUL or CR'])
    expect(scene.line('ann', 'PING a\rb')).toEqual(['ann < :s 400 ann PING :A line may not hold NUL or CR'])
  })

  it('that asks for more than its parameters give is answered 461', () => {
    const scene = new Scene().enter('ann')
    for (const [verb, { minParams }] of commands) {
      if (minParams === 0) continue
      const few = [verb, ...Array.from({ length: minParams - 1 }, () => 'x')].join(' ')
      const [answer] = scene.line('ann', few)
      expect(answer).toBe(`ann < :s 461 ann ${verb} :Not enough parameters`)
    }
  })
})
