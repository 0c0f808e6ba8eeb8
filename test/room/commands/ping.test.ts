import { describe, expect, it } from 'vitest'
import { Scene } from '../harness.ts'

describe('PING', () => {
  it('is answered with its token, whatever is in it', () => {
    const scene = new Scene().enter('ann')
    expect(scene.line('ann', 'PING x')).toEqual(['ann < :s PONG s :x'])
    expect(scene.line('ann', 'PING :a b: c')).toEqual(['ann < :s PONG s :a b: c'])
    expect(scene.line('ann', 'PING one two')).toEqual(['ann < :s PONG s :one'])
  })

  it('is answered before registration too', () => {
    const scene = new Scene()
    expect(scene.hear(scene.stranger().id, 'PING x')).toEqual(['? < :s PONG s :x'])
  })

  it('without a token is 461, with an empty one 409', () => {
    const scene = new Scene().enter('ann')
    expect(scene.line('ann', 'PING')).toEqual(['ann < :s 461 ann PING :Not enough parameters'])
    expect(scene.line('ann', 'PING :')).toEqual(['ann < :s 409 ann :No origin specified'])
  })

  it('with a token that the answer could not hold is 417: it would have to be cut', () => {
    const scene = new Scene({ server: 'irc.example.org' }).enter('ann')
    const most = 512 - ':irc.example.org PONG irc.example.org :\r\n'.length
    expect(scene.line('ann', `PING ${'t'.repeat(most)}`)[0]).toContain(' PONG ')
    expect(scene.line('ann', `PING ${'t'.repeat(most + 1)}`)).toEqual([
      'ann < :irc.example.org 417 ann :Input line was too long',
    ])
  })
})

describe('PONG', () => {
  it('is never answered', () => {
    const scene = new Scene().enter('ann')
    expect(scene.line('ann', 'PONG x')).toEqual([])
    expect(scene.hear(scene.stranger().id, 'PONG')).toEqual([])
  })
})
