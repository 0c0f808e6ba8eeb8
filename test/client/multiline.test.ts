import { beforeEach, describe, expect, it } from 'vitest'
import { Person } from './resume/person.ts'

const caps = 'message-tags server-time echo-message batch labeled-response draft/chathistory'
const bounded = 'draft/multiline=max-bytes=60,max-lines=4'

let ann: Person
let sent: string[]

/** On a server that offers this, in #c. */
function comeIn(...offered: string[]): void {
  sent = []
  ann.begin((line) => sent.push(line))
  hear(`CAP * LS :${[caps, ...offered].join(' ')}`)
  const asked = sent.find((line) => line.startsWith('CAP REQ'))?.slice('CAP REQ :'.length)
  hear(
    `CAP * ACK :${asked}`,
    ':s 001 ann :Welcome ann!u@h',
    ':s 005 ann earshot/BOOT=b LINELEN=92 :are supported',
    '@msgid=j1 :ann!u@h JOIN #c',
    ':s 366 ann #c :End',
  )
  sent.splice(0)
}

function hear(...lines: string[]): void {
  for (const line of lines) ann.hear(line)
}

const said = (): string[] => sent.filter((line) => /PRIVMSG|BATCH/.test(line))

/** What bob says, in these lines; one that begins with `+` goes on where the one before it ends. */
function bob(id: string, lines: readonly string[], tags = ''): string[] {
  const part = (line: string): string => {
    const isConcat = line.startsWith('+')
    const text = isConcat ? line.slice(1) : line
    return `@batch=${id}${isConcat ? ';draft/multiline-concat' : ''} :bob!u@h PRIVMSG #c :${text}`
  }
  return [
    `@${tags}msgid=${id} :bob!u@h BATCH +${id} draft/multiline #c`,
    ...lines.map(part),
    `:bob!u@h BATCH -${id}`,
  ]
}

beforeEach(() => {
  ann = new Person('ann')
})

describe('a message of several lines', () => {
  beforeEach(() => comeIn(bounded))

  it('is shown once it is whole, under its id and with line feeds', () => {
    const lines = bob('x1', ['one', '', '+two ', '+three', 'four'])
    hear(...lines.slice(0, -1))
    expect(ann.transcript()).toEqual([])
    hear(...lines.slice(-1))
    expect(ann.transcript()).toEqual(['one\ntwo three\nfour'])
    expect(ann.shown.at(-1)).toMatchObject({ id: 'x1', nick: 'bob', channel: '#c', kind: 'message' })
  })

  it('that says of its first line that it goes on is taken for one all the same', () => {
    hear(...bob('x1', ['+one', 'two']), ...bob('x2', ['', 'two']))
    expect(ann.transcript()).toEqual(['one\ntwo', '\ntwo'])
  })

  it('is nothing where it has no line, or never ends', () => {
    hear(...bob('x1', []), ...bob('x2', ['one']).slice(0, -1), ':bob!u@h PRIVMSG #c :hi')
    expect(ann.transcript()).toEqual(['hi'])
  })

  it('is shown once, however often it comes', () => {
    hear(...bob('x1', ['one', 'two']), ...bob('x1', ['one', 'two']))
    expect(ann.transcript()).toEqual(['one\ntwo'])
  })

  it('that a broken connection has cut is read in history as one, between its neighbours', () => {
    hear('@msgid=x1 :bob!u@h PRIVMSG #c :before', ...bob('x2', ['one', 'two']).slice(0, 2))
    ann.lose()
    comeIn(bounded)
    hear('@msgid=x4 :bob!u@h PRIVMSG #c :live')
    hear('@label=h1 :s BATCH +h chathistory #c')
    hear(...bob('x2', ['one', 'two'], 'batch=h;'))
    hear('@batch=h;msgid=x3 :bob!u@h PRIVMSG #c :between', '@batch=h;msgid=x4 :bob!u@h PRIVMSG #c :live')
    expect(ann.transcript()).toEqual(['before'])
    hear('BATCH -h')
    expect(ann.transcript()).toEqual(['before', 'one\ntwo', 'between', 'live'])
    expect(ann.shown.find(({ id }) => id === 'x2')).toMatchObject({ via: 'history' })
  })

  it('of another one does not make an answer come that never comes', () => {
    hear('@msgid=x1 :bob!u@h PRIVMSG #c :before')
    ann.lose()
    comeIn(bounded)
    for (let i = 0; i < 13; i++) {
      ann.wait(5_000)
      hear(...bob(`y${i}`, ['one', 'two']))
    }
    expect(ann.transcript()[1]).toBe('gap')
  })
})

describe('what is said in several lines', () => {
  const opening = '@label=m1;+earshot/nonce=ann1 BATCH +m1 draft/multiline #c'

  it('is one message, with its label and nonce once, and is confirmed once by its echo', () => {
    comeIn(bounded)
    ann.say('\none\n\ntwo\n \n')
    expect(said()).toEqual([
      opening,
      '@batch=m1 PRIVMSG #c :one',
      '@batch=m1 PRIVMSG #c :',
      '@batch=m1 PRIVMSG #c :two',
      'BATCH -m1',
    ])
    const echo = bob('x1', ['one', '', 'two'], 'label=m1;+earshot/nonce=ann1;')
    hear(...echo.map((line) => line.replace(':bob!', ':ann!')))
    expect(ann.transcript()).toEqual(['one\n\ntwo'])
    expect(ann.shown.at(-1)).toMatchObject({ label: 'm1', self: true, id: 'x1' })
    expect(ann.model.pending.size).toBe(0)
  })

  it('is one where it is one line that is too long for one', () => {
    comeIn(bounded)
    ann.say(`${'a'.repeat(29)} ${'b'.repeat(20)}`)
    expect(said()).toEqual([
      opening,
      expect.stringMatching(/^@batch=m1 PRIVMSG #c :a+/),
      expect.stringMatching(/^@batch=m1;draft\/multiline-concat PRIVMSG #c :/),
      'BATCH -m1',
    ])
  })

  it('is as many as the bounds of the server make it, each with a nonce of its own', () => {
    comeIn(bounded)
    ann.say(['1', '2', '3', '4', '5', 'x'.repeat(30), 'y'.repeat(30)].join('\n'))
    const texts = [...ann.model.pending.values()].map(({ text }) => text)
    expect(texts).toEqual(['1\n2\n3\n4', `5\n${'x'.repeat(30)}`, 'y'.repeat(30)])
    expect(said().at(-1)).toContain('@label=m3;+earshot/nonce=ann3 PRIVMSG #c :y')
  })

  it.each([
    ['', 'without it'],
    ['draft/multiline', 'that does not say how much'],
    ['draft/multiline=max-bytes=0', 'that allows nothing'],
    ['draft/multiline=max-lines=9', 'that does not say how many bytes'],
  ])('is a message a line on a server %s (%s)', (offer) => {
    comeIn(...(offer === '' ? [] : [offer]))
    ann.say('one\n\ntwo')
    expect(said()).toEqual([
      '@label=m1;+earshot/nonce=ann1 PRIVMSG #c :one',
      '@label=m2;+earshot/nonce=ann2 PRIVMSG #c :two',
    ])
  })

  it('is a message a line where it is no longer offered', () => {
    comeIn(bounded)
    hear('CAP ann DEL :draft/multiline')
    ann.say('one\ntwo')
    expect(said()).toHaveLength(2)
    hear('CAP ann NEW :draft/multiline=max-bytes=99', 'CAP ann ACK :draft/multiline')
    ann.say('one\ntwo')
    expect(said().slice(2)).toHaveLength(4)
  })

  it('is refused as a whole, and that is said of it', () => {
    comeIn(bounded)
    ann.say('one\ntwo')
    hear('@label=m1 :s FAIL BATCH MULTILINE_MAX_LINES 1 :Multiline batch max-lines exceeded')
    expect(ann.shown.at(-1)).toMatchObject({ type: 'error', code: 'MULTILINE_MAX_LINES', label: 'm1' })
    expect(ann.model.pending.size).toBe(0)
  })

  it('is sent once more as a whole, under its nonce, where the connection broke within it', () => {
    comeIn(bounded)
    ann.say('one\ntwo')
    const before = said()
    ann.lose()
    comeIn(bounded)
    hear('@label=h2 :s BATCH +h chathistory #c', 'BATCH -h')
    expect(said()).toEqual(before)
    expect(ann.model.pending.size).toBe(1)
  })

  it('is not sent once more where history has it', () => {
    comeIn(bounded)
    ann.say('one\ntwo')
    ann.lose()
    comeIn(bounded)
    hear('@label=h2 :s BATCH +h chathistory #c')
    const echo = bob('x1', ['one', 'two'], 'batch=h;+earshot/nonce=ann1;')
    hear(...echo.map((line) => line.replace(':bob!', ':ann!')), 'BATCH -h')
    hear('@label=h3 :s BATCH +h chathistory #c', 'BATCH -h')
    expect(said()).toEqual([])
    expect(ann.transcript()).toEqual(['one\ntwo'])
    expect(ann.model.pending.size).toBe(0)
  })

  it('while there is no connection is said on the next as one, or, where that is not as the last, told to be unsaid', () => {
    for (const [next, shown] of [
      [[bounded], 5],
      [[], 0],
    ] as const) {
      ann = new Person('ann')
      comeIn(bounded)
      ann.lose()
      ann.say('one\ntwo')
      comeIn(...next)
      hear('@label=h2 :s BATCH +h chathistory #c', 'BATCH -h')
      expect(said()).toHaveLength(shown === 0 ? 0 : 4)
      expect(ann.model.pending.size).toBe(shown === 0 ? 0 : 1)
      if (shown === 0)
        expect(ann.shown.at(-1)).toMatchObject({ type: 'error', code: 'unsendable', label: 'm1' })
    }
  })
})
