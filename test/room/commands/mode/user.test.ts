import { describe, expect, it } from 'vitest'
import { setUserMode } from '../../../../src/room/user-modes.ts'
import { Scene } from '../../harness.ts'

/** Ann is the room's operator. */
function operator(): Scene {
  const scene = new Scene().enter('ann')
  const ann = scene.room.members.get(1)
  if (ann !== undefined) setUserMode(scene.room, ann, 'o', true)
  return scene
}

describe('MODE of a member', () => {
  it('alone is answered by the own modes', () => {
    const scene = new Scene().enter('ann')
    expect(scene.line('ann', 'MODE ANN')).toEqual(['ann < :s 221 ann :+'])
    scene.line('ann', 'MODE ann +wi')
    expect(scene.line('ann', 'MODE ann')).toEqual(['ann < :s 221 ann :+iw'])
  })

  it.each(['i', 'w', 'B'])('sets and clears %s, told to oneself alone', (letter) => {
    const scene = new Scene().enter('ann', 'bob').join('#a', 'ann', 'bob')
    const line = (change: string): string => scene.line('ann', `MODE ann ${change}`).join('\n')
    expect(line(`+${letter}`)).toMatch(new RegExp(`^ann < (@bot )?:ann!~ann@h MODE ann \\+${letter}$`))
    expect(line(`+${letter}`)).toBe('')
    expect(line(`-${letter}`)).toBe(`ann < :ann!~ann@h MODE ann -${letter}`)
    expect(line(`-${letter}`)).toBe('')
  })

  it('tells in one line what is different in the end, and nothing of what is not', () => {
    const scene = new Scene().enter('ann')
    scene.line('ann', 'MODE ann i')
    expect(scene.line('ann', 'MODE ann +w-i+i-w+w-i')).toEqual(['ann < :ann!~ann@h MODE ann +w-i'])
    expect(scene.line('ann', `MODE ann ${'+i-i'.repeat(100)}`)).toEqual([])
    expect(scene.line('ann', 'MODE ann :')).toEqual([])
    expect(scene.line('ann', 'MODE ann +')).toEqual([])
  })

  it('never makes an operator, and says nothing of the try (RFC 2812 §3.1.5)', () => {
    const scene = new Scene().enter('ann')
    expect(scene.line('ann', 'MODE ann +oo')).toEqual([])
    expect(scene.line('ann', 'MODE ann')).toEqual(['ann < :s 221 ann :+'])
  })

  it('gives up what an operator is', () => {
    const scene = operator()
    expect(scene.line('ann', 'MODE ann -o+i')).toEqual(['ann < :ann!~ann@h MODE ann -o+i'])
    expect(scene.line('ann', 'MODE ann +o')).toEqual([])
    expect(scene.room.modeCounts.o).toBe(0)
  })

  it('with letters that are none does what it can and then is 501, once', () => {
    expect(new Scene().enter('ann').line('ann', 'MODE ann +xié-yx')).toEqual([
      'ann < :ann!~ann@h MODE ann +i',
      'ann < :s 501 ann :Unknown MODE flag',
    ])
  })

  it('of another is 502, to look too; of nobody 401; of no target 461', () => {
    const scene = new Scene().enter('ann', 'bob')
    expect(scene.line('ann', 'MODE bob +i')).toEqual(["ann < :s 502 ann :Can't change mode for other users"])
    expect(scene.line('ann', 'MODE bob')).toEqual(["ann < :s 502 ann :Can't change mode for other users"])
    expect(scene.line('ann', 'MODE nobody')).toEqual(['ann < :s 401 ann nobody :No such nick/channel'])
    expect(scene.line('ann', 'MODE')).toEqual(['ann < :s 461 ann MODE :Not enough parameters'])
  })

  it('is counted, and no more when the member has left', () => {
    const scene = new Scene().enter('ann', 'bob')
    scene.line('ann', 'MODE ann +iB')
    scene.line('bob', 'MODE bob +i')
    expect(scene.room.modeCounts).toEqual({ B: 1, i: 2, o: 0, w: 0 })
    scene.leave('ann', 'x')
    expect(scene.room.modeCounts).toEqual({ B: 0, i: 1, o: 0, w: 0 })
  })
})

describe('MODE of a member with an account', () => {
  it('is no conversation with oneself, and nothing of it is remembered', () => {
    const scene = new Scene().enter('ann')
    scene.run({ type: 'account', by: 1, atMs: scene.atMs, account: 'ann' })
    scene.line('ann', 'MODE ann +i')
    expect(scene.room.archive.pairs.size).toBe(0)
    scene.line('ann', 'PRIVMSG ann :a note')
    expect(scene.room.archive.pairs.size).toBe(1)
  })
})

describe('a bot', () => {
  const bot = (): Scene => {
    const scene = new Scene().enter('bot', 'ann').join('#a', 'bot', 'ann')
    scene.line('bot', 'MODE bot +B')
    return scene
  }

  it.each([
    'PRIVMSG #a hi',
    'NOTICE ann hi',
    'TOPIC #a hi',
    'JOIN #b',
    'PART #a',
    'NICK rob',
    'AWAY x',
    'KICK #a ann',
  ])('is marked in what it says, and in what it is answered: %s', (line) => {
    const shown = bot().line('bot', line)
    expect(shown.length).toBeGreaterThan(0)
    for (const one of shown) expect(one).toContain(' < @bot :')
  })

  it('is marked when it leaves, and in what others are told because of it', () => {
    const leaving = bot()
    leaving.line('ann', 'MONITOR + bot')
    expect(leaving.leave('bot', 'x').filter((line) => line.includes(' < '))).toEqual([
      'ann < @bot :bot!~bot@h QUIT :x',
      'ann < @bot :s 731 ann :bot',
    ])
  })

  it('that is none any more is not, and nor are others', () => {
    const done = bot()
    expect(done.line('ann', 'PRIVMSG #a hi')).toEqual(['bot,ann* < :ann!~ann@h PRIVMSG #a :hi'])
    expect(done.line('bot', 'MODE bot -B')).toEqual(['bot < :bot!~bot@h MODE bot -B'])
    expect(done.line('bot', 'PRIVMSG #a hi')).toEqual(['ann,bot* < :bot!~bot@h PRIVMSG #a :hi'])
  })
})
