// Over 250 lines because it is one table, to be read from top to bottom.
import { expect } from 'vitest'
import { cloaked } from './lines.ts'
import { type Row, playProgram } from './program.ts'

const long = Array.from({ length: 150 }, (_, n) => `日${n + 1}`).join(' ')

const table: readonly Row[] = [
  {
    event: 'that it is a member, and what the room can do',
    errors: ['422 :No message of the day'],
    emits: [
      ['registered', { nick: 'alice' }],
      ['server options', { options: expect.objectContaining({ NETWORK: 'Office', CASEMAPPING: 'ascii' }) }],
    ],
  },
  {
    event: 'a channel and who is in it',
    does: (alice) => alice.join('#lobby'),
    emits: [
      [
        'join',
        { nick: 'alice', ident: '~alice', hostname: expect.stringMatching(cloaked), channel: '#lobby' },
      ],
      [
        'userlist',
        {
          channel: '#lobby',
          users: [
            expect.objectContaining({ nick: 'bob', modes: ['o'] }),
            expect.objectContaining({ nick: 'alice', modes: [] }),
          ],
        },
      ],
    ],
    hears: [':alice!~alice@CLOAK JOIN #lobby'],
  },
  {
    event: 'a message, with its identity and its time',
    says: 'PRIVMSG #lobby :hello, ünï 日本 🎉',
    emits: [
      [
        'privmsg',
        {
          nick: 'bob',
          target: '#lobby',
          message: 'hello, ünï 日本 🎉',
          time: expect.any(Number),
          tags: expect.objectContaining({ msgid: expect.stringMatching(/^\w+-\w+$/) }),
        },
      ],
    ],
  },
  {
    event: 'its own message, which the room has',
    does: (alice) => alice.say('#lobby', 'grüße 東京 🚀'),
    emits: [['privmsg', { nick: 'alice', target: '#lobby', message: 'grüße 東京 🚀' }]],
    hears: [':alice!~alice@CLOAK PRIVMSG #lobby :grüße 東京 🚀'],
  },
  {
    event: 'a long message in parts, whole',
    does: (alice) => alice.say('#lobby', long),
    emits: [
      ['privmsg', { nick: 'alice', message: expect.stringMatching(/^日1 日2 /) }],
      ['privmsg', { nick: 'alice', message: expect.stringMatching(/日150$/) }],
    ],
    hears: [':alice!~alice@CLOAK PRIVMSG #lobby :日1 日2 …', ':alice!~alice@CLOAK PRIVMSG #lobby :… 日150'],
  },
  {
    event: 'an action',
    says: 'PRIVMSG #lobby :\x01ACTION dances\x01',
    emits: [['action', { nick: 'bob', target: '#lobby', message: 'dances' }]],
  },
  {
    event: 'its own action',
    does: (alice) => alice.action('#lobby', 'wäves'),
    emits: [['action', { nick: 'alice', message: 'wäves' }]],
    hears: [':alice!~alice@CLOAK PRIVMSG #lobby :\x01ACTION wäves\x01'],
  },
  {
    event: 'a notice',
    says: 'NOTICE #lobby :tea is ready',
    emits: [['notice', { nick: 'bob', target: '#lobby', message: 'tea is ready', from_server: false }]],
  },
  {
    event: 'that somebody is writing, back and forth',
    does: (alice) => alice.tagmsg('#lobby', { '+typing': 'active' }),
    emits: [
      ['tagmsg', { nick: 'alice', target: '#lobby', tags: expect.objectContaining({ '+typing': 'active' }) }],
    ],
  },
  {
    event: 'a private message',
    says: 'PRIVMSG alice :psst',
    emits: [['privmsg', { nick: 'bob', target: 'alice', message: 'psst' }]],
  },
  {
    event: 'its own private message',
    does: (alice) => alice.say('bob', 'psst yourself 🤫'),
    emits: [['privmsg', { nick: 'alice', target: 'bob', message: 'psst yourself 🤫' }]],
    hears: [':alice!~alice@CLOAK PRIVMSG bob :psst yourself 🤫'],
  },
  {
    event: 'a topic',
    says: 'TOPIC #lobby :Tee, 日本 🍵',
    emits: [['topic', { nick: 'bob', channel: '#lobby', topic: 'Tee, 日本 🍵' }]],
  },
  {
    event: 'that the topic is an operator’s',
    errors: ["482 #lobby :You're not channel operator"],
    does: (alice) => alice.setTopic('#lobby', 'mine'),
    emits: [['irc error', { error: 'chanop_privs_needed', channel: '#lobby' }]],
  },
  {
    event: 'a voice',
    says: 'MODE #lobby +v alice',
    emits: [['mode', { target: '#lobby', nick: 'bob', modes: [{ mode: '+v', param: 'alice' }] }]],
  },
  {
    event: 'an operator',
    says: 'MODE #lobby +o-v alice alice',
    emits: [
      [
        'mode',
        {
          modes: [
            { mode: '+o', param: 'alice' },
            { mode: '-v', param: 'alice' },
          ],
        },
      ],
    ],
  },
  {
    event: 'its own topic',
    does: (alice) => alice.setTopic('#lobby', 'Tee um fünf'),
    emits: [['topic', { nick: 'alice', topic: 'Tee um fünf' }]],
    hears: [':alice!~alice@CLOAK TOPIC #lobby :Tee um fünf'],
  },
  {
    event: 'that bob is no operator any more',
    does: (alice) => alice.mode('#lobby', '-o', 'bob'),
    emits: [['mode', { nick: 'alice', modes: [{ mode: '-o', param: 'bob' }] }]],
    hears: [':alice!~alice@CLOAK MODE #lobby -o bob'],
  },
  {
    event: 'that it kicks him',
    does: (alice) => alice.raw('KICK', '#lobby', 'bob', 'out you gö'),
    emits: [['kick', { kicked: 'bob', nick: 'alice', channel: '#lobby', message: 'out you gö' }]],
    hears: [':alice!~alice@CLOAK KICK #lobby bob :out you gö'],
  },
  {
    event: 'that he comes again',
    says: 'JOIN #lobby',
    emits: [['join', { nick: 'bob', ident: '~bob', channel: '#lobby' }]],
  },
  {
    event: 'that bob is away',
    says: 'AWAY :lünch',
    emits: [['away', { self: false, nick: 'bob', message: 'lünch' }]],
  },
  {
    event: 'who he is',
    does: (alice) => alice.whois('bob'),
    emits: [
      [
        'whois',
        {
          nick: 'bob',
          ident: '~bob',
          hostname: expect.stringMatching(cloaked),
          real_name: 'bob',
          server: 'earshot.local',
          server_info: 'Office',
          channels: '#lobby',
          away: 'lünch',
          idle: expect.stringMatching(/^\d+$/),
          logon: expect.stringMatching(/^\d{10}$/),
        },
      ],
    ],
  },
  {
    event: 'that nobody is called eve',
    errors: ['401 eve :No such nick/channel'],
    does: (alice) => alice.whois('eve'),
    emits: [['whois', { nick: 'eve', error: 'not_found' }]],
  },
  {
    event: 'who is in the channel',
    does: (alice) => alice.who('#lobby'),
    emits: [
      [
        'wholist',
        {
          target: '#lobby',
          users: [
            expect.objectContaining({ nick: 'alice', real_name: 'Alice', away: false, channel_modes: ['o'] }),
            expect.objectContaining({ nick: 'bob', real_name: 'bob', away: true, channel_modes: [] }),
          ],
        },
      ],
    ],
  },
  {
    event: 'the channels',
    does: (alice) => alice.list(),
    emits: [
      ['channel list', [{ channel: '#lobby', num_users: 2, topic: 'Tee um fünf', tags: expect.anything() }]],
    ],
  },
  {
    event: 'what was said before, in a batch, when it comes into a channel again',
    does: (alice) => {
      alice.part('#lobby')
      alice.join('#lobby')
    },
    emits: [
      ['part', { nick: 'alice' }],
      ['join', { nick: 'alice' }],
      ['userlist', { channel: '#lobby' }],
      ['batch start chathistory', { params: ['#lobby'] }],
      [
        'privmsg',
        {
          nick: 'bob',
          message: 'hello, ünï 日本 🎉',
          time: expect.any(Number),
          batch: expect.objectContaining({ type: 'chathistory' }),
        },
      ],
      ['notice', { nick: 'bob', message: 'tea is ready' }],
      ['batch end chathistory', {}],
    ],
    hears: [':alice!~alice@CLOAK PART #lobby', ':alice!~alice@CLOAK JOIN #lobby'],
  },
  {
    event: 'that bob is back',
    says: 'AWAY',
    emits: [['back', { self: false, nick: 'bob' }]],
  },
  {
    event: 'that it is away, and back',
    does: (alice) => {
      alice.raw('AWAY', 'Kaffee')
      alice.raw('AWAY')
    },
    emits: [
      ['away', { self: true, nick: 'alice' }],
      ['back', { self: true, nick: 'alice' }],
    ],
  },
  {
    event: 'a new nick',
    says: 'NICK bób',
    emits: [['nick', { nick: 'bob', new_nick: 'bób' }]],
  },
  {
    event: 'its own new nick',
    does: (alice) => alice.changeNick('älice'),
    emits: [['nick', { nick: 'alice', new_nick: 'älice' }]],
    hears: [':alice!~alice@CLOAK NICK älice'],
  },
  {
    event: 'that a nick is taken',
    errors: ['433 bób :Nickname is already in use'],
    does: (alice) => alice.changeNick('BÓB'.toLowerCase()),
    emits: [['nick in use', { nick: 'bób' }]],
  },
  {
    event: 'a new realname',
    says: 'SETNAME :Bób the Builder',
    emits: [['user updated', { nick: 'bób', new_gecos: 'Bób the Builder' }]],
  },
  {
    event: 'a PART',
    says: 'PART #lobby :für immer',
    emits: [['part', { nick: 'bób', channel: '#lobby', message: 'für immer' }]],
  },
  {
    event: 'a QUIT, after which nobody is here',
    says: 'JOIN #lobby\r\nQUIT :gute Nacht',
    emits: [
      ['join', { nick: 'bób' }],
      ['quit', { nick: 'bób', message: 'Quit: gute Nacht' }],
    ],
  },
  {
    event: 'that the daemon stops',
    stops: true,
    emits: [
      ['irc error', { error: 'irc', reason: 'Closing link: 127.0.0.1 (Server shutting down)' }],
      ['socket close', {}],
    ],
  },
]

playProgram('what is said and who is there', table)
