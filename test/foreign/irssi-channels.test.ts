import { arrival, openIrssi } from './irssi.ts'
import { play } from './play.ts'
import type { Row } from './stage.ts'

const bans: readonly Row[] = [
  {
    event: 'that who has no rank does not speak',
    at: '#lobby',
    says: 'MODE #lobby +m',
    lines: ['-!- mode/#lobby [+m] by bob'],
  },
  {
    event: 'why alice is not heard',
    types: 'may I?',
    lines: ['< alice> may I?', '-!- #lobby Cannot send to channel: it is moderated (+m)'],
    errors: ['404 #lobby :Cannot send to channel: …'],
  },
  {
    event: 'that she is operator',
    says: 'MODE #lobby -m+o alice',
    lines: ['-!- mode/#lobby [-m+o alice] by bob'],
  },
  { event: 'somebody who comes', eve: 'JOIN #lobby', lines: ['-!- eve [~eve@CLOAK] has joined #lobby'] },
  {
    event: 'a ban, which is of the name and address',
    types: '/ban eve',
    lines: ['-!- mode/#lobby [+b *!*eve@NETWORK] by alice'],
    hears: [':alice!~alice@CLOAK MODE #lobby +b …'],
  },
  {
    event: 'nothing of what she says',
    eve: 'PRIVMSG #lobby :hello',
    lines: [],
    hears: [':earshot.local 404 eve #lobby …'],
  },
  { event: 'the bans', types: '/ban', lines: ['-!- 1 - #lobby: ban *!*eve@NETWORK [by alice, … ago]'] },
  {
    event: 'the bans as the room has them',
    types: '/mode #lobby +b',
    lines: [
      '-!- 1 - #lobby: ban *!*eve@NETWORK [by alice!~alice@CLOAK, … ago]',
      '-!- #lobby End of channel ban list',
    ],
  },
  {
    event: 'that it is taken back',
    types: '/unban 1',
    lines: ['-!- mode/#lobby [-b *!*eve@NETWORK] by alice'],
  },
  {
    event: 'a mask that silences',
    types: '/mode #lobby +b m:eve!*@*',
    lines: ['-!- mode/#lobby [+b m:eve!*@*] by alice'],
  },
  {
    event: 'a kick with a ban',
    types: '/kickban eve enough',
    lines: [
      '-!- mode/#lobby [+b *!*eve@NETWORK] by alice',
      '-!- eve was kicked from #lobby by alice [enough]',
    ],
  },
  { event: 'that she lets her in', types: '/invite eve', gets: [':earshot.local 341 alice eve :#lobby'] },
  {
    event: 'that she comes past the ban',
    eve: 'JOIN #lobby',
    lines: ['-!- eve [~eve@CLOAK] has joined #lobby'],
  },
  {
    event: 'exceptions',
    types: ['/mode #lobby +e *!*@CLOAK', '/mode #lobby e'],
    lines: [
      '-!- mode/#lobby [+e *!*@CLOAK] by alice',
      '-!- #lobby: ban exception *!*@CLOAK [by alice!~alice@CLOAK, … ago]',
      '-!- #lobby End of channel exception list',
    ],
  },
  {
    event: 'masks of who needs no invitation',
    types: ['/mode #lobby +I carol', '/mode #lobby I'],
    lines: [
      '-!- mode/#lobby [+I carol!*@*] by alice',
      '-!- #lobby: invite carol!*@* [by alice!~alice@CLOAK, … ago]',
      '-!- #lobby End of Channel Invite Exception List',
    ],
  },
  {
    event: 'whom bob invites',
    says: 'KICK #lobby eve\r\nINVITE eve #lobby',
    lines: ['-!- eve was kicked from #lobby by bob [bob]', '-!- eve has been invited to #lobby by bob'],
  },
]

const doors: readonly Row[] = [
  {
    event: 'whom she invites',
    at: 'server',
    types: '/invite eve #lobby',
    lines: ['-!- Inviting eve to #lobby'],
  },
  {
    event: 'that alice is invited',
    says: 'JOIN #den\r\nINVITE alice #den',
    lines: ['-!- bob invites you to #den'],
  },
  {
    event: 'that a key is asked for',
    says: 'MODE #den +k tea\r\nJOIN #hall\r\nMODE #hall +k tea',
    types: '/join #hall',
    lines: ['-!- Cannot join to channel #hall (Bad channel key)'],
    errors: ['475 #hall :Cannot join channel (+k)'],
  },
  {
    event: 'that there is no more room',
    says: 'MODE #hall -k+l tea 1',
    types: '/join #hall',
    lines: ['-!- Cannot join to channel #hall (Channel is full)'],
    errors: ['471 #hall :Cannot join channel (+l)'],
  },
  {
    event: 'that one has to be invited',
    says: 'MODE #hall -l+i',
    types: '/join #hall',
    lines: ['-!- Cannot join to channel #hall (You must be invited)'],
    errors: ['473 #hall :Cannot join channel (+i)'],
  },
  {
    event: 'that she is banned',
    says: 'MODE #hall -i+b alice',
    types: '/join #hall',
    lines: ['-!- Cannot join to channel #hall (You are banned)'],
    errors: ['474 #hall :Cannot join channel (+b)'],
  },
  {
    event: 'the channels of many',
    types: '/list >1',
    lines: ['-!- Channel Users  Name', '-!- #lobby 2', '-!- End of /LIST'],
  },
  {
    event: 'the channels by name',
    types: '/list *den',
    lines: ['-!- Channel Users  Name', '-!- #den 1', '-!- End of /LIST'],
  },
  {
    event: 'the channels without those that are secret',
    says: 'MODE #den +s',
    types: '/list -yes',
    lines: ['-!- Channel Users  Name', '-!- #lobby 2', '-!- #hall 1', '-!- End of /LIST'],
  },
  {
    event: 'that she comes in past key and secret',
    types: '/join #den',
    gets: [':earshot.local 368 alice #den …'],
  },
  {
    event: 'who is in it',
    at: '#den',
    types: '/names #den',
    lines: [
      '[Users #den]',
      '[@bob] [ alice]',
      '-!- Irssi: #den: Total of 2 nicks [1 ops, 0 halfops, 0 voices, 1 normal]',
    ],
  },
  {
    event: 'nothing of a channel’s new name where one looks: its window closes',
    says: 'RENAME #den #tea :it is five',
    gets: [':alice!~alice@CLOAK PART #den :it is five', ':earshot.local 368 alice #tea …'],
  },
  {
    event: 'that she is in a channel of the new name',
    at: '#tea',
    looksBack: true,
    lines: [
      '-!- alice [~alice@CLOAK] has joined #tea',
      '[Users #tea]',
      '[@bob] [ alice]',
      '-!- Irssi: #tea: Total of 2 nicks [1 ops, 0 halfops, 0 voices, 1 normal]',
      '-!- Channel #tea created …',
      '-!- Irssi: Join to #tea was synced in … secs',
    ],
  },
  {
    event: 'its key and that it is secret',
    types: '/mode #tea',
    lines: ['-!- mode/#tea [+knst tea]', '-!- Channel #tea created …'],
  },
  {
    event: 'what she says only to operators',
    types: '/msg @#tea psst',
    lines: ['< alice:@#tea> psst'],
    hears: [':alice!~alice@CLOAK PRIVMSG @#tea :psst'],
  },
  {
    event: 'what is said only to those with a rank',
    says: 'MODE #tea +v alice\r\nPRIVMSG +#tea :you too',
    lines: ['-!- mode/#tea [+v alice] by bob', '<@bob:+#tea> you too'],
  },
  { event: 'that CTCP is not let in', says: 'MODE #tea +C', lines: ['-!- mode/#tea [+C] by bob'] },
  {
    event: 'why hers is not',
    types: '/ctcp #tea VERSION',
    lines: ['[ctcp(#tea)] VERSION', '-!- #tea Cannot send to channel: it takes no CTCP (+C)'],
    errors: ['404 #tea :Cannot send to channel: …'],
  },
  {
    event: 'what was said',
    says: 'PRIVMSG #tea :one\r\nPRIVMSG #tea :two',
    lines: ['<@bob> one', '<@bob> two'],
  },
  {
    event: 'when it was said, to who comes later',
    types: ['/set show_server_time on', '/set timestamp_format %H:%M:%S', '/set timestamps on', '/cycle'],
    dated: ['one', 'two'],
    lines: [
      '… -!- alice [~alice@CLOAK] has left #tea []',
      '… -!- alice [~alice@CLOAK] has joined #tea',
      '… [Users #tea]',
      '… [@bob] [ alice]',
      '… -!- Irssi: #tea: Total of 2 nicks [1 ops, 0 halfops, 0 voices, 1 normal]',
      '… <@bob> one',
      '… <@bob> two',
      '… -!- Channel #tea created …',
      '… -!- Irssi: Join to #tea was synced in … secs',
    ],
    gets: [':earshot.local 368 alice #tea …'],
  },
]

play({
  program: 'irssi',
  of: 'who may come and speak',
  open: openIrssi,
  rows: [...arrival, ...bans, ...doors],
  faults: ['451'],
})
