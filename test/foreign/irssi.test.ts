// Over 250 lines because it is one table, to be read from top to bottom.
import { arrival, openIrssi } from './irssi.ts'
import { play } from './play.ts'
import type { Row } from './stage.ts'

const long = Array.from({ length: 150 }, (_, n) => `日${n + 1}`).join(' ')

/** What had been said when she comes again; bob is shown with the rank that he has now. */
const earlier: readonly string[] = [
  '<@bob> hello alice',
  '<@bob> ünï 日本 🎉',
  '< alice> hello bob; yes;',
  '< alice> grüße 東京 🚀',
  '< alice> 日1 日2 …',
  '         日37 …',
  '< alice> 日71 …',
  '         日104 …',
  '         日132 日133',
  '< alice> 日134 … 日150',
  ' * bob dances',
  ' * alice wäves',
  '-bob:#lobby- tea is ready',
  '<@bob> oh',
]

const talk: readonly Row[] = [
  ...arrival,
  { event: 'a message', says: 'PRIVMSG #lobby :hello alice', lines: ['<@bob> hello alice'] },
  { event: 'a message in UTF-8', says: 'PRIVMSG #lobby :ünï 日本 🎉', lines: ['<@bob> ünï 日本 🎉'] },
  {
    event: 'what alice says',
    types: 'hello bob; yes;',
    lines: ['< alice> hello bob; yes;'],
    hears: [':alice!~alice@CLOAK PRIVMSG #lobby :hello bob; yes;'],
  },
  {
    event: 'what alice says in UTF-8',
    types: 'grüße 東京 🚀',
    lines: ['< alice> grüße 東京 🚀'],
    hears: [':alice!~alice@CLOAK PRIVMSG #lobby :grüße 東京 🚀'],
  },
  {
    event: 'a long line, which arrives in parts and whole',
    types: long,
    among: ['< alice> 日1 …'],
    hears: [':alice!~alice@CLOAK PRIVMSG #lobby :日1 日2 …', ':alice!~alice@CLOAK PRIVMSG #lobby :… 日150'],
  },
  { event: 'an action', says: 'PRIVMSG #lobby :\x01ACTION dances\x01', lines: [' * bob dances'] },
  {
    event: 'an action of alice',
    types: '/me wäves',
    lines: [' * alice wäves'],
    hears: [':alice!~alice@CLOAK PRIVMSG #lobby :\x01ACTION wäves\x01'],
  },
  { event: 'a notice', says: 'NOTICE #lobby :tea is ready', lines: ['-bob:#lobby- tea is ready'] },
  {
    event: 'a topic',
    says: 'TOPIC #lobby :tea, ünï 日本 🍵',
    topic: 'tea, ünï 日本 🍵',
    lines: ['-!- bob changed the topic of #lobby to: tea, ünï 日本 🍵'],
  },
  {
    event: 'the topic to who asks',
    types: '/topic',
    lines: ['-!- Topic for #lobby: tea, ünï 日本 🍵', '-!- Topic set by bob [~bob@CLOAK] […]'],
  },
  {
    event: 'that the topic is an operator’s',
    types: '/topic mine',
    errors: ["482 #lobby :You're not channel operator"],
    topic: 'tea, ünï 日本 🍵',
    lines: ["-!- #lobby You're not channel operator"],
  },
  { event: 'a voice', says: 'MODE #lobby +v alice', lines: ['-!- mode/#lobby [+v alice] by bob'] },
  { event: 'an operator', says: 'MODE #lobby +o alice', lines: ['-!- mode/#lobby [+o alice] by bob'] },
  {
    event: 'a topic of alice',
    types: '/topic Tee um fünf',
    topic: 'Tee um fünf',
    lines: ['-!- alice changed the topic of #lobby to: Tee um fünf'],
    hears: [':alice!~alice@CLOAK TOPIC #lobby :Tee um fünf'],
  },
  {
    event: 'the modes',
    types: '/mode #lobby',
    lines: ['-!- mode/#lobby [+nt]', '-!- Channel #lobby created …'],
  },
  {
    event: 'that she takes bob’s rank and gives him voice',
    types: ['/deop bob', '/voice bob'],
    lines: ['-!- mode/#lobby [-o bob] by alice', '-!- mode/#lobby [+v bob] by alice'],
    hears: [':alice!~alice@CLOAK MODE #lobby -o bob', ':alice!~alice@CLOAK MODE #lobby +v bob'],
  },
  { event: 'his voice in what he says', says: 'PRIVMSG #lobby :oh', lines: ['<+bob> oh'] },
  {
    event: 'that she kicks him',
    types: '/kick bob out you gö',
    lines: ['-!- bob was kicked from #lobby by alice [out you gö]'],
    hears: [':alice!~alice@CLOAK KICK #lobby bob :out you gö'],
  },
  { event: 'a JOIN', says: 'JOIN #lobby', lines: ['-!- bob [~bob@CLOAK] has joined #lobby'] },
  {
    event: 'that she makes him operator',
    types: '/op bob',
    lines: ['-!- mode/#lobby [+o bob] by alice'],
  },
  {
    event: 'the names',
    types: '/names',
    lines: [
      '[Users #lobby]',
      '[@alice] [@bob]',
      '-!- Irssi: #lobby: Total of 2 nicks [2 ops, 0 halfops, 0 voices, 0 normal]',
    ],
  },
  {
    event: 'that alice is kicked',
    says: 'KICK #lobby alice :bis später',
    lines: ['-!- alice was kicked from #lobby by bob [bis später]'],
  },
  {
    event: 'that she comes again, with the topic',
    types: '/join #lobby',
    topic: 'Tee um fünf',
    lines: [
      '-!- alice [~alice@CLOAK] has joined #lobby',
      '-!- Topic for #lobby: Tee um fünf',
      '-!- Topic set by alice [~alice@CLOAK] […]',
      '[Users #lobby]',
      '[@bob] [ alice]',
      '-!- Irssi: #lobby: Total of 2 nicks [1 ops, 0 halfops, 0 voices, 1 normal]',
      ...earlier,
      '-!- Channel #lobby created …',
      '-!- Irssi: Join to #lobby was synced in … secs',
    ],
  },
  { event: 'a new nick', says: 'NICK bób', lines: ['-!- bob is now known as bób'] },
  { event: 'and the old one', says: 'NICK bob', lines: ['-!- bób is now known as bob'] },
  {
    event: 'a new nick of alice',
    types: '/nick älice',
    lines: ["-!- You're now known as älice"],
    hears: [':alice!~alice@CLOAK NICK älice'],
  },
  {
    event: 'and her old one',
    types: '/nick alice',
    lines: ["-!- You're now known as alice"],
    hears: [':älice!~alice@CLOAK NICK alice'],
  },
  {
    event: 'a PART',
    says: 'PART #lobby :für immer',
    lines: ['-!- bob [~bob@CLOAK] has left #lobby [für immer]'],
  },
  { event: 'and its end', says: 'JOIN #lobby', lines: ['-!- bob [~bob@CLOAK] has joined #lobby'] },
  { event: 'a private message', at: 'bob', says: 'PRIVMSG alice :psst, 日本', lines: ['<bob> psst, 日本'] },
  {
    event: 'a private message of alice',
    types: 'psst yourself 🤫',
    lines: ['<alice> psst yourself 🤫'],
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
    lines: ['<alice> hungry?', '-!- bob is away: lünch'],
  },
  { event: 'a private notice', says: 'NOTICE alice :only you', lines: ['-bob(~bob@CLOAK)- only you'] },
  {
    event: 'who bob is, in his window',
    types: '/whois bob',
    lines: [
      '-!- bob [~bob@CLOAK]',
      '-!-  ircname  : bob',
      '-!-  channels : #lobby',
      '-!-  server   : earshot.local [Office]',
      '-!-  away     : lünch',
      '-!-  idle     : 0 days 0 hours 0 mins … [signon: …]',
      '-!- End of WHOIS',
    ],
  },
  {
    event: 'that nobody is called eve',
    at: 'server',
    types: '/whois eve',
    // Where WHOIS finds nobody it asks WHOWAS.
    errors: ['401 eve :No such nick/channel', '406 eve :There was no such nickname'],
    lines: ['-!- There is no such nick eve'],
  },
  {
    event: 'who is in #lobby, and that bob is away',
    types: '/who #lobby',
    lines: [
      '-!-     #lobby alice     H   0  ~alice@CLOAK [Alice]',
      '-!-     #lobby bob       G   0  ~bob@CLOAK [bob]',
      '-!- End of /WHO list',
    ],
  },
  { event: 'that bob is back', says: 'AWAY', gets: [':bob!~bob@CLOAK AWAY'] },
  {
    event: 'the channels',
    types: '/list',
    lines: ['-!- Channel Users  Name', '-!- #lobby 2 Tee um fünf', '-!- End of /LIST'],
  },
  {
    event: 'that alice is away',
    types: '/away Kaffee',
    lines: ['-!- You have been marked as being away'],
  },
  {
    event: 'that alice is back',
    types: '/away',
    lines: ['-!- You are no longer marked as being away', '-!- Irssi: No new messages in awaylog'],
  },
  {
    event: 'that she asks bob’s client what it is',
    types: '/ctcp bob VERSION',
    hears: [':alice!~alice@CLOAK PRIVMSG bob :\x01VERSION\x01'],
  },
  {
    event: 'that alice goes',
    at: 'server',
    types: '/disconnect office tschüss',
    lines: [
      '-!- Irssi: Disconnecting from server 127.0.0.1: [tschüss]',
      '-!- Irssi: Connection lost to 127.0.0.1',
    ],
    hears: [':alice!~alice@CLOAK QUIT :Quit: tschüss'],
  },
  {
    event: 'that alice is there again',
    types: '/connect office',
    errors: ['451 :You have not registered', '422 :No message of the day'],
    among: ['-!- Welcome to Office, alice!~alice@CLOAK'],
  },
  {
    event: 'that alice is in her channel again',
    types: '/join #lobby',
    hears: [':alice!~alice@CLOAK JOIN #lobby'],
    gets: [':earshot.local 368 alice #lobby …'],
  },
  {
    event: 'that bob is gone',
    at: '#lobby',
    says: 'QUIT :gute Nacht',
    lines: ['-!- bob [~bob@CLOAK] has quit [Quit: gute Nacht]'],
  },
  {
    event: 'that alice leaves the channel, and its window is gone',
    types: '/part bis morgen, 日本',
    gets: [':alice!~alice@CLOAK PART #lobby :bis morgen, 日本'],
  },
  {
    event: 'that the daemon stops',
    at: 'server',
    stops: true,
    lines: [
      '!earshot.local Server shutting down',
      '-!- ERROR Closing link: 127.0.0.1 (Server shutting down)',
      '-!- Irssi: Connection lost to 127.0.0.1',
    ],
  },
]

play({
  program: 'irssi',
  of: 'what is said and who is there',
  open: openIrssi,
  rows: talk,
  faults: ['451', '451'],
})
