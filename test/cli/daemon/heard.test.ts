import { describe, expect, it } from 'vitest'
import { heardOf } from '../../../src/cli/daemon/heard.ts'
import { toWire } from '../../../src/protocol/wire.ts'
import { RoomWorld } from '../../actors/world.ts'

describe('a message that is written down', () => {
  it('says who said what where and when, in text', () => {
    const line = {
      source: toWire('änn!~ann@host'),
      command: 'NOTICE',
      params: ['#a', toWire('grüß')],
      atMs: 0,
      msgid: 'b-1',
      account: 'ann',
    }
    expect(heardOf(line)).toEqual({
      time: '1970-01-01T00:00:00.000Z',
      id: 'b-1',
      nick: 'änn',
      account: 'ann',
      to: '#a',
      kind: 'NOTICE',
      text: 'grüß',
    })
  })

  it('of several lines is one, with line feeds between', () => {
    const parts = ['a', 'b', '', 'c'].map((text, i) => ({ text, isConcat: i === 1 }))
    expect(heardOf({ command: 'PRIVMSG', params: ['#a'], parts, atMs: 0 }).text).toBe('ab\n\nc')
  })

  it('is each once, however many are told, and nothing else that happens', () => {
    const said: string[] = []
    const world = new RoomWorld({ heard: ({ params }) => void said.push(params.join(' ')) })
    const ann = world.join('ann', { channels: '#a' })
    world.join('bob', { channels: '#a' })
    ann.says('PRIVMSG #a :one', 'TOPIC #a :no', 'NOTICE bob :two', 'TAGMSG #a')
    world.settle()
    expect(said).toEqual(['#a one', 'bob two'])
  })
})
