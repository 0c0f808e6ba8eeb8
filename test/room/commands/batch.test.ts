import { describe, expect, it } from 'vitest'
import { type CapName, capSet } from '../../../src/protocol/caps.ts'
import { load, save } from '../../../src/room/snapshot.ts'
import { sizeOf } from '../../../src/room/history/weight.ts'
import { Scene, factsOf } from '../harness.ts'
import { answersTo } from '../history/batches.ts'

type Options = ConstructorParameters<typeof Scene>[0]

/** Ann, the operator, bob and vic, who has voice, in #a; all may send messages of several lines. */
function office(options?: Options, ...caps: CapName[]): Scene {
  const scene = new Scene(options).enter('ann', 'bob', 'vic').join('#a', 'ann', 'bob', 'vic')
  scene.line('ann', 'MODE #a +v vic')
  for (const nick of ['ann', 'bob', 'vic']) {
    scene.peer(scene.id(nick)).caps = capSet(['draft/multiline', 'batch', ...caps])
  }
  return scene
}

/** What each line brings about, of all of them. */
const says = (scene: Scene, nick: string, ...lines: string[]): string[] =>
  lines.flatMap((line) => scene.line(nick, line))

/** A whole message; each line is `text`, or `+text` where it goes on. */
function message(scene: Scene, nick: string, target: string, texts: readonly string[], verb = 'PRIVMSG') {
  return says(
    scene,
    nick,
    `BATCH +1 draft/multiline ${target}`,
    ...texts.map((text) =>
      text.startsWith('+')
        ? `@batch=1;draft/multiline-concat ${verb} ${target} :${text.slice(1)}`
        : `@batch=1 ${verb} ${target} :${text}`,
    ),
    'BATCH -1',
  )
}

const fail = (nick: string, rest: string) => [`${nick} < :s FAIL BATCH ${rest}`]
const open = 'BATCH +1 draft/multiline #a'

describe('a message of several lines', () => {
  it('is said when it is whole, at one place in the order, with its lines as they are', () => {
    const scene = office()
    expect(says(scene, 'ann', open, '@batch=1 PRIVMSG #a :one', '@batch=1 PRIVMSG #A :')).toEqual([])
    expect(scene.line('bob', 'PRIVMSG #a :between')).toHaveLength(1)
    expect(says(scene, 'ann', '@batch=1;draft/multiline-concat privmsg #a :two ', 'BATCH -1')).toEqual([
      'bob,vic,ann* < :ann!~ann@h PRIVMSG #a :one',
      'bob,vic,ann* < :ann!~ann@h PRIVMSG #a :',
      'bob,vic,ann* < @draft/multiline-concat :ann!~ann@h PRIVMSG #a :two ',
    ])
    expect(scene.room.channels.get('#a')?.history.messages.length).toBe(2)
  })

  it('has the client-only tags of the line that opens it', () => {
    const scene = office()
    const lines = says(scene, 'ann', `@+t=1;label=x ${open}`, '@batch=1 NOTICE #a :one', 'BATCH -1')
    expect(lines).toEqual(['bob,vic,ann* < @+t=1 :ann!~ann@h NOTICE #a :one'])
  })

  it('can stand among other lines, which are of no batch', () => {
    const scene = office()
    expect(says(scene, 'ann', open, '@batch=1 PRIVMSG #a :one', 'TOPIC #a :t', 'PRIVMSG #a :two')).toEqual([
      'ann,bob,vic < :ann!~ann@h TOPIC #a :t',
      'bob,vic,ann* < :ann!~ann@h PRIVMSG #a :two',
    ])
    expect(scene.line('ann', 'BATCH -1')).toHaveLength(1)
  })

  it('goes where a message goes, and who is away says so', () => {
    const scene = office()
    scene.line('bob', 'AWAY :lunch')
    expect(message(scene, 'ann', 'BOB', ['one'])).toEqual([
      'bob,ann* < :ann!~ann@h PRIVMSG bob :one',
      'ann < :s 301 ann bob :lunch',
    ])
    expect(message(scene, 'ann', 'bob', ['one'], 'NOTICE')).toHaveLength(1)
    expect(message(scene, 'bob', '+#a', ['one'])).toEqual(['ann,vic,bob* < :bob!~bob@h PRIVMSG +#a :one'])
    expect(message(scene, 'ann', 'ann', ['one'])).toEqual(['ann,ann* < :ann!~ann@h PRIVMSG ann :one'])
  })

  it('is refused where a message is, and NOTICE without a word', () => {
    const scene = office()
    scene.line('bob', 'PART #a')
    expect(message(scene, 'bob', '#a', ['one', 'two'])).toEqual([
      'bob < :s 404 bob #a :Cannot send to channel: you are not in it (+n)',
    ])
    expect(message(scene, 'bob', 'nobody', ['one'])).toEqual([
      'bob < :s 401 bob nobody :No such nick/channel',
    ])
    expect(message(scene, 'bob', '#a', ['one', 'two'], 'NOTICE')).toEqual([])
    scene.line('bob', 'JOIN #a')
    for (const [mode, reason] of [
      ['+m', 'it is moderated (+m)'],
      ['-m+b bob', 'you are banned or muted (+b)'],
    ] as const) {
      scene.line('ann', `MODE #a ${mode}`)
      expect(message(scene, 'bob', '#a', ['one'])[0]).toContain(reason)
      expect(message(scene, 'vic', '#a', ['one'])).toHaveLength(1)
    }
  })

  it('takes no CTCP in any line where the channel takes none: some are sent the lines alone', () => {
    const scene = office()
    scene.line('ann', 'MODE #a +C')
    expect(message(scene, 'ann', '#a', ['\x01VERSION\x01'])[0]).toContain(' 404 ')
    expect(message(scene, 'ann', '#a', ['one', '\x01VERSION\x01'])[0]).toContain(' 404 ')
    expect(message(scene, 'ann', '#a', ['\x01ACTION waves\x01', 'one'])).toHaveLength(2)
  })

  it('is relayed whole or refused with 417: each of its lines has to fit one', () => {
    const scene = office()
    const most = 512 - ':ann!~ann@h PRIVMSG #a :\r\n'.length
    expect(message(scene, 'ann', '#a', ['one', 'x'.repeat(most)])).toHaveLength(2)
    expect(message(scene, 'ann', '#a', ['one', 'x'.repeat(most + 1), 'two'])).toEqual([
      'ann < :s 417 ann :Input line was too long',
    ])
  })

  it('is a bot’s where a message is', () => {
    const scene = office()
    scene.line('ann', 'MODE ann +B')
    expect(message(scene, 'ann', '#a', ['one'])[0]).toContain('@bot ')
  })
})

describe('a message of several lines is bounded (multiline, "Errors")', () => {
  it('in lines, blank ones too', () => {
    const scene = office({ limits: { multilineLines: 3 } })
    expect(message(scene, 'ann', '#a', ['one', '', 'two'])).toHaveLength(3)
    expect(message(scene, 'ann', '#a', ['one', '', 'two', '+three'])).toEqual(
      fail('ann', 'MULTILINE_MAX_LINES 3 :Multiline batch max-lines exceeded'),
    )
  })

  it('in bytes of the text, with a line feed before each line that begins anew', () => {
    const scene = office({ limits: { multilineBytes: 8 } })
    expect(message(scene, 'ann', '#a', ['123', '5678'])).toHaveLength(2)
    expect(message(scene, 'ann', '#a', ['1234', '+5678'])).toHaveLength(2)
    for (const texts of [
      ['123', '56789'],
      ['1234', '+56789'],
      ['1', '', '', '', '', '', '', '', ''],
    ]) {
      expect(message(scene, 'ann', '#a', texts)).toEqual(
        fail('ann', 'MULTILINE_MAX_BYTES 8 :Multiline batch max-bytes exceeded'),
      )
    }
  })

  it('and one is open at a time: what was refused holds none of its lines', () => {
    const scene = office({ limits: { multilineLines: 1 } })
    expect(says(scene, 'ann', open, '@batch=1 PRIVMSG #a :one', 'BATCH +2 draft/multiline #a')).toEqual(
      fail('ann', 'MULTILINE_INVALID :Another batch is open'),
    )
    expect(scene.line('ann', '@batch=1 PRIVMSG #a :two')[0]).toContain('MAX_LINES')
    expect(scene.peer(scene.id('ann')).batch?.parts).toEqual([])
    expect(message(scene, 'ann', '#a', ['again'])).toHaveLength(1)
  })
})

describe('a batch is refused (client-batch, multiline)', () => {
  const invalid = (text: string) => fail('ann', `MULTILINE_INVALID :${text}`)

  it.each([
    ['BATCH +a_ draft/multiline #a', 'INVALID_REFTAG a_ :A reference is letters, digits and hyphens'],
    ['BATCH + draft/multiline #a', 'INVALID_REFTAG * :A reference is letters, digits and hyphens'],
    ['BATCH +1 netjoin #a', 'UNKNOWN_TYPE 1 netjoin :Unknown type of batch'],
    ['BATCH +1', 'UNKNOWN_TYPE 1 * :Unknown type of batch'],
    ['BATCH +1 draft/multiline', 'MULTILINE_INVALID :A multiline batch has one target'],
    ['BATCH +1 draft/multiline #a,bob', 'MULTILINE_INVALID :A multiline batch has one target'],
    ['BATCH +1 draft/multiline :a b', 'MULTILINE_INVALID :A multiline batch has one target'],
    ['BATCH -1', 'MULTILINE_INVALID :No such batch is open'],
    ['BATCH 1 draft/multiline #a', 'MULTILINE_INVALID :No such batch is open'],
    ['@batch=1 PRIVMSG #a :x', 'MULTILINE_INVALID :No such batch is open'],
    ['@batch PRIVMSG #a :x', 'MULTILINE_INVALID :No such batch is open'],
  ])('%s', (line, reply) => {
    expect(office().line('ann', line)).toEqual(fail('ann', reply))
  })

  it.each([
    ['another target', '@batch=1 PRIVMSG #b :x', 'MULTILINE_INVALID_TARGET #a #b :Invalid multiline target'],
    ['no target', '@batch=1 PRIVMSG', 'MULTILINE_INVALID_TARGET #a * :Invalid multiline target'],
    ['both verbs', '@batch=1 NOTICE #a :x', 'MULTILINE_INVALID :PRIVMSG and NOTICE in one multiline batch'],
    ['another verb', '@batch=1 JOIN #b', 'MULTILINE_INVALID :A multiline batch holds PRIVMSG or NOTICE only'],
    [
      'a batch within',
      '@batch=1 BATCH +2 draft/multiline #a',
      'MULTILINE_INVALID :A multiline batch holds PRIVMSG or NOTICE only',
    ],
    [
      'a tag of its own',
      '@batch=1;+t PRIVMSG #a :x',
      'MULTILINE_INVALID :The tags of a multiline message stand on the line that opens it',
    ],
    [
      'a blank line that goes on',
      '@batch=1;draft/multiline-concat PRIVMSG #a :',
      'MULTILINE_INVALID :Invalid multiline batch with concatenated blank line',
    ],
  ])('with %s, once, and nothing of it is said', (_, line, reply) => {
    const scene = office()
    scene.join('#b', 'ann')
    expect(says(scene, 'ann', open, '@batch=1 PRIVMSG #a :one', line)).toEqual(fail('ann', reply))
    expect(says(scene, 'ann', line, '@batch=1 PRIVMSG #a :more', 'BATCH -1')).toEqual([])
    expect(scene.line('ann', 'BATCH -1')).toEqual(invalid('No such batch is open'))
  })

  it('with a line that cannot be taken: it would be missing', () => {
    const scene = office()
    scene.line('ann', open)
    expect(scene.line('ann', `@batch=1 PRIVMSG #a :${'x'.repeat(600)}`)[0]).toContain(' 417 ')
    expect(says(scene, 'ann', '@batch=1 PRIVMSG #a :two', 'BATCH -1')).toEqual([])
  })

  it('without a line, or with blank ones only', () => {
    expect(message(office(), 'ann', '#a', [])).toEqual(
      invalid('Invalid multiline batch with blank lines only'),
    )
    expect(message(office(), 'ann', '#a', ['', ''])).toEqual(
      invalid('Invalid multiline batch with blank lines only'),
    )
  })

  it('of who does not hold batch, and its lines are not said alone', () => {
    const scene = office()
    scene.peer(scene.id('ann')).caps = capSet(['draft/multiline'])
    expect(message(scene, 'ann', '#a', ['one'])).toEqual(invalid('The capability batch is needed, too'))
  })

  it('and forgotten when its sender gives the capability back', () => {
    const scene = office()
    says(scene, 'ann', open, '@batch=1 PRIVMSG #a :one', 'CAP REQ :-draft/multiline')
    expect(scene.peer(scene.id('ann')).batch).toBeUndefined()
    expect(scene.line('ann', '@batch=1 PRIVMSG #a :alone')).toHaveLength(1)
  })

  it('and a line says nothing of one to who does not hold draft/multiline', () => {
    const scene = new Scene().enter('ann', 'bob')
    expect(scene.line('ann', '@batch=1 PRIVMSG bob :x')).toEqual(['bob,ann* < :ann!~ann@h PRIVMSG bob :x'])
  })
})

describe('what is remembered of a message of several lines', () => {
  const history = (scene: Scene) => answersTo(scene, 'bob', 'CHATHISTORY LATEST #a * 9').slice(1)

  it('is one message with its lines', () => {
    const scene = office()
    message(scene, 'ann', '#a', ['one', '', 'two'])
    expect(history(scene)).toMatchObject([
      { params: ['#a'], parts: [{ text: 'one' }, { text: '' }, { text: 'two', isConcat: false }] },
    ])
  })

  it('is as much as lines of their own would be', () => {
    const scene = office()
    scene.line('ann', 'PRIVMSG #a :one')
    message(scene, 'ann', '#a', ['one', 'two'])
    const { messages } = scene.room.channels.get('#a')?.history ?? {}
    const [one = 0, several = 0] = [...(messages ?? [])].map(({ line }) => sizeOf(line))
    expect(several).toBeGreaterThan(2 * one)
  })

  it('is in a snapshot', () => {
    const scene = office()
    message(scene, 'ann', '#a', ['one', '+two'])
    const loaded = load(save(scene.room), factsOf())
    expect([...save(loaded)]).toEqual([...save(scene.room)])
    expect(loaded.channels.get('#a')?.history.messages.at(0)?.line.parts).toEqual([
      { text: 'one', isConcat: false },
      { text: 'two', isConcat: true },
    ])
  })

  it('is nothing when it is redacted', () => {
    const scene = office()
    message(scene, 'ann', '#a', ['one', 'two'])
    const msgid = scene.room.channels.get('#a')?.history.messages.at(0)?.line.msgid
    expect(scene.line('ann', `REDACT #a ${msgid}`)).toHaveLength(1)
    expect(history(scene)).toEqual([])
    expect([...save(scene.room)].join('\n')).not.toContain('two')
  })

  it('is said once with a nonce: a repeat is the echo of the first, all lines of it', () => {
    const scene = office()
    const again = [`@+earshot/nonce=n ${open}`, '@batch=1 PRIVMSG #a :one', '@batch=1 PRIVMSG #a :two']
    expect(says(scene, 'ann', ...again, 'BATCH -1')[0]).toMatch(/^bob,vic,ann\* < /)
    expect(says(scene, 'ann', ...again, 'BATCH -1')).toEqual([
      'ann* < @+earshot/nonce=n :ann!~ann@h PRIVMSG #a :one',
      'ann* < :ann!~ann@h PRIVMSG #a :two',
    ])
  })
})
