import { describe, expect, it } from 'vitest'
import { TurnLog } from '../../src/delivery/turn-log.ts'
import { Views } from '../../src/delivery/views.ts'
import { by, capSet } from './lines.ts'

describe('views', () => {
  it('are the same for who sees the same since the same point in the same class, whatever came between', () => {
    const views = new Views()
    const one = views.root(0, 0)
    const other = views.root(0, capSet('server-time'))
    const later = views.root(2, 0)
    expect(new Set([one, other, later]).size).toBe(3)
    expect([views.root(0, 0), views.root(0, capSet('server-time')), views.root(2, 0)]).toEqual([
      one,
      other,
      later,
    ])
    expect(views.root(0, 0)).toBe(one)
    expect(one.with('#a')).toBe(views.root(0, 0).with('#a'))
    const both = one.with('#a').with('#b')
    expect(one.with('#b')).not.toBe(both)
    expect(one.with('#b')).toBe(one.with('#b'))
  })

  it('build their bytes once, of the lines of their channels', () => {
    const log = new TurnLog()
    for (const channel of ['#a', '#b', '#c']) {
      log.append({ line: by('adam', 'PRIVMSG', channel, 'hi'), channels: [channel], also: [], except: [] })
    }
    const view = new Views().root(0, 0).with('#a').with('#c')
    expect(view.bytes(log).toString()).toBe(':adam!~u@h PRIVMSG #a :hi\r\n:adam!~u@h PRIVMSG #c :hi\r\n')
    expect(view.bytes(log)).toBe(view.bytes(log))
  })

  it('are cut for who does not see some of their lines', () => {
    const log = new TurnLog()
    for (const text of ['0', '1', '2', '3', '4']) {
      const line = by('adam', 'PRIVMSG', '#a', text)
      log.append({ line, channels: ['#a'], also: [], except: [] })
    }
    const view = new Views().root(1, 0).with('#a')
    const heard = (...hidden: number[]) => view.bytesWithout(hidden, log).toString().replaceAll(/[^\d]/g, '')
    expect([heard(), heard(0, 1), heard(2, 3), heard(4)]).toEqual(['1234', '234', '14', '123'])
    expect(heard(1, 2, 3, 4)).toBe('')
  })
})
