import { describe, expect, it } from 'vitest'
import { Scene } from '../harness.ts'

const scene = (): Scene => new Scene().enter('ann', 'bob', 'cat').join('#a', 'ann', 'bob')

describe('RENAME', () => {
  it('is told to the channel, or to each who does not understand it as a PART and a JOIN of its own', () => {
    expect(scene().all('ann', 'RENAME #a #New :typo')).toEqual([
      'ann,bob < :ann!~ann@h RENAME #a #New :typo',
      'noted chanop.used ann #a RENAME #New',
      'ann < :ann!~ann@h PART #a :typo',
      'bob < :bob!~bob@h PART #a :typo',
      'unsubscribed ann #a',
      'subscribed ann #new',
      'unsubscribed bob #a',
      'subscribed bob #new',
      'ann < :ann!~ann@h JOIN #New * :ann',
      'ann < :s MARKREAD #New *',
      'ann < :s 353 ann = #New :@ann!~ann@h bob!~bob@h',
      'ann < :s 366 ann #New :End of /NAMES list',
      'bob < :bob!~bob@h JOIN #New * :bob',
      'bob < :s MARKREAD #New *',
      'bob < :s 353 bob = #New :@ann!~ann@h bob!~bob@h',
      'bob < :s 366 bob #New :End of /NAMES list',
    ])
  })

  it('says the PART and the JOIN to nobody who understands RENAME, and no names to who wants none', () => {
    const outcomes = scene().outcomes(1, 'RENAME #a #b')
    const unless = (command: string): unknown[] =>
      outcomes.flatMap((outcome) =>
        'line' in outcome && outcome.line.command === command ? [outcome.line.unless] : [],
      )
    expect(unless('PART')).toEqual([['draft/channel-rename'], ['draft/channel-rename']])
    expect(unless('JOIN')).toEqual(unless('PART'))
    expect(unless('353')).toEqual(
      Array.from({ length: 2 }, () => ['draft/channel-rename', 'no-implicit-names']),
    )
    expect(unless('RENAME')).toEqual([undefined])
  })

  it('always has a reason, if an empty one; the PART has none then', () => {
    const lines = scene().line('ann', 'RENAME #a #b')
    expect(lines[0]).toBe('ann,bob < :ann!~ann@h RENAME #a #b :')
    expect(lines[1]).toBe('ann < :ann!~ann@h PART #a')
  })

  it('tells the topic of the channel under its new name', () => {
    const topical = scene()
    topical.line('ann', 'TOPIC #a :all of us')
    const lines = topical.line('ann', 'RENAME #a #b')
    expect(lines).toContain('bob < :s 332 bob #b :all of us')
    expect(lines).toContain('bob < :s 333 bob #b ann!~ann@h :1767323045')
  })

  it('keeps members, ranks, modes, topic and invitations: everything is found under the new name only', () => {
    const kept = scene()
    kept.line('ann', 'MODE #a +v-t bob')
    kept.line('ann', 'TOPIC #a :x')
    const channel = kept.room.channels.get('#a')
    kept.line('ann', 'RENAME #a #b')
    expect(kept.room.channels.get('#b')).toBe(channel)
    expect(kept.room.channels.has('#a')).toBe(false)
    expect(kept.line('cat', 'TOPIC #b')[0]).toBe('cat < :s 332 cat #b :x')
    expect(kept.line('cat', 'TOPIC #a')[0]).toContain(' 403 cat #a ')
    expect(kept.line('bob', 'PRIVMSG #b :hi')).toEqual(['ann,bob* < :bob!~bob@h PRIVMSG #b :hi'])
    expect(kept.line('cat', 'JOIN #a')[1]).toBe('cat < :s 353 cat = #a :@cat!~cat@h')
  })

  it('that changes only the case is not told to who does not understand it', () => {
    const cased = scene()
    expect(cased.line('ann', 'RENAME #a #A')).toEqual(['ann,bob < :ann!~ann@h RENAME #a #A :'])
    expect(cased.line('cat', 'JOIN #a')[0]).toBe('ann,bob,cat < :cat!~cat@h JOIN #A * :cat')
  })

  it.each([
    { line: 'RENAME #a', as: 'ann', is: ':s 461 ann RENAME :Not enough parameters' },
    { line: 'RENAME #none #b', as: 'ann', is: ':s 403 ann #none :No such channel' },
    { line: 'RENAME bob #b', as: 'ann', is: ':s 403 ann bob :No such channel' },
    { line: 'RENAME #a #b', as: 'cat', is: ":s 442 cat #a :You're not on that channel" },
    { line: 'RENAME #a #b', as: 'bob', is: ":s 482 bob #a :You're not channel operator" },
    { line: 'RENAME #a b', as: 'ann', is: /^:s 476 ann b :/ },
    { line: 'RENAME #a :#b c', as: 'ann', is: /^:s 476 ann #b :/ },
    { line: `RENAME #a #${'x'.repeat(64)}`, as: 'ann', is: /^:s 476 ann #x+ :/ },
    {
      line: 'RENAME #a #TAKEN',
      as: 'ann',
      is: ':s FAIL RENAME CHANNEL_NAME_IN_USE #a #TAKEN :There is a channel of that name',
    },
    { line: 'RENAME #A #a', as: 'ann', is: ':s FAIL RENAME CANNOT_RENAME #a #a :That is its name' },
    { line: `RENAME #a #b :${'x'.repeat(391)}`, as: 'ann', is: /^:s 417 ann :/ },
  ])('as $line of $as changes nothing', ({ line, as, is }) => {
    const refused = scene().join('#taken', 'cat')
    const [answer = '', ...more] = refused.line(as, line)
    expect(answer.slice(`${as} < `.length)).toEqual(is instanceof RegExp ? expect.stringMatching(is) : is)
    expect(more).toEqual([])
    expect([...refused.room.channels.keys()]).toEqual(['#a', '#taken'])
  })

  it('whose reason has no room in the PART of somebody is 417', () => {
    const long = new Scene()
    long.register('ann')
    long.register('b'.repeat(32), { user: 'u'.repeat(20), host: 'h'.repeat(64) })
    long.join(`#${'a'.repeat(63)}`, 'ann', 'b'.repeat(32))
    const command = `RENAME #${'a'.repeat(63)} #b`
    const frame = `:${'b'.repeat(32)}!${'u'.repeat(20)}@${'h'.repeat(64)} PART #${'a'.repeat(63)} :\r\n`
    const most = 512 - frame.length
    expect(long.line('ann', `${command} :${'x'.repeat(most + 1)}`)[0]).toContain(' 417 ')
    expect(long.line('ann', `${command} :${'x'.repeat(most)}`)).toHaveLength(9)
  })

  it('beside whose name the topic could not be told is CANNOT_RENAME', () => {
    const server = `s.${'x'.repeat(60)}`
    const topical = new Scene({ server }).enter('ann').join('#a', 'ann')
    topical.line('ann', `TOPIC #a :${'x'.repeat(390)}`)
    const [answer] = topical.line('ann', `RENAME #a #${'b'.repeat(63)}`)
    expect(answer).toContain(' FAIL RENAME CANNOT_RENAME #a #bbb')
    expect(topical.line('ann', 'RENAME #a #b')[0]).toContain(' RENAME #a #b :')
  })

  it('to a name whose channel everybody has left forgets what was said in that one', () => {
    const left = scene().join('#b', 'cat')
    left.line('cat', 'PRIVMSG #b :old')
    left.line('cat', 'PART #b')
    expect([...left.room.empty.keys()]).toEqual(['#b'])
    left.line('ann', 'RENAME #a #b')
    expect([...left.room.empty.keys()]).toEqual([])
    expect(left.room.archive.bytes).toBe(left.room.channels.get('#b')?.history.bytes)
  })

  it('again is refused for a while that grows with the members, as each may be told of all', () => {
    const again = new Scene({ limits: { renameNamesPerSecond: 4 } }).enter('ann', 'bob', 'cat')
    again.join('#a', 'ann', 'bob')
    expect(again.line('ann', 'RENAME #a #b')[0]).toContain(' RENAME #a #b ')
    again.atMs += 999
    expect(again.all('ann', 'RENAME #b #c')).toEqual([
      'ann < :s FAIL RENAME CANNOT_RENAME #b #c :This channel was renamed recently',
    ])
    again.join('#b', 'cat').atMs += 1
    expect(again.line('ann', 'RENAME #b #c')[0]).toContain(' FAIL RENAME CANNOT_RENAME #b #c ')
    expect(again.line('ann', 'RENAME #b #B')[0]).toContain(' RENAME #b #B ')
    again.atMs += 1_250
    expect(again.line('ann', 'RENAME #b #c')[0]).toContain(' RENAME #B #c ')
  })

  it('of some people costs them no wait', () => {
    const few = scene()
    for (const name of ['#b', '#c', '#d']) {
      expect(few.line('ann', `RENAME ${[...few.room.channels.keys()][0]} ${name}`)[0]).toContain(' RENAME ')
    }
  })

  it('of another channel is not refused for that', () => {
    const two = new Scene({ limits: { renameNamesPerSecond: 1 } })
      .enter('ann')
      .join('#a', 'ann')
      .join('#x', 'ann')
    two.line('ann', 'RENAME #a #b')
    expect(two.line('ann', 'RENAME #x #y')[0]).toContain(' RENAME #x #y ')
  })

  it('is for the operators of the room too', () => {
    const ruled = scene()
    ruled.room.members.get(2)?.modes.add('o')
    expect(ruled.line('bob', 'RENAME #a #b')[0]).toBe('ann,bob < :bob!~bob@h RENAME #a #b :')
  })
})
