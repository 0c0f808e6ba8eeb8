import { describe, expect, it } from 'vitest'
import { setUserMode } from '../../../src/room/user-modes.ts'
import { Scene } from '../harness.ts'

describe('JOIN', () => {
  it('makes a channel: its founder sees the JOIN, then the names, and is its operator', () => {
    expect(new Scene().enter('ann').all('ann', 'JOIN #Lobby')).toEqual([
      'subscribed ann #lobby',
      'noted chanop.granted ann #Lobby founder',
      'ann < :ann!~ann@h JOIN #Lobby * :ann',
      'ann < :s MARKREAD #Lobby *',
      'ann < :s 353 ann = #Lobby :@ann!~ann@h',
      'ann < :s 366 ann #Lobby :End of /NAMES list',
    ])
  })

  it('is told to everybody in the channel; topic and names are for who joined alone', () => {
    const scene = new Scene().enter('ann', 'bob').join('#lobby', 'ann')
    scene.line('ann', 'TOPIC #lobby :be nice')
    expect(scene.line('bob', 'JOIN #LOBBY')).toEqual([
      'ann,bob < :bob!~bob@h JOIN #lobby * :bob',
      'bob < :s 332 bob #lobby :be nice',
      'bob < :s 333 bob #lobby ann!~ann@h :1767323045',
      'bob < :s 353 bob = #lobby :@ann!~ann@h bob!~bob@h',
      'bob < :s 366 bob #lobby :End of /NAMES list',
    ])
  })

  it('takes several channels in order, and keys that none of them has', () => {
    const lines = new Scene().enter('ann').line('ann', 'JOIN #a,#b,,#a key1,key2')
    expect(lines.filter((line) => line.includes(' JOIN '))).toEqual([
      'ann < :ann!~ann@h JOIN #a * :ann',
      'ann < :ann!~ann@h JOIN #b * :ann',
    ])
  })

  it('of a channel that one is in already is nothing', () => {
    expect(new Scene().enter('ann').join('#a', 'ann').all('ann', 'JOIN #A')).toEqual([])
  })

  it('without a channel is answered 461', () => {
    const scene = new Scene().enter('ann')
    const expected = ['ann < :s 461 ann JOIN :Not enough parameters']
    expect(scene.line('ann', 'JOIN')).toEqual(expected)
    expect(scene.line('ann', 'JOIN :')).toEqual(expected)
    expect(scene.line('ann', 'JOIN ,,')).toEqual(expected)
  })

  it('of what is no channel name is answered 476, and the others of the list are joined', () => {
    const scene = new Scene().enter('ann')
    expect(scene.line('ann', 'JOIN &local,#,#ok').slice(0, 3)).toEqual([
      'ann < :s 476 ann &local :Bad channel name: # and 1 to 63 bytes without space, comma or colon',
      'ann < :s 476 ann # :Bad channel name: # and 1 to 63 bytes without space, comma or colon',
      'ann < :ann!~ann@h JOIN #ok * :ann',
    ])
    expect(scene.line('ann', `JOIN #${'x'.repeat(64)}`)[0]).toContain(' 476 ann #xxx')
    expect(scene.line('ann', `JOIN #${'x'.repeat(63)}`)[0]).toContain(' JOIN #xxx')
  })

  it('of more channels than one may be in is answered 405', () => {
    const scene = new Scene({ limits: { channelsPerMember: 2 } }).enter('ann')
    expect(scene.line('ann', 'JOIN #a,#b,#c').at(-1)).toBe(
      'ann < :s 405 ann #c :You have joined too many channels',
    )
    scene.line('ann', 'PART #a')
    expect(scene.line('ann', 'JOIN #c')[0]).toBe('ann < :ann!~ann@h JOIN #c * :ann')
  })

  it('of a new channel where the room has no place for one is answered 403', () => {
    const scene = new Scene({ limits: { channels: 1 } }).enter('ann', 'bob').join('#a', 'ann')
    expect(scene.line('bob', 'JOIN #b')).toEqual(['bob < :s 403 bob #b :No such channel'])
    expect(scene.line('bob', 'JOIN #a')[0]).toBe('ann,bob < :bob!~bob@h JOIN #a * :bob')
  })

  it('of somebody who is away is followed by AWAY, for the others (away-notify)', () => {
    const scene = new Scene().enter('ann', 'bob').join('#a', 'ann')
    scene.line('bob', 'AWAY lunch')
    expect(scene.line('bob', 'JOIN #a').slice(0, 2)).toEqual([
      'ann,bob < :bob!~bob@h JOIN #a * :bob',
      'ann < :bob!~bob@h AWAY :lunch',
    ])
  })

  it('0 leaves every channel, as if each was parted', () => {
    const scene = new Scene().enter('ann', 'bob').join('#a', 'ann', 'bob').join('#b', 'ann')
    expect(scene.all('ann', 'JOIN 0')).toEqual([
      'ann,bob < :ann!~ann@h PART #a',
      'unsubscribed ann #a',
      'ann < :ann!~ann@h PART #b',
      'unsubscribed ann #b',
    ])
    expect([...scene.room.channels.keys()]).toEqual(['#a'])
  })

  it('gives the names to who did not ask to go without (IRCv3 no-implicit-names)', () => {
    const scene = new Scene().enter('ann')
    const unless = (line: string): unknown[] =>
      scene.outcomes(1, line).flatMap((outcome) => (outcome.type === 'replied' ? [outcome.line.unless] : []))
    expect(unless('JOIN #a')).toEqual([undefined, ['no-implicit-names'], ['no-implicit-names']])
    expect(unless('NAMES #a')).toEqual([undefined, undefined])
  })

  it('has a channel be a new one when all had left: no topic, and its founder is operator', () => {
    const scene = new Scene().enter('ann', 'bob').join('#a', 'ann')
    scene.line('ann', 'TOPIC #a :old')
    scene.line('ann', 'PART #a')
    expect(scene.line('bob', 'JOIN #a')[1]).toBe('bob < :s 353 bob = #a :@bob!~bob@h')
  })
})

describe('the fullest form of JOIN (extended-join)', () => {
  it('has the account, and the realname of now', () => {
    const scene = new Scene().enter('ann')
    scene.run({ type: 'account', by: 1, atMs: 0, account: 'anna' })
    scene.line('ann', 'SETNAME :Ann the First')
    expect(scene.line('ann', 'JOIN #a')[0]).toBe('ann < :ann!~ann@h JOIN #a anna :Ann the First')
  })

  it('is within a line: the realname is cut, and not inside a character', () => {
    const scene = new Scene({ limits: { realnameBytes: 450, nickBytes: 32 } })
    scene.register('ann', { realname: 'é'.repeat(225) })
    const [line = ''] = scene.line('ann', `JOIN #${'c'.repeat(63)}`)
    expect(line.slice('ann < '.length).length).toBeLessThanOrEqual(510)
    expect(line).toMatch(/ \* :(\xc3\xa9)+$/)
  })

  it('of who has no realname has an empty one', () => {
    const scene = new Scene()
    scene.register('ann', { realname: '' })
    expect(scene.line('ann', 'JOIN #a')[0]).toBe('ann < :ann!~ann@h JOIN #a * :')
  })
})

describe('JOIN of a channel with modes', () => {
  /** Ann's channel with these modes, and bob outside. */
  const closed = (modes: string): Scene => {
    const scene = new Scene().enter('ann', 'bob').join('#a', 'ann')
    scene.line('ann', `MODE #a ${modes}`)
    return scene
  }
  const joined = 'ann,bob < :bob!~bob@h JOIN #a * :bob'

  it('is refused with 475 to who does not give its key, the first for the first channel', () => {
    const keyed = closed('+k one')
    const refused = ['bob < :s 475 bob #a :Cannot join channel (+k)']
    for (const line of ['JOIN #a', 'JOIN #a ONE', 'JOIN #a x,one', 'JOIN #a :one ']) {
      expect(keyed.line('bob', line)).toEqual(refused)
    }
    expect(keyed.line('bob', 'JOIN #b,#a x,one')).toContain(joined)
  })

  it('is refused with 474 to who is banned, but not to whom an exception concerns', () => {
    const banned = closed('+b bob')
    expect(banned.line('bob', 'JOIN #a')).toEqual(['bob < :s 474 bob #a :Cannot join channel (+b)'])
    banned.line('ann', 'MODE #a +e *!~bob@*')
    expect(banned.line('bob', 'JOIN #a')[0]).toBe(joined)
  })

  it('is not refused to who is silenced only', () => {
    expect(closed('+b m:bob').line('bob', 'JOIN #a')[0]).toBe(joined)
  })

  it('is refused with 471 where there are as many members as the limit says', () => {
    const full = closed('+l 1')
    expect(full.line('bob', 'JOIN #a')).toEqual(['bob < :s 471 bob #a :Cannot join channel (+l)'])
    full.line('ann', 'MODE #a +l 2')
    expect(full.line('bob', 'JOIN #a')[0]).toBe(joined)
  })

  it('is refused with 473 where one must be invited, but not to whom a mask of I concerns', () => {
    const closedTo = closed('+i')
    expect(closedTo.line('bob', 'JOIN #a')).toEqual(['bob < :s 473 bob #a :Cannot join channel (+i)'])
    closedTo.line('ann', 'MODE #a +I bob')
    expect(closedTo.line('bob', 'JOIN #a')[0]).toBe(joined)
  })

  it('asks for the key, the ban, the limit and the invitation, in this order', () => {
    const all = closed('+kbli one bob 1')
    const codes = ['-k *', '-b bob', '-l', '-i'].map((undo) => {
      const [line = ''] = all.line('bob', 'JOIN #a')
      all.line('ann', `MODE #a ${undo}`)
      return line.split(' ')[3]
    })
    expect(codes).toEqual(['475', '474', '471', '473'])
    expect(all.line('bob', 'JOIN #a')[0]).toBe(joined)
  })

  it('is refused to operators of the room as to others: they can change the modes', () => {
    const scene = closed('+i')
    setUserMode(scene.room, scene.member('bob'), 'o', true)
    expect(scene.line('bob', 'JOIN #a')[0]).toContain(' 473 bob #a ')
    scene.line('bob', 'MODE #a -i')
    expect(scene.line('bob', 'JOIN #a')[0]).toBe(joined)
  })
})
