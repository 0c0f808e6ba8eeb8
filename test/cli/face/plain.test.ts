import { describe, expect, it } from 'vitest'
import { clock } from '../../../src/client/describe.ts'
import { plainLine } from '../../../src/cli/face/plain.ts'
import type { Display } from '../../../src/client/model.ts'

const time = Date.UTC(2026, 0, 2, 3, 4)
const line = (display: Partial<Display>) =>
  plainLine(
    { type: 'message', time, text: '', nick: 'ann', channel: '#lobby', self: false, ...display },
    { here: '#lobby' },
  )?.slice(6)

describe('plainLine', () => {
  it('is a line of time, nick and text', () => {
    expect(plainLine({ type: 'message', time, text: 'hi', nick: 'ann', self: false }, {})).toBe(
      `${clock(time)} ann: hi`,
    )
    expect(clock(time)).toMatch(/^\d\d:04$/)
  })

  it('has the time where it is asked for', () => {
    const said: Display = { type: 'message', time: time + 9_000, text: 'hi', nick: 'ann', self: false }
    const at = (form: 'off' | 'seconds' | 'end') => plainLine(said, { time: form })
    expect(at('off')).toBe('ann: hi')
    expect(at('seconds')).toBe(`${clock(time)}:09 ann: hi`)
    expect(at('end')).toBe(`ann: hi (${clock(time)})`)
  })

  it('has several where the message has, and each says whose it is', () => {
    expect(
      plainLine({ type: 'message', time, text: 'hi\n\n12:04 bob: no', nick: 'ann', self: false }, {}),
    ).toBe([`${clock(time)} ann: hi`, `${clock(time)} ann: `, `${clock(time)} ann: 12:04 bob: no`].join('\n'))
  })

  it('tells what happened in words', () => {
    expect(line({ kind: 'action', text: 'waves' })).toBe('* ann waves')
    expect(line({ kind: 'notice', text: 'psst' })).toBe('-ann- psst')
    expect(line({ type: 'join' })).toBe('ann joined')
    expect(line({ type: 'part', text: 'bye' })).toBe('ann left (bye)')
    expect(line({ type: 'quit' })).toBe('ann quit')
    expect(line({ type: 'nick', text: 'bob' })).toBe('ann is now bob')
    expect(line({ type: 'kick', by: 'bob', text: 'no' })).toBe('bob kicked ann (no)')
    expect(line({ type: 'topic', text: 'T' })).toBe('ann set the topic: T')
    expect(line({ type: 'away' })).toBe('ann is back')
    expect(line({ type: 'status', code: 'joined', text: 'joined' })).toBeUndefined()
  })

  it('says what is missing, and between which times as far as it is known', () => {
    const text = 'the room was started anew'
    const gap = (more: Partial<Display>) =>
      plainLine({ type: 'gap', time, text, channel: '#c', self: false, ...more }, { here: '#c' })
    const [from, to] = [time - 120_000, time]
    expect(gap({ from, to })).toBe(
      `-- some messages between ${clock(from)} and ${clock(to)} are not remembered (${text}) --`,
    )
    expect(gap({ from })).toContain(`messages after ${clock(from)} are not`)
    expect(gap({ to })).toContain(`messages before ${clock(to)} are not`)
    expect(gap({})).toBe(`-- some messages are not remembered (${text}) --`)
    expect(gap({ channel: '#dev' })).toMatch(/^-- \[#dev\] some/)
  })

  it('says where, when it is elsewhere', () => {
    expect(line({ channel: '#dev', text: 'hi' })).toBe('[#dev] ann: hi')
    expect(line({ channel: '#LOBBY', text: 'hi' })).toBe('ann: hi')
  })

  it('lets no nick or text act on the terminal', () => {
    expect(line({ nick: 'a\x1b[2J', text: '\x02b\x02\x07' })).toBe('a␛[2J: b␇')
  })
})
