// Over 250 lines because it is one table, to be read from top to bottom.
import { play } from './play.ts'
import type { Row } from './stage.ts'
import { arrival, openWeechat } from './weechat.ts'

const long = Array.from({ length: 150 }, (_, n) => `日${n + 1}`).join(' ')

/** What had been said when she comes again; bob is shown with the rank that he has now. */
const earlier = (bob: string): readonly string[] => [
  `${bob} hello alice`,
  `${bob} ünï 日本 🎉`,
  'alice hello bob; yes;',
  'alice grüße 東京 🚀',
  'alice 日1 日2 …',
  '      日36 …',
  'alice 日65 …',
  '      日98 …',
  'alice 日123 … 日150',
  ' * bob dances',
  ' * alice wäves',
  '-- Notice(bob): tea is ready',
]

const talk: readonly Row[] = [
  ...arrival,
  {
    event: 'a message',
    at: '#lobby',
    says: 'PRIVMSG #lobby :hello alice',
    lines: ['@bob hello alice'],
  },
  {
    event: 'a message in UTF-8',
    says: 'PRIVMSG #lobby :ünï 日本 🎉',
    lines: ['@bob ünï 日本 🎉'],
  },
  {
    event: 'what alice says',
    types: 'hello bob; yes;',
    lines: ['alice hello bob; yes;'],
    hears: [':alice!~alice@CLOAK PRIVMSG #lobby :hello bob; yes;'],
  },
  {
    event: 'what alice says in UTF-8',
    types: 'grüße 東京 🚀',
    lines: ['alice grüße 東京 🚀'],
    hears: [':alice!~alice@CLOAK PRIVMSG #lobby :grüße 東京 🚀'],
  },
  {
    event: 'a long line, which arrives in parts and whole',
    types: long,
    among: ['alice 日1 …'],
    hears: [':alice!~alice@CLOAK PRIVMSG #lobby :日1 日2 …', ':alice!~alice@CLOAK PRIVMSG #lobby :… 日150'],
  },
  { event: 'an action', says: 'PRIVMSG #lobby :\x01ACTION dances\x01', lines: [' * bob dances'] },
  {
    event: 'an action of alice',
    types: '/me wäves',
    lines: [' * alice wäves'],
    hears: [':alice!~alice@CLOAK PRIVMSG #lobby :\x01ACTION wäves\x01'],
  },
  { event: 'a notice', says: 'NOTICE #lobby :tea is ready', lines: ['-- Notice(bob): tea is ready'] },
  {
    event: 'a topic',
    says: 'TOPIC #lobby :tea, ünï 日本 🍵',
    topic: 'tea, ünï 日本 🍵',
    lines: ['-- bob has changed topic for #lobby to "tea, ünï 日本 🍵"'],
  },
  {
    event: 'the topic to who asks',
    types: '/topic',
    lines: ['-- Topic for #lobby is "tea, ünï 日本 🍵"', '-- Topic set by bob (~bob@CLOAK) on …'],
  },
  {
    event: 'that the topic is an operator’s',
    types: '/topic mine',
    errors: ["482 #lobby :You're not channel operator"],
    topic: 'tea, ünï 日本 🍵',
    lines: ["-- #lobby: You're not channel operator"],
  },
  {
    event: 'a voice',
    says: 'MODE #lobby +v alice',
    lines: ['-- Mode #lobby [+v alice] by bob'],
    names: ['@bob', '+alice'],
  },
  {
    event: 'an operator',
    says: 'MODE #lobby +o alice',
    lines: ['-- Mode #lobby [+o alice] by bob'],
    names: ['@alice', '@bob'],
  },
  {
    event: 'a topic of alice',
    types: '/topic Tee um fünf',
    topic: 'Tee um fünf',
    lines: ['-- alice has changed topic for #lobby from "tea, ünï 日本 🍵" to "Tee um fünf"'],
    hears: [':alice!~alice@CLOAK TOPIC #lobby :Tee um fünf'],
  },
  {
    event: 'the modes',
    types: '/mode #lobby',
    lines: ['-- Mode #lobby [+nt]', '-- Channel created on …'],
  },
  {
    event: 'that she takes bob’s rank and gives him voice',
    types: ['/deop bob', '/voice bob'],
    lines: ['-- Mode #lobby [-o bob] by alice', '-- Mode #lobby [+v bob] by alice'],
    names: ['@alice', '+bob'],
    hears: [':alice!~alice@CLOAK MODE #lobby -o bob', ':alice!~alice@CLOAK MODE #lobby +v bob'],
  },
  {
    event: 'that she kicks him, and that he comes again',
    types: '/kick bob out you gö',
    lines: ['<-- alice has kicked bob (out you gö)'],
    names: ['@alice'],
    hears: [':alice!~alice@CLOAK KICK #lobby bob :out you gö'],
  },
  {
    event: 'a JOIN',
    says: 'JOIN #lobby',
    lines: ['--> bob (bob) (~bob@CLOAK) has joined #lobby'],
    names: ['@alice', ' bob'],
  },
  {
    event: 'that she makes him operator',
    types: '/op bob',
    lines: ['-- Mode #lobby [+o bob] by alice'],
    names: ['@alice', '@bob'],
  },
  {
    event: 'that alice is kicked',
    says: 'KICK #lobby alice :bis später',
    lines: ['<-- bob has kicked alice (bis später)'],
    names: [],
  },
  {
    event: 'that she comes again, with the topic',
    types: '/join #lobby',
    topic: 'Tee um fünf',
    lines: [
      '--> alice (Alice) (~alice@CLOAK) has joined #lobby',
      '-- Topic for #lobby is "Tee um fünf"',
      '-- Topic set by alice (~alice@CLOAK) on …',
      '-- Channel #lobby: 2 nicks (1 op, 0 voices, 1 normal)',
      ...earlier('@bob'),
      '-- Channel created on …',
    ],
    names: ['@bob', ' alice'],
  },
  {
    event: 'a new nick',
    says: 'NICK bób',
    lines: ['-- bob is now known as bób'],
    names: ['@bób', ' alice'],
  },
  { event: 'and the old one', says: 'NICK bob', lines: ['-- bób is now known as bob'] },
  {
    event: 'a new nick of alice',
    types: '/nick älice',
    lines: ['-- You are now known as älice'],
    names: ['@bob', ' älice'],
    hears: [':alice!~alice@CLOAK NICK älice'],
  },
  { event: 'and her old one', types: '/nick alice', hears: [':älice!~alice@CLOAK NICK alice'] },
  {
    event: 'a PART',
    says: 'PART #lobby :für immer',
    lines: ['<-- bob (~bob@CLOAK) has left #lobby (für immer)'],
    names: [' alice'],
  },
  { event: 'and its end', says: 'JOIN #lobby', lines: ['--> bob (bob) (~bob@CLOAK) has joined #lobby'] },
  {
    event: 'a private message',
    at: 'bob',
    says: 'PRIVMSG alice :psst, 日本',
    lines: ['bob psst, 日本'],
  },
  {
    event: 'a private message of alice',
    types: 'psst yourself 🤫',
    lines: ['alice psst yourself 🤫'],
    hears: [':alice!~alice@CLOAK PRIVMSG bob :psst yourself 🤫'],
  },
  {
    event: 'nothing when bob goes away, though it is told',
    says: 'AWAY :lünch',
    lines: [],
    gets: [':bob!~bob@CLOAK AWAY :lünch'],
  },
  {
    event: 'that bob is away, to who writes to him',
    types: 'hungry?',
    lines: ['alice hungry?', '-- [bob] is away: lünch'],
  },
  {
    event: 'a private notice',
    says: 'NOTICE alice :only you',
    lines: ['-- bob: only you'],
  },
  {
    event: 'who bob is',
    at: 'server',
    types: '/whois bob',
    lines: [
      '-- [bob] (~bob@CLOAK): bob',
      '-- [bob] #lobby',
      '-- [bob] earshot.local (Office)',
      '-- [bob] idle: 00 hours 00 minutes …, signon at: …',
      '-- [bob] End of /WHOIS list',
    ],
  },
  {
    event: 'that nobody is called eve',
    types: '/whois eve',
    errors: ['401 eve :No such nick/channel'],
    lines: ['-- eve: No such nick/channel', '-- [eve] End of /WHOIS list'],
  },
  {
    event: 'who is in #lobby, and that bob is away',
    types: '/who #lobby',
    lines: [
      '-- [#lobby] alice (~alice@CLOAK) H 0 (Alice)',
      '-- [#lobby] bob (~bob@CLOAK) G 0 (bob)',
      '-- [#lobby] End of WHO list',
    ],
  },
  { event: 'that bob is back', says: 'AWAY', gets: [':bob!~bob@CLOAK AWAY'] },
  {
    event: 'the channels',
    types: '/list',
    lines: ['-- Channel Users  Name', '-- #lobby(2): Tee um fünf', '-- End of /LIST'],
  },
  {
    event: 'that alice is away',
    types: '/away Kaffee',
    lines: ['-- You have been marked as being away'],
  },
  {
    event: 'that alice is back',
    types: '/away',
    lines: ['-- You are no longer marked as being away'],
  },
  {
    event: 'what bob’s client says it is',
    types: '/ctcp bob VERSION',
    lines: ['-- CTCP query to bob: VERSION'],
    hears: [':alice!~alice@CLOAK PRIVMSG bob :\x01VERSION\x01'],
  },
  {
    event: 'that alice goes',
    at: '#lobby',
    types: '/disconnect office tschüss',
    lines: ['-- irc: disconnected from server'],
    hears: [':alice!~alice@CLOAK QUIT :Quit: tschüss'],
  },
  {
    event: 'that alice is there again, and in her channel',
    types: '/connect office',
    errors: ['422 :No message of the day'],
    lines: [
      '--> alice (Alice) (~alice@CLOAK) has joined #lobby',
      '-- Topic for #lobby is "Tee um fünf"',
      '-- Topic set by alice (~alice@CLOAK) on …',
      '-- Channel #lobby: 2 nicks (0 ops, 0 voices, 2 normals)',
      ...earlier('bob'),
      '-- Channel created on …',
    ],
    names: [' alice', ' bob'],
    hears: [':alice!~alice@CLOAK JOIN #lobby'],
  },
  {
    event: 'that alice leaves the channel',
    types: '/part bis morgen, 日本',
    lines: ['<-- alice (~alice@CLOAK) has left #lobby (bis morgen, 日本)'],
    names: [],
    hears: [':alice!~alice@CLOAK PART #lobby :bis morgen, 日本'],
  },
  {
    event: 'that alice is in the channel again',
    types: '/join #lobby',
    among: ['--> alice (Alice) (~alice@CLOAK) has joined #lobby', '-- Channel created on …'],
    names: [' alice', ' bob'],
  },
  {
    event: 'that bob is gone',
    at: '#lobby',
    says: 'QUIT :gute Nacht',
    lines: ['<-- bob (~bob@CLOAK) has quit (Quit: gute Nacht)'],
    names: [' alice'],
  },
  {
    event: 'that the daemon stops, and what it does then',
    at: 'server',
    stops: true,
    among: [
      '=!= Closing link: 127.0.0.1 (Server shutting down)',
      '-- irc: disconnected from server',
      '-- irc: reconnecting to server in 10 seconds',
    ],
  },
]

play({ program: 'weechat', of: 'what is said and who is there', open: openWeechat, rows: talk })
