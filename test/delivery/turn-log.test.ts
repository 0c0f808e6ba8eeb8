import { describe, expect, it } from 'vitest'
import { TurnLog } from '../../src/delivery/turn-log.ts'
import { by, capSet } from './lines.ts'

const item = (text: string, channel = '#a') => ({
  line: by('adam', 'PRIVMSG', channel, text),
  channels: [channel],
  also: [],
  except: [],
})

describe('the log of a turn', () => {
  it('gives what is seen from a point on, in order', () => {
    const log = new TurnLog()
    for (const text of ['1', '2', '3', '4']) log.append(item(text, text === '3' ? '#b' : '#a'))
    const lines = log.lines(1, 0, ({ channels }) => channels.includes('#a'))
    expect(lines).toEqual([':adam!~u@h PRIVMSG #a :2\r\n', '', ':adam!~u@h PRIVMSG #a :4\r\n'])
  })

  it('encodes each line in the form of the class that asks', () => {
    const log = new TurnLog()
    log.append(item('hi'))
    expect(log.lines(0, capSet('server-time', 'batch'), () => true)[0]).toMatch(/^@time=/)
    expect(log.lines(0, capSet('batch'), () => true)[0]).toMatch(/^:adam/)
    expect(log.lines(0, capSet('server-time'), () => true)[0]).toMatch(/^@time=/)
  })

  it('is empty after it was cleared, forms and weight and all', () => {
    const log = new TurnLog()
    log.append(item('one'))
    log.lines(0, 0, () => true)
    expect(log.bytes).toBeGreaterThan(0)
    log.clear()
    expect([log.length, log.bytes]).toEqual([0, 0])
    log.append(item('two'))
    expect(log.lines(0, 0, () => true)).toEqual([':adam!~u@h PRIVMSG #a :two\r\n'])
  })
})
