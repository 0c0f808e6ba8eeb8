import { describe, expect, it } from 'vitest'
import type { Rule } from '../../src/room/rule/rule.ts'
import { wireRule } from '../../src/room/rule/wire-rule.ts'
import { load, save } from '../../src/room/snapshot.ts'
import { Scene, factsOf } from './harness.ts'

const ruled = (scene: Scene, rule: Rule): string[] =>
  scene.run({ type: 'rule', by: 0, atMs: scene.atMs, rule: wireRule(rule), ticket: 7 })

const kick = (nick: string, channel?: string, reason = 'enough'): Rule => ({
  do: 'kick',
  nick,
  channel,
  reason,
})
const ban = (mask: string, channel?: string, add = true): Rule => ({ do: 'ban', mask, channel, add })

const scene = (): Scene => new Scene().enter('ann', 'bob').join('#a', 'ann', 'bob')

describe('whoever runs the daemon', () => {
  it('kicks from a channel in the server’s name, and the channel is told', () => {
    expect(ruled(scene(), kick('BOB', '#A'))).toEqual([
      'ann,bob < :s KICK #a bob :enough',
      'unsubscribed bob #a',
      'ruled {"members":1}',
    ])
  })

  it('ends a connection as KILL does', () => {
    expect(ruled(scene(), kick('bob'))).toEqual([
      'bob < :s KILL bob :enough',
      'bob < :bob!~bob@h QUIT :Killed (s (enough))',
      'expelled bob: Killed (s (enough))',
      'ruled {"members":1}',
    ])
  })

  it.each([
    [kick('cid'), 'nobody is called cid'],
    [kick('ann', '#none'), 'there is no channel #none'],
    [kick('cid', '#a'), 'nobody is called cid'],
    [kick('ann', '#a', 'x'.repeat(391)), 'the reason is too long for one line'],
    [kick('ann', undefined, 'x'.repeat(391)), 'the reason is too long for one line'],
    [ban('q:x'), 'q:x is no mask, or too long'],
    [ban('m:bob'), 'm: silences in a channel; name it'],
    [ban('bob', '#none'), 'there is no channel #none'],
    [ban('bob', '#a', false), 'bob!*@* is not banned in #a'],
    [ban('bob', undefined, false), 'bob!*@* is not banned'],
    [{ do: 'say', text: 'x', channel: '#ü' }, 'there is no channel #ü'],
    [{ do: 'say', text: 'x'.repeat(500), channel: '#a' }, 'the text is too long for one line'],
  ] satisfies [Rule, string][])('is told why nothing is done for %j', (rule, refusal) => {
    const room = scene()
    const before = [...save(room.room)]
    expect(ruled(room, rule)).toEqual([`ruled ${JSON.stringify({ refusal })}`])
    expect([...save(room.room)]).toEqual(before)
  })

  it('bans in a channel and takes it back', () => {
    const room = scene()
    expect(ruled(room, ban('bob', '#a'))[0]).toBe('ann,bob < :s MODE #a +b bob!*@*')
    expect(ruled(room, ban('bob', '#a'))).toEqual(['ruled {"refusal":"bob!*@* is banned already"}'])
    expect(room.line('bob', 'PRIVMSG #a :x')[0]).toContain(' 404 ')
    expect(ruled(room, ban('BOB', '#a', false))[0]).toBe('ann,bob < :s MODE #a -b bob!*@*')
  })

  it('bans from the room: who matches goes, and does not come back, also when it was saved and loaded', () => {
    const room = new Scene().enter('ann').join('#a', 'ann')
    room.register('bob', { address: '192.168.7.9', host: 'cloak' })
    expect(ruled(room, ban('192.168.7.*'))).toEqual(['expelled bob: Banned', 'ruled {"members":1}'])
    room.leave('bob', 'Banned')
    Object.assign(room, { room: load(save(room.room), factsOf()) })
    expect(room.register('bobby', { address: '192.168.7.8', host: 'cloak' })).toEqual([
      '? < :s 465 * :You are banned from this room',
      'expelled ?: Banned',
    ])
    expect(ruled(room, ban('192.168.7.*', undefined, false))).toEqual(['ruled {"members":0}'])
    expect(room.register('bobby', { address: '192.168.7.8' })[0]).toBe('admitted bobby')
  })

  it('speaks in a channel, where it is remembered, and to every member', () => {
    const room = scene().enter('cid')
    expect(ruled(room, { do: 'say', text: 'soon', channel: '#a' })).toEqual([
      'ann,bob < :s NOTICE #a :soon',
      'ruled {"members":2}',
    ])
    expect(room.room.channels.get('#a')?.history.messages.at(0)?.line.params).toEqual(['#a', 'soon'])
    expect(ruled(room, { do: 'say', text: 'now' })).toEqual([
      'ann < :s NOTICE ann :now',
      'bob < :s NOTICE bob :now',
      'cid < :s NOTICE cid :now',
      'ruled {"members":3}',
    ])
  })

  it('locks the room down: nobody new comes in but accounts, and no account is made, until it is over', () => {
    const room = scene()
    ruled(room, { do: 'lock-down', isOn: true })
    expect(load(save(room.room), factsOf()).isLockedDown).toBe(true)
    expect(room.register('cid')).toEqual([
      '? < :s 465 * :The room is locked down: for now it takes nobody new but accounts',
      'expelled ?: Locked down',
    ])
    expect(room.register('dan', { account: 'dan' })[0]).toBe('admitted dan')
    expect(room.line('ann', 'NICK anna')).not.toEqual([])
    ruled(room, { do: 'lock-down', isOn: false })
    expect(room.register('cid')[0]).toBe('admitted cid')
  })
})
