import * as fc from 'fast-check'
import { runs } from '../../runs.ts'
import { beforeEach, describe, expect, it } from 'vitest'
import { Person } from './person.ts'

/** What a server says to who comes back; the person has seen `one` and was cut off. */
const caps = 'message-tags server-time echo-message batch labeled-response draft/chathistory'

let ann: Person
let sent: string[]

function comeIn(offered = caps, boot = 'b'): void {
  sent = []
  ann.begin((line) => sent.push(line))
  hear(
    `CAP * LS :${offered}`,
    `CAP * ACK :${offered}`,
    ':s 001 ann :Welcome ann!u@h',
    `:s 005 ann earshot/BOOT=${boot} :are supported`,
    '@msgid=j1 :ann!u@h JOIN #c',
    ':s 366 ann #c :End',
  )
}

function hear(...lines: string[]): void {
  for (const line of lines) ann.hear(line)
}

const bob = (id: string, text: string, tags = ''): string =>
  `@${tags}msgid=${id} :bob!u@h PRIVMSG #c :${text}`

/** The label of the last question for history. */
const label = (): string =>
  /label=(h\d+)[^ ]* CHATHISTORY/.exec(sent.findLast((line) => line.includes('CHATHISTORY')) ?? '')?.[1] ?? ''

const batch = (reference: string, ...lines: string[]): string[] => [
  `@label=${label()} :s BATCH +${reference} chathistory #c`,
  ...lines,
  `:s BATCH -${reference}`,
]

/** Back after a break, with `live` heard before history is answered. */
function comeBack(): void {
  ann.lose()
  comeIn()
  hear(bob('x3', 'live'))
}

/** Time passes on a connection that lives. */
function live(ms: number): void {
  ann.wait(ms)
  hear('PING :x')
}

beforeEach(() => {
  ann = new Person('ann')
  comeIn()
  hear(bob('x1', 'one'))
})

describe('who comes back to a server that', () => {
  it('never answers: is told of a gap when a later question is answered, and hears what was held back and what follows', () => {
    comeBack()
    live(9_999)
    ann.wait(1)
    expect(sent.at(-1)).toBe('PONG x')
    live(0)
    ann.wait(0)
    expect(sent.at(-1)).toBe(`PING ${label()}`)
    expect(ann.transcript()).toEqual(['one'])
    hear(`:s PONG s :${label()}`, bob('x4', 'later'))
    expect(ann.transcript()).toEqual(['one', 'gap', 'live', 'later'])
    expect(ann.shown.find(({ type }) => type === 'gap')).toMatchObject({ code: 'unanswered', channel: '#c' })
  })

  it('answers neither this nor a later question: is told of a gap after a minute', () => {
    comeBack()
    for (let i = 0; i < 11; i++) live(5_000)
    expect(ann.transcript()).toEqual(['one'])
    live(5_000)
    ann.wait(0)
    expect(ann.transcript()).toEqual(['one', 'gap', 'live'])
    expect(sent.filter((line) => line.startsWith('PING'))).toEqual([`PING ${label()}`])
  })

  it('answers late: is not told twice, nor out of order', () => {
    comeBack()
    const late = batch('1', bob('x2', 'two', 'batch=1;'), bob('x3', 'live', 'batch=1;'))
    live(10_000)
    ann.wait(0)
    hear(`:s PONG s :${label()}`, ...late)
    expect(ann.transcript()).toEqual(['one', 'gap', 'live'])
  })

  it('is far away, and its answer takes half a minute: hears what was missed, and of no gap', () => {
    comeBack()
    const [start = '', ...rest] = batch('1', bob('x2', 'two', 'batch=1;'), bob('x3', 'live', 'batch=1;'))
    live(9_000)
    hear(start)
    for (const line of rest) {
      live(9_000)
      hear(line)
    }
    expect(ann.transcript()).toEqual(['one', 'two', 'live'])
  })

  it('has much else to say before its answer: hears what was missed, and of no gap', () => {
    comeBack()
    for (let i = 0; i < 30; i++) {
      ann.wait(1_000)
      hear(bob(`y${i}`, `y${i}`))
    }
    const question = label()
    hear(...batch('1', bob('x2', 'two', 'batch=1;'), bob('x3', 'live', 'batch=1;')))
    hear(`:s PONG s :${question}`)
    const talk = Array.from({ length: 30 }, (_, i) => `y${i}`)
    expect(ann.transcript()).toEqual(['one', 'two', 'live', ...talk])
  })

  it('tells first what was missed in another channel: waits for its turn', () => {
    ann = new Person('ann', { channels: ['#b', '#c'] })
    comeIn()
    hear('@msgid=j0 :ann!u@h JOIN #b', bob('x1', 'one'))
    comeBack()
    const own = label()
    hear('@msgid=j2 :ann!u@h JOIN #b')
    hear(`@label=${label()} :s BATCH +b chathistory #b`)
    for (let i = 0; i < 5; i++) {
      live(9_000)
      hear(`@batch=b;msgid=b${i} :bob!u@h PRIVMSG #b :b${i}`)
    }
    hear(':s BATCH -b', `@label=${own} :s BATCH +1 chathistory #c`)
    hear(bob('x2', 'two', 'batch=1;'), bob('x3', 'live', 'batch=1;'), ':s BATCH -1')
    expect(ann.transcript()).toEqual(['one', 'b0', 'b1', 'b2', 'b3', 'b4', 'two', 'live'])
    expect(sent.filter((line) => line.startsWith('PING'))).toEqual([])
  })

  it('is silent, and is lost: is told of no gap, for what was missed comes on the next connection', () => {
    comeBack()
    for (let i = 0; i < 24; i++) ann.wait(1_000)
    expect(ann.transcript()).toEqual(['one'])
    comeBack()
    hear(...batch('1', bob('x2', 'two', 'batch=1;'), bob('x3', 'live', 'batch=1;')))
    expect(ann.transcript()).toEqual(['one', 'two', 'live'])
  })

  it('is a new one, and breaks before it says anything: is told once that the old one is gone', () => {
    ann.lose()
    comeIn(caps, 'c')
    hear(...batch('1'))
    ann.lose()
    comeIn(caps, 'c')
    hear(...batch('2', bob('y9', 'new', 'batch=2;')))
    expect(ann.transcript()).toEqual(['one', 'gap', 'new'])
  })

  it('answers twice, or sends a line twice: hears it once', () => {
    comeBack()
    const answer = batch('1', bob('x2', 'two', 'batch=1;'), bob('x3', 'live', 'batch=1;'))
    hear(...answer, ...answer, bob('x3', 'live'), bob('x2', 'two'))
    expect(ann.transcript()).toEqual(['one', 'two', 'live'])
  })

  it.each([
    ['another channel', () => [`@label=${label()} :s BATCH +1 chathistory #d`, ':s BATCH -1']],
    ['an empty acknowledgement', () => [`@label=${label()} :s ACK`]],
    ['a batch of another type', () => [`@label=${label()} :s BATCH +1 labeled-response`, ':s BATCH -1']],
    ['a numeric', () => [`@label=${label()} :s 421 ann CHATHISTORY :Unknown command`]],
    [
      'more than it was asked for',
      () => batch('1', ...Array.from({ length: 1_001 }, (_, i) => bob(`y${i}`, 'y', 'batch=1;'))),
    ],
  ])('answers with %s: is told of a gap', (_what, answer) => {
    comeBack()
    hear(...answer())
    if (ann.transcript().at(-1) === 'one') hear(...batch('2'))
    expect(ann.transcript()).toEqual(['one', 'gap', 'live'])
  })

  it('answers with what was known already: asks no more and is told of a gap', () => {
    comeBack()
    hear(...batch('1', bob('x1', 'one', 'batch=1;')))
    expect(ann.transcript()).toEqual(['one', 'gap', 'live'])
  })

  it('always has another page: hears the pages, and has a gap after 501 of them', () => {
    comeBack()
    for (let i = 0; i < 510; i++) {
      ann.wait(5_000)
      hear(...batch(`r${i}`, bob(`y${i}`, `page ${i}`, `batch=r${i};`)))
    }
    const pages = Array.from({ length: 501 }, (_, i) => `page ${i}`)
    expect(ann.transcript()).toEqual(['one', ...pages, 'gap', 'live'])
  })

  it('opens batches and never ends them: hears what follows them', () => {
    comeBack()
    for (let i = 0; i < 100; i++)
      hear(`:s BATCH +open${i} chathistory #c`, bob(`z${i}`, 'lost', `batch=open${i};`))
    expect(ann.model.batches.size).toBeLessThanOrEqual(16)
    hear(...batch('1'))
    expect(ann.transcript()).toEqual(['one', 'live'])
  })

  it('uses batches of a type that nobody knows: hears their lines as any others', () => {
    comeBack()
    hear(...batch('1'), ':s BATCH +2 example.org/odd x', bob('x4', 'odd', 'batch=2;'), ':s BATCH -2')
    expect(ann.transcript()).toEqual(['one', 'live', 'odd'])
  })

  it('forgot: is told between which times, and hears all that was said since the last line it knows', () => {
    comeBack()
    hear(`@label=${label()} :s FAIL CHATHISTORY MESSAGE_ERROR AFTER #c msgid=x1 :no`)
    expect(sent.at(-1)).toContain('CHATHISTORY AFTER #c timestamp=1970-01-01T00:00:00.999Z 100')
    hear(
      ...batch(
        '1',
        bob('x2', 'two', 'batch=1;time=2026-01-02T03:04:05.000Z;'),
        bob('x3', 'live', 'batch=1;'),
      ),
    )
    expect(ann.transcript()).toEqual(['one', 'gap', 'two', 'live'])
    expect(ann.shown.find(({ type }) => type === 'gap')).toMatchObject({
      code: 'forgotten',
      from: 1_000,
      to: Date.parse('2026-01-02T03:04:05.000Z'),
    })
  })

  it('forgot, and has several pages: goes on by their last lines, and says the gap once', () => {
    comeBack()
    hear(`@label=${label()} :s FAIL CHATHISTORY MESSAGE_ERROR AFTER #c msgid=x1 :no`)
    hear(...batch('1', bob('y1', 'two', 'batch=1;'), bob('y2', '\x01VERSION\x01', 'batch=1;')))
    expect(ann.transcript()).toEqual(['one', 'gap', 'two'])
    expect(sent.at(-1)).toContain('CHATHISTORY AFTER #c msgid=y2 100')
    hear(...batch('2', bob('y3', 'three', 'batch=2;'), bob('x3', 'live', 'batch=2;')))
    expect(ann.transcript()).toEqual(['one', 'gap', 'two', 'three', 'live'])
  })

  it('forgot, and knows no times: hears the latest', () => {
    ann.lose()
    comeIn('message-tags batch echo-message labeled-response draft/chathistory')
    hear(`@label=${label()} :s FAIL CHATHISTORY MESSAGE_ERROR AFTER #c msgid=x1 :no`)
    expect(sent.at(-1)).toContain('CHATHISTORY LATEST #c * 100')
    hear(...batch('1', bob('x2', 'two', 'batch=1;')))
    expect(ann.transcript()).toEqual(['one', 'gap', 'two'])
  })

  it('refuses one question after another: asks no more than 500 times, and is told of a gap', () => {
    comeBack()
    const refusal = () => `@label=${label()} :s FAIL CHATHISTORY MESSAGE_ERROR :no`
    for (let i = 0; i < 510; i++) {
      hear(refusal())
      hear(...batch(`r${i}`, bob(`y${i}`, `page ${i}`, `batch=r${i};`)))
      live(5_000)
    }
    expect(ann.transcript().slice(-2)).toEqual(['gap', 'live'])
    expect(ann.transcript()).toContain('page 5')
  })

  it('has what is shown to nobody among what was missed: misses nothing', () => {
    comeBack()
    const ctcp = Array.from({ length: 100 }, (_, i) => bob(`c${i}`, '\x01VERSION\x01', 'batch=1;'))
    hear(...batch('1', ...ctcp))
    expect(sent.at(-1)).toContain('CHATHISTORY AFTER #c msgid=c99 100')
    hear(...batch('2', bob('x2', 'two', 'batch=2;'), bob('x3', 'live', 'batch=2;')))
    expect(ann.transcript()).toEqual(['one', 'two', 'live'])
  })

  it('told last what is shown to nobody: goes on from there', () => {
    hear(bob('x2', '\x01VERSION\x01'))
    ann.lose()
    comeIn()
    expect(sent.at(-1)).toContain('CHATHISTORY AFTER #c msgid=x2 100')
    hear(bob('x3', 'live'), bob('x4', '\x01VERSION\x01'), ...batch('1'))
    ann.lose()
    comeIn()
    expect(sent.at(-1)).toContain('CHATHISTORY AFTER #c msgid=x4 100')
  })

  it('refuses, and then shows that nothing is missing: sees no gap', () => {
    comeBack()
    hear(`@label=${label()} :s FAIL CHATHISTORY MESSAGE_ERROR AFTER #c msgid=x1 :no`)
    hear(
      ...batch(
        '1',
        bob('x1', 'one', 'batch=1;'),
        bob('x2', 'two', 'batch=1;'),
        bob('x3', 'live', 'batch=1;'),
      ),
    )
    expect(ann.transcript()).toEqual(['one', 'two', 'live'])
  })

  it('is another life of the room: is told so', () => {
    ann.lose()
    comeIn(caps, 'c')
    expect(sent.at(-1)).toContain('CHATHISTORY AFTER #c timestamp=1970-01-01T00:00:00.000Z 100')
    hear(...batch('1', bob('n1', 'new', 'batch=1;')))
    expect(ann.transcript()).toEqual(['one', 'gap', 'new'])
    expect(ann.shown.find(({ type }) => type === 'gap')).toMatchObject({ code: 'restarted' })
  })

  it('has no history: is told of a gap at once', () => {
    ann.lose()
    comeIn('message-tags echo-message')
    hear(bob('x3', 'live'))
    expect(ann.transcript()).toEqual(['one', 'gap', 'live'])
  })

  it('has history and no labels: hears what was missed', () => {
    ann.lose()
    comeIn('message-tags batch echo-message draft/chathistory')
    hear(':s BATCH +1 chathistory #c', bob('x2', 'two', 'batch=1;'), ':s BATCH -1')
    hear(':s BATCH +2 chathistory #c', ':s BATCH -2', bob('x3', 'live'))
    expect(ann.transcript()).toEqual(['one', 'two', 'live'])
  })

  it('says whatever it likes about history: loses nothing that is heard, tells no line twice, and never hangs', () => {
    const words = fc.constantFrom(
      ...'BATCH +1 -1 +2 -2 chathistory labeled-response #c #C #d FAIL CHATHISTORY 421 ACK ann :s msgid=x1 MESSAGE_ERROR'.split(
        ' ',
      ),
    )
    const tag = fc.constantFrom(
      '',
      '@label=h1 ',
      '@label=h2 ',
      '@batch=1 ',
      '@batch=2;label=h1 ',
      '@batch=1;msgid=x2 ',
    )
    const line = fc.oneof(
      {
        weight: 2,
        arbitrary: fc.tuple(tag, fc.array(words, { maxLength: 6 })).map(([t, w]) => `${t}${w.join(' ')}`),
      },
      {
        weight: 2,
        arbitrary: fc.constantFrom(
          ...['h1', 'h2'].map((own) => `@label=${own} :s BATCH +1 chathistory #c`),
          ':s BATCH -1',
          bob('x2', 'two', 'batch=1;'),
          bob('x3', 'live', 'batch=1;'),
          bob('x3', 'live'),
        ),
      },
    )
    const heard = fc.array(
      fc.oneof({ weight: 6, arbitrary: line }, { weight: 1, arbitrary: fc.constant(4_000) }),
      {
        maxLength: 30,
        size: 'max',
      },
    )
    fc.assert(
      fc.property(heard, (all) => {
        ann = new Person('ann')
        comeIn()
        hear(bob('x1', 'one'))
        comeBack()
        for (const one of all) {
          if (typeof one === 'string') hear(one)
          else live(one)
        }
        for (let i = 0; i < 14; i++) live(5_000)
        hear(bob('x9', 'last'))
        const messages = ann.transcript().filter((text) => text !== 'gap')
        expect(messages.at(-1)).toBe('last')
        expect(messages).toContain('live')
        expect(new Set(messages).size).toBe(messages.length)
      }),
      { numRuns: runs(1_000) },
    )
  })

  it('says that we joined more channels than anybody can: is in 1,000 of them, also after a break', () => {
    for (let life = 0; life < 2; life++) {
      for (let i = 0; i < 1_200; i++) hear(`:ann!u@h JOIN #${life}-${i}`)
      expect(ann.model.channels.size).toBe(1_000 - life * 999)
      expect(ann.model.tracks.size).toBe(1_000)
      ann.lose()
      comeIn()
    }
    hear(...batch('1'), bob('x2', 'two'))
    expect(ann.transcript()).toEqual(['one', 'two'])
  })

  it('holds more than can be held back: is told of a gap and goes on', () => {
    comeBack()
    for (let i = 0; i < 4_100; i++) hear(bob(`h${i}`, `h${i}`))
    expect(ann.transcript().slice(0, 3)).toEqual(['one', 'gap', 'live'])
    expect(ann.transcript()).toHaveLength(4_103)
  })
})

describe('what we said before the connection was lost', () => {
  const nonce = '+earshot/nonce=ann1'

  beforeEach(() => {
    ann.say('hi')
    ann.lose()
  })

  it('is confirmed where history has it, under any nick that we had', () => {
    ann = new Person('ann')
    comeIn()
    hear(bob('x1', 'one'), ':ann!u@h NICK ann_')
    ann.say('hi')
    ann.lose()
    comeIn()
    hear(...batch('1', `@batch=1;msgid=x2;${nonce} :ann_!u@h PRIVMSG #c :hi`))
    hear(...batch('2'))
    expect(ann.transcript()).toEqual(['one', 'hi'])
    expect(ann.shown.at(-2)).toMatchObject({ text: 'hi', self: true, label: 'm1', via: 'history' })
    expect(sent.filter((line) => line.includes('PRIVMSG'))).toEqual([])
  })

  it.each(['mallory!m@h', 'mallory!u@h', 'ann!m@h'])(
    'is not taken for said where %s has said its nonce: theirs is shown, and ours is unconfirmed',
    (mallory) => {
      comeIn()
      hear(...batch('1', `@batch=1;msgid=x2;${nonce} :${mallory} PRIVMSG #c :bad`))
      hear(...batch('2'))
      expect(ann.shown.find(({ text }) => text === 'bad')).not.toHaveProperty('label')
      expect(sent.at(-1)).toBe(`@label=m1;${nonce} PRIVMSG #c :hi`)
      hear(`@label=m1;msgid=x2;${nonce} :mallory!m@h PRIVMSG #c :bad`)
      expect(ann.transcript()).toEqual(['one', 'bad'])
      expect(ann.unconfirmed()).toEqual(['hi'])
      expect(ann.model.pending.size).toBe(0)
    },
  )

  it('is sent once more, under its nonce, where it never arrived', () => {
    comeIn()
    hear(...batch('1'))
    expect(sent.filter((line) => line.includes('PRIVMSG'))).toEqual([`@label=m1;${nonce} PRIVMSG #c :hi`])
    hear(`@label=m1;msgid=x2;${nonce} :ann!u@h PRIVMSG #c :hi`)
    expect(ann.transcript()).toEqual(['one', 'hi'])
    expect(ann.model.pending.size).toBe(0)
  })

  it('is not sent again by itself where nobody can know, and that is said', () => {
    comeIn(caps, 'c')
    hear(...batch('1'))
    expect(sent.filter((line) => line.includes('PRIVMSG'))).toEqual([])
    expect(ann.unconfirmed()).toEqual(['hi'])
    expect(ann.model.pending.size).toBe(0)
  })

  it('is unconfirmed where the connection is lost again after a gap was said', () => {
    comeIn(caps, 'c')
    hear(...batch('1', bob('n1', 'new', 'batch=1;')))
    expect(ann.transcript()).toEqual(['one', 'gap', 'new'])
    ann.lose()
    comeIn(caps, 'c')
    expect(sent.at(-1)).toContain('CHATHISTORY AFTER #c msgid=n1 100')
    hear(...batch('1'))
    expect(ann.unconfirmed()).toEqual(['hi'])
    expect(ann.transcript()).toEqual(['one', 'gap', 'new'])
  })

  it('stays before what is said since, which waits for it', () => {
    ann.say('and more')
    comeIn()
    ann.say('and most')
    expect(sent.filter((line) => line.includes('PRIVMSG'))).toEqual([])
    hear(...batch('1'))
    const said = sent
      .filter((line) => line.includes('PRIVMSG'))
      .map((line) => line.slice(line.lastIndexOf(':') + 1))
    expect(said).toEqual(['hi', 'and more', 'and most'])
  })

  it('is unknown where we do not come into the channel again', () => {
    sent = []
    ann.begin((line) => sent.push(line))
    hear(':s 001 ann :Welcome', ':s 474 ann #c :Cannot join channel (+b)')
    expect(ann.unconfirmed()).toEqual(['hi'])
  })
})

describe('the nick that somebody else has meanwhile', () => {
  function comeBackAs(nick: string, tokens: string): void {
    ann.lose()
    sent = []
    ann.begin((line) => sent.push(line))
    hear(':s 433 * ann :in use', `:s 001 ${nick} :Welcome`, `:s 005 ${nick} ${tokens} :are supported`)
    sent.splice(0)
    ann.wait(1_000)
  }

  it('is watched by MONITOR, and taken when it is free', () => {
    comeBackAs('ann_', 'MONITOR=100')
    expect(sent).toEqual(['MONITOR + ann'])
    hear(':s 730 ann_ :ann!u@h', ':s 731 ann_ ann')
    expect(sent.at(-1)).toBe('NICK ann')
    hear(':ann_!u@h NICK ann')
    expect(sent.at(-1)).toBe('MONITOR - ann')
    expect(ann.shown.filter(({ code }) => code === '730' || code === '731')).toEqual([])
  })

  it('is tried every 30 s, and when its owner is seen to go, where there is no MONITOR', () => {
    comeBackAs('ann_', 'NICKLEN=9')
    ann.wait(29_999)
    expect(sent.filter((line) => line.startsWith('NICK'))).toEqual([])
    hear('PING :x')
    ann.wait(1)
    expect(sent.at(-1)).toBe('NICK ann')
    hear(':s 433 ann_ ann :in use')
    expect(ann.shown.filter(({ type }) => type === 'error')).toEqual([])
    hear(':ann!u@h QUIT :gone')
    expect(sent.filter((line) => line === 'NICK ann')).toHaveLength(2)
  })
})
