import { describe, expect, it } from 'vitest'
import { RoomWorld, type WorldOptions } from './world.ts'

// The same promises whether entries are applied at once or a network later.
const sequencers = [
  { name: 'entries that are applied at once', delayMs: 0 },
  { name: 'entries that are applied 5 ms later', delayMs: 5 },
]

describe.each(sequencers)('a connection, with $name', ({ delayMs }) => {
  const open = (options: WorldOptions = {}): RoomWorld => new RoomWorld({ delayMs, ...options })
  const only = (lines: string[], ...words: string[]): string[] =>
    lines.filter((line) => words.some((word) => line.split(' ').includes(word)))

  it('may register, join, speak and leave in one read', () => {
    const world = open()
    const eve = world.join('eve', { channels: '#lobby' })
    const link = world.connect()
    link.says(
      'NICK adam',
      'USER adam 0 * :Adam',
      'JOIN #lobby',
      'PRIVMSG #lobby :hi',
      'QUIT :bye',
      'PING never',
    )
    world.settle()
    expect(eve.hears()).toEqual([
      ':adam!~adam@10.0.0.1 JOIN #lobby',
      ':adam!~adam@10.0.0.1 PRIVMSG #lobby hi',
      ':adam!~adam@10.0.0.1 QUIT Quit: bye',
    ])
    const heard = link.hears()
    expect(heard.at(-1)).toBe('ERROR Closing link: 10.0.0.1 (Quit: bye)')
    expect(only(heard, 'PONG')).toEqual([])
    expect(link.state).toBe('ended')
  })

  it('hears of nothing between its welcome and its own JOIN', () => {
    const world = open()
    world.join('eve', { channels: '#lobby' })
    const link = world.connect()
    link.says('NICK adam', 'USER adam 0 * :Adam', 'JOIN #lobby')
    world.settle()
    const heard = link.hears()
    const at = heard.findIndex((line) => line.includes(' JOIN '))
    expect(heard[at - 1]).toBe(':earshot.test 422 adam No message of the day')
    expect(heard.slice(at)).toEqual([
      ':adam!~adam@10.0.0.1 JOIN #lobby',
      ':earshot.test 353 adam = #lobby @eve adam',
      ':earshot.test 366 adam #lobby End of /NAMES list',
    ])
  })

  it('sees of a channel what is said after its JOIN has its place, and before its PART has', () => {
    const world = open()
    const eve = world.join('eve', { channels: '#a' })
    const adam = world.join('adam')
    eve.says('PRIVMSG #a :before')
    adam.says('JOIN #a')
    eve.says('PRIVMSG #a :within')
    world.settle()
    adam.says('PART #a')
    eve.says('PRIVMSG #a :after')
    world.settle()
    expect(adam.hears()).toEqual([
      ':adam!~adam@10.0.0.1 JOIN #a',
      ':earshot.test 353 adam = #a @eve adam',
      ':earshot.test 366 adam #a End of /NAMES list',
      ':eve!~eve@10.0.0.1 PRIVMSG #a within',
      ':adam!~adam@10.0.0.1 PART #a',
    ])
  })

  it('gets no answer of NAMES or PING before what it did earlier has its place', () => {
    const world = open()
    const link = world.join('adam', { caps: 'echo-message' })
    link.says(
      'JOIN #a',
      'PRIVMSG #a :one',
      'PING 1',
      'NICK eden',
      'NAMES #a',
      'PART #a',
      'NAMES #a',
      'PING 2',
    )
    world.settle()
    expect(link.hears()).toEqual([
      ':adam!~adam@10.0.0.1 JOIN #a',
      ':earshot.test 353 adam = #a @adam',
      ':earshot.test 366 adam #a End of /NAMES list',
      ':adam!~adam@10.0.0.1 PRIVMSG #a one',
      ':earshot.test PONG earshot.test 1',
      ':adam!~adam@10.0.0.1 NICK eden',
      ':earshot.test 353 eden = #a @eden',
      ':earshot.test 366 eden #a End of /NAMES list',
      ':eden!~adam@10.0.0.1 PART #a',
      ':earshot.test 366 eden #a End of /NAMES list',
      ':earshot.test PONG earshot.test 2',
    ])
  })

  it('has its PONG no sooner than what it sent before is with everybody whom it is for', () => {
    const world = open()
    const link = world.join('adam', { channels: '#a' })
    const near = world.join('eve', { channels: '#a' })
    const far = world.join('abel')
    link.says('PRIVMSG #a :one', 'PRIVMSG abel :two', 'PING x')
    const hasPong = (): boolean => only(link.hears(), 'PONG').length > 0
    for (let ms = 0; ms < 20 && !hasPong(); ms++) {
      world.turn()
      world.time.advance(1)
    }
    expect(near.hears()).toEqual([':adam!~adam@10.0.0.1 PRIVMSG #a one'])
    expect(far.hears()).toEqual([':adam!~adam@10.0.0.1 PRIVMSG abel two'])
  })

  it('is answered in the order of its commands, whatever runs where', () => {
    const world = open()
    const link = world.join('adam')
    const asked = [
      'PING 1',
      'AWAY :x',
      'USERHOST adam',
      'NONSENSE',
      'JOIN #a',
      'LUSERS',
      'CAP LIST',
      'MODE adam +i',
    ]
    link.says(...asked, 'MONITOR + eve', 'PRIVMSG nobody :x', 'ISON adam', 'NICK abel', 'PING 2')
    world.settle()
    const answers = link.hears().map((line) => line.split(' ')[1])
    const firsts = [
      'PONG',
      '306',
      '302',
      '421',
      'JOIN',
      '251',
      'CAP',
      'MODE',
      '731',
      '401',
      '303',
      'NICK',
      'PONG',
    ]
    expect(answers.filter((command) => firsts.includes(command ?? ''))).toEqual(firsts)
  })

  it('that loses the race for a nick is told so, and may choose another', () => {
    const world = open()
    const first = world.connect()
    const second = world.connect()
    first.says('NICK same', 'USER a 0 * :a')
    second.says('NICK same', 'USER b 0 * :b')
    world.settle()
    expect(only(first.hears(), '001')).toHaveLength(1)
    expect(second.hears()).toEqual([':earshot.test 433 * same Nickname is already in use'])
    second.says('JOIN #a', 'NICK other')
    world.settle()
    expect(only(second.hears(), '451', '001')).toEqual([
      ':earshot.test 451 * You have not registered',
      expect.stringContaining('001 other'),
    ])
  })

  it('that was answered 433 is still read, whatever it sent in the meantime', () => {
    const world = open({ delayMs: 5 })
    const first = world.connect()
    const second = world.connect()
    first.says('NICK same', 'USER a 0 * :a')
    second.says('NICK same', 'USER b 0 * :b', 'JOIN #a')
    second.says('PING x')
    world.settle()
    expect(second.isPaused).toBe(false)
    second.says('NICK other')
    world.settle()
    expect(only(second.hears(), '001')).toHaveLength(1)
  })

  it('has its lines kept while its nick is decided on, and run when it is a member', () => {
    const world = open()
    const link = world.connect()
    link.says('NICK adam', 'USER adam 0 * :Adam')
    link.says('JOIN #a')
    link.says('TOPIC #a :kept')
    world.settle()
    expect(only(link.hears(), 'TOPIC')).toEqual([':adam!~adam@10.0.0.1 TOPIC #a kept'])
    expect(link.isPaused).toBe(false)
  })

  it('that closes after half a registration leaves nothing', () => {
    const world = open()
    const eve = world.join('eve', { channels: '#a' })
    const link = world.connect()
    link.says('NICK adam')
    link.closes()
    world.settle()
    expect(world.state.slots.size).toBe(1)
    expect(world.state.strangers.size).toBe(0)
    expect(eve.hears()).toEqual([])
    world.join('adam')
    expect([...world.state.room.nicks.keys()]).toEqual(['eve', 'adam'])
  })

  it('that closes while its claim is on its way leaves no ghost', () => {
    const world = open()
    const link = world.connect()
    link.says('NICK adam', 'USER adam 0 * :Adam', 'JOIN #a')
    link.closes()
    world.settle()
    expect(world.state.room.members.size).toBe(0)
    expect(world.state.room.nicks.size).toBe(0)
    expect(world.state.room.channels.size).toBe(0)
    expect(world.said('conn.left')).toHaveLength(1)
  })

  it('gets earlier lines in the form of its earlier capabilities', () => {
    const world = open()
    const link = world.join('adam', { caps: 'echo-message', channels: '#a' })
    link.says('PRIVMSG #a :old', 'CAP REQ server-time', 'PRIVMSG #a :new')
    world.settle()
    expect(link.hears()).toEqual([
      ':adam!~adam@10.0.0.1 PRIVMSG #a old',
      ':earshot.test CAP adam ACK server-time',
      expect.stringMatching(/^@time=\S+ :adam!~adam@10.0.0.1 PRIVMSG #a new$/),
    ])
  })

  it('is told of its capabilities by the nick that it has now', () => {
    const world = open()
    const link = world.join('adam')
    link.says('NICK eden', 'CAP REQ server-time')
    world.settle()
    expect(link.hears()).toContain(':earshot.test CAP eden ACK server-time')
  })

  it('is not read while anything that it sent waits, and is read again after', () => {
    const world = open()
    const link = world.join('adam')
    link.says(...Array.from({ length: 25 }, (_, i) => `PING ${i}`))
    expect(link.isPaused).toBe(true)
    world.settle()
    expect(link.hears()).toHaveLength(20)
    world.time.advance(1_000)
    world.settle()
    expect(link.hears()).toHaveLength(5)
    expect(link.isPaused).toBe(false)
  })

  it('may send 20 lines at once and 10 a second after, and loses none', () => {
    const world = open()
    const link = world.join('adam')
    const sent = Array.from({ length: 60 }, (_, i) => `PING ${i}`)
    for (let i = 0; i < sent.length; i += 7) link.says(...sent.slice(i, i + 7))
    const heardAfter: number[] = []
    const heard: string[] = []
    for (let second = 0; second <= 4; second++) {
      world.settle()
      heard.push(...link.hears())
      heardAfter.push(heard.length)
      world.time.advance(980)
    }
    expect(heardAfter).toEqual([20, 30, 40, 50, 60])
    expect(heard).toEqual(sent.map((line) => `:earshot.test PONG earshot.test ${line.slice(5)}`))
  })

  it('pays for a verb what the table says', () => {
    const world = open({ limits: { rateBurst: 6, ratePerSecond: 1 } })
    const link = world.join('adam')
    world.time.advance(60_000)
    link.says('NICK adam2', 'PING 1', 'PING 2')
    world.settle()
    expect(link.hears()).toEqual([':adam!~adam@10.0.0.1 NICK adam2', ':earshot.test PONG earshot.test 1'])
    world.time.advance(60_000)
    world.settle()
    link.hears()
    world.time.advance(60_000)
    link.says('LIST', 'WHO x', 'PING 3')
    world.settle()
    expect(only(link.hears(), '323', '315', 'PONG')).toHaveLength(2)
  })

  it('waits for no more tokens than there can be', () => {
    const world = open({ limits: { rateBurst: 4, ratePerSecond: 4 } })
    const link = world.connect()
    link.says('NICK adam', 'USER adam 0 * :Adam')
    world.time.advance(2_000)
    world.settle()
    expect(only(link.hears(), '001')).toHaveLength(1)
  })

  it('hears a QUIT once, whatever it shares, and after the last line of who quits', () => {
    const world = open()
    const adam = world.join('adam', { channels: '#a,#b,#c' })
    const eve = world.join('eve', { channels: '#a,#b,#c' })
    adam.hears()
    eve.says('PRIVMSG #b :last', 'QUIT :bye')
    world.settle()
    expect(adam.hears()).toEqual([':eve!~eve@10.0.0.1 PRIVMSG #b last', ':eve!~eve@10.0.0.1 QUIT Quit: bye'])
  })

  it('that is kicked sees its KICK and nothing of the channel after', () => {
    const world = open()
    const op = world.join('op', { channels: '#a' })
    const adam = world.join('adam', { channels: '#a' })
    op.says('PRIVMSG #a :one', 'KICK #a adam :out', 'PRIVMSG #a :two')
    world.settle()
    expect(adam.hears()).toEqual([':op!~op@10.0.0.1 PRIVMSG #a one', ':op!~op@10.0.0.1 KICK #a adam out'])
  })

  it('gets an answer with the label of its command, in one line or one batch', () => {
    const world = open()
    const caps = 'batch labeled-response echo-message message-tags standard-replies'
    const link = world.join('adam', { caps, channels: '#a' })
    const eve = world.join('eve', { channels: '#a' })
    link.says(
      '@label=1 PING x',
      '@label=2 PONG x',
      '@label=3 PRIVMSG #a :hi',
      '@label=4 PRIVMSG nobody :hi',
      '@label=5 PRIVMSG adam :me',
      '@label=6 TOPIC #a :t',
      '@label=7 LIST',
      `@label=${'x'.repeat(65)} PING y`,
      '@label=8 SETNAME',
      '@label=9 SETNAME :',
    )
    world.settle()
    const tagless = (line: string): string => line.replace(/;?msgid=[^; ]+/, '').replace(/^@ /, '')
    expect(link.hears().map(tagless)).toEqual([
      '@label=1 :earshot.test PONG earshot.test x',
      '@label=2 :earshot.test ACK',
      '@label=3 :adam!~adam@10.0.0.1 PRIVMSG #a hi',
      '@label=4 :earshot.test 401 adam nobody No such nick/channel',
      ':adam!~adam@10.0.0.1 PRIVMSG adam me',
      '@label=5 :adam!~adam@10.0.0.1 PRIVMSG adam me',
      '@label=6 :adam!~adam@10.0.0.1 TOPIC #a t',
      '@label=7 :earshot.test BATCH +1 labeled-response',
      '@batch=1 :earshot.test 321 adam Channel Users  Name',
      '@batch=1 :earshot.test 322 adam #a 2 t',
      '@batch=1 :earshot.test 323 adam End of /LIST',
      ':earshot.test BATCH -1',
      ':earshot.test PONG earshot.test y',
      '@label=8 :earshot.test 461 adam SETNAME Not enough parameters',
      expect.stringMatching(/^@label=9 :earshot.test FAIL SETNAME INVALID_REALNAME /),
    ])
    expect(eve.hears()).toEqual([':adam!~adam@10.0.0.1 PRIVMSG #a hi', ':adam!~adam@10.0.0.1 TOPIC #a t'])
  })

  it('whose answers come after it has gone costs nothing', () => {
    const world = open()
    const caps = 'batch labeled-response echo-message'
    const link = world.join('adam', { caps, channels: '#a' })
    const eve = world.join('eve', { channels: '#a' })
    link.says('@label=1 PRIVMSG #a :hi', '@label=2 JOIN #b', '@label=3 PRIVMSG nobody :x')
    link.closes()
    world.settle()
    expect(world.failure).toBeUndefined()
    expect(eve.hears()).toEqual([
      ':adam!~adam@10.0.0.1 PRIVMSG #a hi',
      ':adam!~adam@10.0.0.1 QUIT Remote host closed the connection',
    ])
    expect([...world.state.room.channels.keys()]).toEqual(['#a'])
  })

  it('is told goodbye when the room drains, whatever state it is in', () => {
    const world = open()
    const active = world.join('adam')
    const connecting = world.connect()
    connecting.says('NICK half')
    const named = world.connect()
    named.says('NICK eve', 'USER eve 0 * :Eve')
    world.actor.send({ type: 'hangUp', reason: 'Server shutting down' })
    for (const link of [active, connecting, named]) {
      expect(link.hears().at(-1)).toBe('ERROR Closing link: 10.0.0.1 (Server shutting down)')
      expect(link.state).toBe('ended')
    }
    world.settle()
    expect(world.failure).toBeUndefined()
    expect(world.said('conn.left')).toHaveLength(3)
  })

  it('that comes while the room drains is refused in one line', () => {
    const world = open()
    world.actor.send({ type: 'hangUp', reason: 'Server shutting down' })
    const late = world.connect()
    expect(late.hears()).toEqual(['ERROR Closing link: 10.0.0.1 (Server shutting down)'])
    expect(late.state).toBe('ended')
    expect(world.state.slots.size).toBe(0)
    expect(world.said('conn.refused')).toHaveLength(1)
  })
})
