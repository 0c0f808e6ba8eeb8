import { describe, expect, it } from 'vitest'
import { Scene } from '../harness.ts'

describe('USERHOST', () => {
  it('says user and host of who is here, with a minus for who is away', () => {
    const scene = new Scene().enter('ann', 'bob')
    scene.line('bob', 'AWAY x')
    expect(scene.line('ann', 'USERHOST ANN nobody bob')).toEqual([
      'ann < :s 302 ann :ann=+~ann@h bob=-~bob@h',
    ])
    expect(scene.line('ann', 'USERHOST nobody')).toEqual(['ann < :s 302 ann :'])
    expect(scene.line('ann', 'USERHOST')).toEqual(['ann < :s 461 ann USERHOST :Not enough parameters'])
  })

  it('marks room operators with an asterisk', () => {
    const scene = new Scene().enter('ann', 'bob')
    scene.room.members.get(scene.id('bob'))?.modes.add('o')
    expect(scene.line('ann', 'USERHOST bob ann')).toEqual(['ann < :s 302 ann :bob*=+~bob@h ann=+~ann@h'])
  })

  it('looks at five nicks, and answers as many of the longest in lines that are not too long', () => {
    const scene = new Scene()
    const nicks = ['a', 'b', 'c', 'd', 'e', 'f'].map((letter) => letter.repeat(32))
    for (const nick of nicks) scene.register(nick, { user: 'u'.repeat(20), host: 'h'.repeat(64) })
    const lines = scene.line(nicks[0] ?? '', `USERHOST ${nicks.join(' ')}`)
    expect(lines).toHaveLength(2)
    expect(lines.flatMap((line) => line.match(/(\w+)=/g))).toEqual(
      nicks.slice(0, 5).map((nick) => `${nick}=`),
    )
    for (const line of lines) expect(line.slice(line.indexOf(':s ')).length).toBeLessThanOrEqual(510)
  })
})

describe('ISON', () => {
  it('says who is here of those that were asked for, in one parameter or several, each once', () => {
    const scene = new Scene().enter('ann', 'bob')
    expect(scene.line('ann', 'ISON BOB nobody ann bob')).toEqual(['ann < :s 303 ann :bob ann'])
    expect(scene.line('ann', 'ISON :bob  x')).toEqual(['ann < :s 303 ann :bob'])
    expect(scene.line('ann', 'ISON x')).toEqual(['ann < :s 303 ann :'])
    expect(scene.line('ann', 'ISON')).toEqual(['ann < :s 461 ann ISON :Not enough parameters'])
  })

  it('answers in one line, with whole nicks', () => {
    const nicks = Array.from({ length: 30 }, (_, i) => `abcdefghijklmn${String.fromCharCode(97 + i)}`)
    const scene = new Scene({ server: 'irc.a-long-name.example.org' }).enter(...nicks.slice(0, 26))
    const [line = '', ...more] = scene.line('abcdefghijklmna', `ISON ${nicks.slice(0, 26).join(' ')}`)
    expect(more).toEqual([])
    expect(line.slice(line.indexOf(':irc')).length).toBeLessThanOrEqual(510)
    expect(
      line
        .split(' ')
        .slice(5)
        .every((nick) => nicks.includes(nick.replace(':', ''))),
    ).toBe(true)
  })
})
