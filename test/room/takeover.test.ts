import { describe, expect, it } from 'vitest'
import { load, save } from '../../src/room/snapshot.ts'
import { forgetSeats } from '../../src/room/takeover.ts'
import { Scene, factsOf } from './harness.ts'

/** All connections end at once, as they do when another process takes the room over. */
function takeOver(scene: Scene): void {
  scene.run({ type: 'takeover', by: 0, atMs: scene.atMs })
  Object.assign(scene, { room: load(save(scene.room), factsOf()) })
}

/** Ann rules #a, which takes nobody who is not invited; bob has voice there. */
function office(): Scene {
  const scene = new Scene()
  scene.register('ann', { address: '10.0.0.1', host: 'h1' })
  scene.register('bob', { address: '10.0.0.2', host: 'h2' })
  scene.join('#a', 'ann', 'bob')
  scene.line('ann', 'MODE #a +vk bob secret')
  scene.line('ann', 'MODE #a +i')
  scene.line('ann', 'TOPIC #a :ours')
  takeOver(scene)
  return scene
}

const memberOf = (scene: Scene): [string, number][] =>
  [...(scene.room.channels.get('#a')?.members ?? [])].map(([id, ranks]) => [
    scene.room.members.get(id)?.nick ?? '?',
    ranks,
  ])

describe('who was here when another process took the room over', () => {
  it('comes back into its channels past key and +i, with its ranks, to the topic that was', () => {
    const scene = office()
    scene.register('bob', { address: '10.0.0.2', host: 'h2' })
    const lines = scene.line('bob', 'JOIN #a')
    expect(lines[0]).toBe('bob < :bob!~bob@h2 JOIN #a * :bob')
    expect(lines).toContainEqual(expect.stringMatching(/ 332 bob #a :ours$/))
    scene.register('ann', { address: '10.0.0.1', host: 'h1' })
    expect(scene.line('ann', 'JOIN #a').slice(0, 2)).toEqual([
      'bob,ann < :ann!~ann@h1 JOIN #a * :ann',
      'bob,ann < :s MODE #a +o ann',
    ])
    expect(memberOf(scene)).toEqual([
      ['bob', 1],
      ['ann', 2],
    ])
    expect(scene.room.seats.size).toBe(0)
  })

  it('has its nick kept, and what looks like it, from who comes from elsewhere', () => {
    const scene = office()
    expect(scene.register('ann', { host: 'h9' })[0]).toMatch(/ 433 \* ann :Somebody of this name was here/)
    expect(scene.register('B0B', { host: 'h9' })[0]).toMatch(/ 433 /)
    expect(scene.register('cid', { host: 'h9' })[0]).toBe('admitted cid')
    expect(scene.line('cid', 'JOIN #a')).toEqual(['cid < :s 475 cid #a :Cannot join channel (+k)'])
  })

  it('is awaited no more where its account is dropped, and who makes one of that name is somebody else', () => {
    const scene = new Scene()
    scene.register('ann', { account: 'ann', host: 'h1' })
    scene.join('#a', 'ann')
    takeOver(scene)
    expect(scene.room.seats.size).toBe(1)
    forgetSeats(scene.room, 'ANN')
    expect([scene.room.seats.size, scene.room.channels.size]).toEqual([0, 0])
  })

  it('is known by its account, or its certificate, wherever it comes from, and by nothing else then', () => {
    const scene = new Scene()
    scene.register('ann', { account: 'ann', host: 'h1' })
    scene.register('bob', { tls: { certificate: 'c'.repeat(64) }, host: 'h2' })
    takeOver(scene)
    expect(scene.register('ann', { host: 'h1' })[0]).toMatch(/ 433 /)
    expect(scene.register('bob', { host: 'h2' })[0]).toMatch(/ 433 /)
    expect(scene.register('ann', { account: 'ANN', host: 'h8' })[0]).toBe('admitted ann')
    expect(scene.register('bob', { tls: { certificate: 'c'.repeat(64) }, host: 'h8' })[0]).toBe(
      'admitted bob',
    )
  })

  it('is awaited for ten minutes; then nick and channel are anybody’s', () => {
    const scene = office()
    scene.atMs += 600_001
    expect(scene.register('ann', { host: 'h9' })[0]).toBe('admitted ann')
    expect(scene.room.channels.size).toBe(0)
    scene.line('ann', 'JOIN #a')
    expect(memberOf(scene)).toEqual([['ann', 2]])
  })

  it('finds its channel as it was also when another one came back and left', () => {
    const scene = office()
    scene.register('bob', { address: '10.0.0.2', host: 'h2' })
    scene.line('bob', 'JOIN #a')
    scene.line('bob', 'PART #a')
    expect(scene.line('bob', 'JOIN #a')).toEqual(['bob < :s 475 bob #a :Cannot join channel (+k)'])
    scene.register('ann', { address: '10.0.0.1', host: 'h1' })
    scene.line('ann', 'JOIN #a')
    expect(memberOf(scene)).toEqual([['ann', 2]])
    scene.line('ann', 'PART #a')
    expect(scene.room.channels.size).toBe(0)
  })

  it('is no member, and nobody is told that it left', () => {
    const scene = office()
    scene.register('cid', { host: 'h9' })
    expect(scene.line('cid', 'WHOIS ann')[0]).toMatch(/ 401 /)
    expect(scene.line('cid', 'WHOWAS ann')[0]).toMatch(/ 406 /)
    expect(
      [...(scene.room.channels.get('#a')?.history.events ?? [])].map(({ line }) => line.command),
    ).not.toContain('QUIT')
  })
})
