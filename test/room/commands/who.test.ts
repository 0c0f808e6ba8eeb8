import { describe, expect, it } from 'vitest'
import { Scene } from '../harness.ts'

const scene = (): Scene => {
  const made = new Scene().enter('ann', 'bob', 'cid').join('#a', 'ann', 'bob')
  made.register('Dan', { user: '~dd', host: '10.0.0.4', realname: 'Dan Ér' })
  return made
}

describe('WHO', () => {
  it('of a channel lists its members with rank and away', () => {
    const away = scene()
    away.line('bob', 'AWAY x')
    expect(away.line('cid', 'WHO #A')).toEqual([
      'cid < :s 352 cid #a ~ann h s ann H@ :0 ann',
      'cid < :s 352 cid #a ~bob h s bob G :0 bob',
      'cid < :s 315 cid #A :End of WHO list',
    ])
  })

  it('of a nick gives that one, in no channel', () => {
    expect(scene().line('ann', 'WHO BOB')).toEqual([
      'ann < :s 352 ann * ~bob h s bob H :0 bob',
      'ann < :s 315 ann BOB :End of WHO list',
    ])
  })

  it('of a mask looks at nick, user, host and realname', () => {
    const who = (mask: string): string[] =>
      scene()
        .line('ann', `WHO ${mask}`)
        .slice(0, -1)
        .map((line) => line.split(' ')[9] ?? '')
    expect(who('?an')).toEqual(['Dan'])
    expect(who('~d*')).toEqual(['Dan'])
    expect(who('10.*')).toEqual(['Dan'])
    expect(who('*?r')).toEqual(['Dan'])
    expect(who('*')).toEqual(['ann', 'bob', 'cid', 'Dan'])
    expect(who('0')).toHaveLength(4)
    expect(who('x*')).toEqual([])
  })

  it('without a mask lists everybody, of nothing nobody; with `o` there is nobody to list', () => {
    expect(scene().line('ann', 'WHO')).toHaveLength(5)
    expect(scene().line('ann', 'WHO').at(-1)).toBe('ann < :s 315 ann * :End of WHO list')
    expect(scene().line('ann', 'WHO #none')).toEqual(['ann < :s 315 ann #none :End of WHO list'])
    expect(scene().line('ann', 'WHO * o')).toEqual(['ann < :s 315 ann * :End of WHO list'])
  })

  it('ignores the fields of WHOX, which is not offered', () => {
    expect(scene().line('ann', 'WHO #a %tcuhnfar,152')).toHaveLength(3)
  })

  it('hides the invisible from who shares no channel with them and does not know their nick', () => {
    const hidden = scene()
    hidden.line('bob', 'MODE bob +i')
    expect(hidden.line('cid', 'WHO b*')).toHaveLength(1)
    expect(hidden.line('cid', 'WHO #a')).toHaveLength(2)
    expect(hidden.line('cid', 'WHO bob')).toHaveLength(2)
    expect(hidden.line('ann', 'WHO b*')).toHaveLength(2)
    expect(hidden.line('ann', 'WHO #a')).toHaveLength(3)
  })
})
