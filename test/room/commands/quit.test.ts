import { describe, expect, it } from 'vitest'
import { Scene } from '../harness.ts'

describe('QUIT', () => {
  it('says why it leaves, marked as own words', () => {
    const scene = new Scene().enter('ann')
    scene.line('ann', 'QUIT :good night')
    expect(scene.peer(1).farewell).toBe('Quit: good night')
  })

  it('without a reason is the mark alone', () => {
    const scene = new Scene()
    const peer = scene.stranger()
    scene.hear(peer.id, 'QUIT')
    expect(peer.farewell).toBe('Quit: ')
  })

  it('has its reason cut to its bound at a whole character', () => {
    const scene = new Scene({ limits: { quitBytes: 5 } }).enter('ann')
    scene.line('ann', 'QUIT :1234é')
    expect(scene.peer(1).farewell).toBe('Quit: 1234')
  })
})

describe('leaving', () => {
  it('is told once to all who share a channel, and not to who leaves', () => {
    const scene = new Scene().enter('ann', 'bob', 'cid').join('#a', 'ann', 'bob').join('#b', 'ann', 'bob')
    expect(scene.leave('ann', 'Quit: bye')).toEqual([
      'bob < :ann!~ann@h QUIT :Quit: bye',
      'unsubscribed ann #a',
      'unsubscribed ann #b',
    ])
  })

  it('of who is in no channel is told to nobody', () => {
    expect(new Scene().enter('ann', 'bob').leave('ann', 'Ping timeout')).toEqual([])
  })

  it('frees the nick and ends channels that are empty', () => {
    const scene = new Scene().enter('ann', 'bob').join('#a', 'ann')
    scene.leave('ann', 'x')
    expect(scene.room.channels.size).toBe(0)
    expect(scene.line('bob', 'NICK ann')).toEqual(['bob < :bob!~bob@h NICK ann'])
  })

  it('of who is no member any more is nothing', () => {
    expect(new Scene().run({ type: 'leave', by: 7, atMs: 0, reason: 'x' })).toEqual([])
  })

  it('can be sent whatever the reason is', () => {
    const scene = new Scene().enter('ann', 'bob').join('#a', 'ann', 'bob')
    const [line = ''] = scene.leave('ann', `reset\r\nPRIVMSG bob :forged\0${'x'.repeat(600)}`)
    expect(line).toContain('QUIT :reset PRIVMSG bob :forged xxx')
    expect(line.length - 'bob < '.length).toBe(510)
  })
})
