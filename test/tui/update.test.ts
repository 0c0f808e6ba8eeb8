import { describe, expect, it } from 'vitest'
import { Person } from './stage.ts'

/** The log's rows that have something in them, without the time and the list of names. */
async function log(person: Person): Promise<string[]> {
  const rows = (await person.look()).slice(1, -2)
  return rows.map((row) => row.slice(6, 63).trim()).filter((row) => row !== '')
}

const status = async (person: Person): Promise<string> => (await person.look()).at(-2)?.trim() ?? ''
const last = async (person: Person): Promise<string> => (await log(person)).at(-1) ?? ''
const talk = (person: Person, lines: number): Person => {
  for (let i = 0; i < lines; i++) person.says('bob', `line ${i}.`)
  return person
}

describe('reading', () => {
  it('stays where somebody reads while lines come, and says how many are below', async () => {
    const ann = talk(new Person(), 60).press('pageup')
    const read = await log(ann)
    talk(ann, 12)
    expect(await log(ann)).toEqual(read)
    expect(await status(ann)).toContain('↓ 12 new - End to follow')
    ann.press('end')
    expect(await last(ann)).toBe('line 11.')
    expect(await status(ann)).not.toContain('new')
  })

  it('pages down to the end and follows from there', async () => {
    const ann = talk(new Person(), 60).press('pageup', 'pageup', 'pagedown', 'pagedown', 'pagedown')
    ann.says('bob', 'newest')
    expect(await last(ann)).toBe('newest')
  })

  it('scrolls by the wheel', async () => {
    const ann = talk(new Person(), 60)
    ann.happen({ type: 'wheel', up: 3 })
    expect(await last(ann)).toBe('line 56.')
    ann.happen({ type: 'wheel', up: -3 })
    expect(await last(ann)).toBe('line 59.')
  })

  it('keeps its place when the size changes', async () => {
    const ann = talk(new Person(), 60).press('pageup')
    const bottom = await last(ann)
    ann.happen({ type: 'resized', size: { columns: 70, rows: 12 } })
    expect((await ann.look()).at(-3)).toContain(bottom)
  })

  it('asks the room for what was said before, once, and shows it above', async () => {
    const ann = talk(new Person(), 40)
    ann.press('C-home', 'C-home')
    expect(ann.sent).toEqual([['CHATHISTORY', 'BEFORE', '#lobby', 'msgid=i1', '100']])
    const top = await log(ann)
    ann.hear(
      '@label=e1 :s BATCH +b chathistory #lobby',
      '@batch=b;time=2026-11-21T10:00:00.000Z;msgid=o1 :bob!u@h PRIVMSG #lobby :oldest',
      '@batch=b;time=2026-11-21T10:01:00.000Z;msgid=o2 :bob!u@h PRIVMSG #lobby :older',
      ':s BATCH -b',
    )
    expect(await log(ann)).toEqual(top)
    ann.press('pageup')
    expect((await ann.look())[1]).toMatch(/^── Sat 21 Nov 2026 ─/)
    expect((await log(ann)).slice(1, 3)).toEqual(['bob  oldest', 'older'])
    ann.hear('@label=e2 :s BATCH +c chathistory #lobby', ':s BATCH -c')
    ann.press('pageup', 'pageup')
    expect(ann.sent).toHaveLength(2)
  })
})

describe('what was not seen', () => {
  it('has a ruler before it, which goes with what is said next', async () => {
    const ann = new Person().says('bob', 'seen')
    ann.happen({ type: 'focus', isFocused: false, at: ann.at })
    ann.says('bob', 'unseen').says('bob', 'too')
    expect((await ann.look()).slice(-6, -2).map((row) => row.slice(0, 40).trim())).toEqual([
      expect.stringMatching(/bob {2}seen$/),
      expect.stringMatching(/^── new ─/),
      'unseen',
      'too',
    ])
    ann.happen({ type: 'focus', isFocused: true, at: ann.at })
    ann.press('escape')
    expect((await ann.look()).join()).not.toContain('── new')
  })

  it('is counted for each buffer; Alt-A goes to who wants us first', async () => {
    const ann = new Person({ columns: 110, rows: 24 })
    ann.hear(':ann!a@h JOIN #dev', ':s 353 ann = #dev :ann bob', ':s 366 ann #dev :End')
    ann.hear(':ann!a@h JOIN #ops', ':s 366 ann #ops :End')
    ann.says('bob', 'one').says('bob', 'two').says('bob', 'ann: three', '#dev')
    expect(await status(ann)).toContain('1:#lobby(2) 2:#dev(1) 3:#ops')
    expect((await ann.press('M-a').look())[0]).toContain('#dev')
    expect((await ann.press('M-a').look())[0]).toContain('#lobby')
    expect(await status(ann)).toContain('1:#lobby 2:#dev 3:#ops')
    expect((await ann.press('M-left').look())[0]).toContain('#ops')
    expect((await ann.press('M-right', 'M-right').look())[0]).toContain('#dev')
  })

  it('rings where somebody is spoken to and does not look, and has the command run', () => {
    const ann = new Person()
    ann.says('bob', 'ann: hello').says('bob', 'announcing Hannah')
    expect(ann.effects).toEqual([])
    ann.happen({ type: 'focus', isFocused: false, at: ann.at })
    ann.says('bob', 'announcing Hannah').says('bob', 'ask ANN.')
    expect(ann.effects.map((effect) => effect.do)).toEqual(['bell', 'notify'])
    ann.says('bob', 'psst', 'ann')
    expect(ann.effects).toHaveLength(4)
  })

  it('is highlighted by words of our own too', () => {
    const ann = new Person(undefined, { highlight: ['tea'] })
    ann.happen({ type: 'focus', isFocused: false, at: ann.at })
    ann.says('bob', 'steady').says('bob', 'Tea!')
    expect(ann.effects.map((effect) => effect.do)).toEqual(['bell', 'notify'])
  })
})

describe('a buffer', () => {
  it('keeps what is half typed in it', async () => {
    const ann = new Person().type('for the lobby')
    ann.hear(':ann!a@h JOIN #dev', ':s 366 ann #dev :End').type('for dev')
    expect(ann.press('M-1').typed).toBe('for the lobby|')
    expect(ann.press('M-2').typed).toBe('for dev|')
  })

  it('opens for who says something to us alone, and closes by /close', async () => {
    const ann = new Person({ columns: 110, rows: 24 }).says('bob', 'psst', 'ann')
    expect(await status(ann)).toContain('2:bob(1)')
    ann.press('M-2').type('yes?').press('return')
    expect(ann.sent.at(-1)).toEqual(['PRIVMSG', 'bob', 'yes?'])
    ann.type('/close').press('return')
    expect(await status(ann)).not.toContain('2:bob')
  })

  it('of one person goes on under their new nick', () => {
    const ann = new Person().says('bob', 'psst', 'ann').press('M-2')
    ann.hear(':bob!u@h NICK :rob', ':eve!u@h NICK :bob').type('hi').press('return')
    expect(ann.sent.at(-1)).toEqual(['PRIVMSG', 'rob', 'hi'])
    expect(ann.tui.buffers.map(({ name }) => name)).toEqual(['#lobby', 'rob'])
  })

  it('of a channel goes when we leave it', async () => {
    const ann = new Person().hear(':ann!a@h JOIN #dev', ':s 366 ann #dev :End')
    ann.type('/close').press('return')
    expect(ann.sent.at(-1)).toEqual(['PART', '#dev'])
    expect((await ann.hear(':ann!a@h PART #dev').look())[0]).toContain('#lobby')
  })
})

describe('more people than there are buffers for', () => {
  it('are told where we are, and not as if they had said it there', async () => {
    const ann = new Person()
    for (let i = 0; i < 200; i++) ann.says(`n${i}`, 'psst', 'ann')
    ann.says('eve', 'send money', 'ann')
    expect(ann.tui.buffers).toHaveLength(200)
    expect(await last(ann)).toBe('--  eve to you alone: send money')
  })
})

describe('lines', () => {
  it('fold who comes and goes into one, which says the last of each', async () => {
    const ann = new Person()
    ann.hear(
      ':dan!u@h JOIN #lobby',
      ':eve!u@h JOIN #lobby',
      ':dan!u@h PART #lobby :tea',
      ':bob!u@h NICK :rob',
    )
    expect(await last(ann)).toBe('--  → eve  ← dan (tea)  ~ bob is now rob')
  })

  it('have a nick once for what one person says in a row', async () => {
    const ann = new Person().says('bob', 'a').says('bob', 'b').says('cleo', 'c')
    expect((await log(ann)).slice(-3)).toEqual(['bob  a', 'b', 'cleo  c'])
  })

  it('are marked where a message has no echo yet, and are said where it cannot be known', async () => {
    const ann = new Person().type('hello').press('return').wait(2_000)
    expect((await ann.look()).at(-3)?.slice(0, 30)).toMatch(/^ +… +ann {2}hello$/)
    ann.hear('@label=m1;msgid=x1 :ann!a@h PRIVMSG #lobby :hello')
    expect(await last(ann)).toBe('ann  hello')
  })

  it('have reactions, each counted once for who gives it', async () => {
    const ann = new Person().says('bob', 'cake!')
    const react = (nick: string) =>
      `@+draft/reply=i1;+draft/react=🎂;msgid=r${nick} :${nick}!u@h TAGMSG #lobby`
    ann.hear(react('cleo'), react('cleo'), react('dan'))
    expect(await last(ann)).toBe('🎂 2')
    ann.hear(`@+draft/reply=i1;+draft/react=${'x'.repeat(500)} :dan!u@h TAGMSG #lobby`)
    expect(await last(ann)).toBe('🎂 2')
    ann.type('/react :tada').press('return')
    expect(ann.sent.at(-1)).toEqual(['TAGMSG', '#lobby'])
    ann.hear('@+draft/reply=i1;+draft/unreact=🎂 :cleo!u@h TAGMSG #lobby')
    expect(await last(ann)).toBe('🎂 1')
  })

  it('are gone where they were taken back', async () => {
    const ann = new Person().says('bob', 'my password').hear(':bob!u@h REDACT #lobby i1 :oops')
    expect(await last(ann)).toBe('bob  taken back by bob (oops)')
    expect(JSON.stringify([...ann.tui.buffers])).not.toContain('my password')
  })

  it('quote what they answer', async () => {
    const ann = new Person().says('bob', 'who has the key?').says('cleo', 'me', '#lobby', ';+draft/reply=i1')
    expect((await log(ann)).slice(-2)).toEqual(['↳ bob: who has the key?', 'cleo  me'])
  })
})

describe('Tab', () => {
  it('completes who spoke last first, with a colon at the start of a line', () => {
    const ann = new Person().hear(':ben!u@h JOIN #lobby').says('bob', 'a').says('ben', 'b')
    expect(ann.type('b').press('tab').typed).toBe('ben: |')
    expect(ann.press('tab').typed).toBe('bob: |')
    expect(ann.press('S-tab').typed).toBe('ben: |')
    expect(ann.press('C-u').type('hi c').press('tab').typed).toBe('hi cleo |')
  })

  it('completes commands, channels and emoji', () => {
    const ann = new Person()
    expect(ann.type('/rea').press('tab').typed).toBe('/react |')
    expect(ann.press('C-u').type('see #l').press('tab').typed).toBe('see #lobby |')
    expect(ann.press('C-u').type(':rocke').press('tab').typed).toBe('🚀 |')
  })
})

describe('the bar', () => {
  it('says how a command is used that is being typed, and what Tab goes through', async () => {
    const ann = new Person({ columns: 100, rows: 24 }).says('bob', 'a').type('/re')
    expect(await status(ann)).toBe('/reply /react /redact')
    ann.type('act')
    expect(await status(ann)).toBe('/react 👍  react to the last message; once more takes it back')
    ann.press('C-c').press('tab')
    expect(await status(ann)).toBe('bob: cleo:')
    ann.press('tab')
    expect(await status(ann)).toBe('cleo: bob:')
    expect(ann.typed).toBe('cleo: |')
  })
})

describe('finding', () => {
  it('goes from the newest to the oldest, and back by N', async () => {
    const ann = talk(new Person().says('cleo', 'needle one'), 40)
    ann.says('cleo', 'needle two')
    talk(ann, 40).press('C-f').type('needle')
    expect((await ann.look()).join('\n')).toContain('needle two')
    ann.press('return', 'n')
    expect((await ann.look()).join('\n')).toContain('needle one')
    ann.press('N')
    expect((await ann.look()).join('\n')).toContain('needle two')
    ann.press('escape')
    expect(await last(ann)).toBe('line 39.')
  })
})

describe('choosing a message', () => {
  it('answers it, and copies it', async () => {
    const ann = new Person().says('bob', 'first').says('cleo', 'second').press('M-up', 'up')
    expect((await (await ann.glass()).cell(20, 14))?.isInverse()).toBeTruthy()
    expect((await (await ann.glass()).cell(21, 14))?.isInverse()).toBeFalsy()
    ann.press('r')
    expect((await ann.look()).at(-1)).toBe('↳ bob > ')
    ann.type('yes').press('return')
    expect(ann.sent.at(-1)).toEqual(['PRIVMSG', '#lobby', 'yes'])
    expect([...ann.room.pending.values()].at(-1)).toMatchObject({ answers: 'i1' })
    ann.press('M-up', 'c')
    expect(ann.effects).toEqual([{ do: 'copy', text: 'second' }])
  })
})

describe('reacting to a message', () => {
  it('takes an emoji or its name, and leaves what is half typed', async () => {
    const ann = new Person().says('bob', 'cake!').says('bob', 'or tea').type('half').press('M-up', 'up', 'e')
    ann.type(':cake')
    expect((await ann.look()).at(-1)).toBe('react 🍰 : :cake')
    ann.press('return')
    expect(ann.typed).toBe('half|')
    expect(ann.sent.at(-1)).toEqual(['TAGMSG', '#lobby'])
    ann.press('M-up', 'e').type('x').press('escape')
    expect(ann.sent.filter(([verb]) => verb === 'TAGMSG')).toHaveLength(2)
  })
})

describe('what is pasted', () => {
  it('is kept in the line, and asked about where it is long', async () => {
    const ann = new Person()
    ann.happen({ type: 'paste', at: ann.at, text: 'a\r\nb\x1b[A\tc' })
    expect(ann.typed).toBe('a\nb[A    c|')
    expect(ann.sent).not.toContainEqual(expect.arrayContaining(['PRIVMSG']))
    ann.press('C-c')
    ann.happen({ type: 'paste', at: ann.at, text: '1\n2\n3\n4\n5\n6' })
    ann.press('return')
    expect((await ann.look()).at(-1)).toBe('Send 6 lines? y/N ')
    ann.press('return')
    expect(ann.typed).toBe('1\n2\n3\n4\n5\n6|')
    ann.press('return', 'y')
    expect(ann.typed).toBe('|')
    expect(ann.sent.filter(([verb]) => verb === 'PRIVMSG')).toHaveLength(6)
  })
})

describe('typing', () => {
  it('is told every three seconds, and never while a command is typed', () => {
    const ann = new Person().type('hel')
    expect(ann.sent).toEqual([['TAGMSG', '#lobby']])
    ann.wait(3_100).type('lo')
    expect(ann.sent).toHaveLength(2)
    expect(new Person().type('/help').sent).toEqual([])
    expect(new Person(undefined, { typing: false }).type('hello').sent).toEqual([])
  })

  it('is taken back with all that was typed, and not with what is said', () => {
    const ann = new Person().type('hel')
    expect(ann.press('backspace', 'backspace').sent).toHaveLength(1)
    expect(ann.press('C-u').sent).toHaveLength(2)
    expect(ann.press('C-u').type('no').press('C-c').sent).toHaveLength(4)
    expect(
      ann
        .type('yes')
        .press('return', 'C-u')
        .sent.map(([command]) => command),
    ).toEqual([...Array.from({ length: 5 }, () => 'TAGMSG'), 'PRIVMSG'])
  })

  it('of others is seen for six seconds', async () => {
    const ann = new Person().hear('@+typing=active :bob!u@h TAGMSG #lobby')
    expect(await status(ann)).toContain('bob is typing…')
    ann.wait(6_000)
    expect(await status(ann)).not.toContain('typing')
  })
})

describe('leaving', () => {
  it('takes two Ctrl-C on an empty line within two seconds, or Ctrl-D', async () => {
    const ann = new Person().press('C-c')
    expect(await status(ann)).toBe('press Ctrl-C again or /quit to leave')
    ann.wait(2_100).press('C-c')
    expect(ann.effects).toEqual([])
    ann.press('C-c')
    expect(ann.effects).toEqual([{ do: 'interrupt' }])
    expect(new Person().press('C-d').sent).toEqual([['QUIT']])
  })
})

describe('the network', () => {
  it('that is gone is said, with when it is tried again; Enter tries at once', async () => {
    const ann = new Person()
    const network = { is: 'away', why: 'gone', since: ann.at, retryAt: ann.at + 3_500 } as const
    ann.happen({ type: 'room', room: ann.room, network, at: ann.at })
    expect(await status(ann)).toBe('offline - retry in 4 s (Enter: now)')
    ann.press('return')
    expect(ann.effects).toEqual([{ do: 'retry' }])
  })
})

describe('/set', () => {
  it('shows and changes settings, and says what it takes', async () => {
    const ann = new Person({ columns: 110, rows: 30 })
    ann.type('/set time seconds').press('return').says('bob', 'now')
    expect((await ann.look()).join('\n')).toMatch(/12:04:00 +bob {2}now/)
    ann.type('/set theme pink').press('return')
    expect((await ann.look()).join('\n')).toContain('theme is dark, light, mono')
    ann.type('/set mouse off').press('return')
    expect(ann.effects).toEqual([{ do: 'mouse', isOn: false }])
  })
})
