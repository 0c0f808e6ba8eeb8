import { play } from './play.ts'
import type { Row } from './stage.ts'
import { arrival, openWeechat } from './weechat.ts'

const bans: readonly Row[] = [
  {
    event: 'that who has no rank does not speak',
    at: '#lobby',
    says: 'MODE #lobby +m',
    lines: ['-- Mode #lobby [+m] by bob'],
  },
  {
    event: 'why alice is not heard',
    types: 'may I?',
    lines: ['alice may I?', '-- #lobby: Cannot send to channel: it is moderated (+m)'],
    errors: ['404 #lobby :Cannot send to channel: …'],
  },
  {
    event: 'that she is operator',
    says: 'MODE #lobby -m+o alice',
    lines: ['-- Mode #lobby [-m+o alice] by bob'],
  },
  {
    event: 'somebody who comes',
    eve: 'JOIN #lobby',
    lines: ['--> eve (eve) (~eve@CLOAK) has joined #lobby'],
    names: ['@alice', '@bob', ' eve'],
  },
  { event: 'who is away, by colour', says: 'AWAY :lünch', names: ['@alice', '@bob (away)', ' eve'] },
  { event: 'who is back', says: 'AWAY', names: ['@alice', '@bob', ' eve'] },
  // A name that begins with ~ is nobody's proof, so that weechat bans the address.
  {
    event: 'a ban, which is of the address',
    types: '/ban eve',
    lines: ['-- Mode #lobby [+b *!*@CLOAK] by alice'],
    hears: [':alice!~alice@CLOAK MODE #lobby +b *!*@CLOAK'],
  },
  {
    event: 'nothing of what she says',
    eve: 'PRIVMSG #lobby :hello',
    lines: [],
    hears: [':earshot.local 404 eve #lobby …'],
  },
  {
    event: 'the bans',
    types: '/ban',
    lines: [
      '-- [#lobby] [1] *!*@CLOAK banned by alice (~alice@CLOAK) on …',
      '-- [#lobby] End of channel ban list',
    ],
  },
  {
    event: 'that it is taken back',
    types: '/unban 1',
    lines: ['-- Mode #lobby [-b *!*@CLOAK] by alice'],
  },
  {
    event: 'a mask that silences',
    types: '/mode #lobby +b m:eve!*@*',
    lines: ['-- Mode #lobby [+b m:eve!*@*] by alice'],
  },
  {
    event: 'a kick with a ban',
    at: '#lobby',
    types: '/kickban eve enough',
    lines: ['-- Mode #lobby [+b *!*@CLOAK] by alice', '<-- alice has kicked eve (enough)'],
  },
  {
    event: 'that she lets her in',
    types: '/invite eve',
    gets: [':earshot.local 341 alice eve :#lobby'],
  },
  {
    event: 'that she comes past the ban',
    eve: 'JOIN #lobby',
    lines: ['--> eve (eve) (~eve@CLOAK) has joined #lobby'],
  },
  {
    event: 'exceptions',
    types: ['/mode #lobby +e *!*@CLOAK', '/mode #lobby e'],
    lines: [
      '-- Mode #lobby [+e *!*@CLOAK] by alice',
      '-- [#lobby] [1] exception *!*@CLOAK by alice (~alice@CLOAK) on …',
      '-- [#lobby] End of channel exception list',
    ],
  },
  {
    event: 'masks of who needs no invitation',
    types: ['/mode #lobby +I carol', '/mode #lobby I'],
    lines: [
      '-- Mode #lobby [+I carol!*@*] by alice',
      '-- [#lobby] [1] carol!*@* invited by alice (~alice@CLOAK) on …',
      '-- [#lobby] End of Channel Invite Exception List',
    ],
  },
  {
    event: 'whom she invites',
    at: 'server',
    says: 'KICK #lobby eve',
    types: '/invite eve #lobby',
    lines: ['-- alice has invited eve to #lobby'],
  },
  { event: 'whom bob invites', says: 'INVITE eve #lobby', lines: ['-- bob has invited eve to #lobby'] },
]

const doors: readonly Row[] = [
  {
    event: 'that alice is invited',
    says: 'JOIN #den\r\nINVITE alice #den',
    lines: ['-- You have been invited to #den by bob'],
  },
  {
    event: 'that a key is asked for',
    says: 'MODE #den +k tea\r\nJOIN #hall\r\nMODE #hall +k tea',
    types: '/join #hall',
    lines: ['-- #hall: Cannot join channel (+k)'],
    errors: ['475 #hall :Cannot join channel (+k)'],
  },
  {
    event: 'that there is no more room',
    says: 'MODE #hall -k+l tea 1',
    types: '/join #hall',
    lines: ['-- #hall: Cannot join channel (+l)'],
    errors: ['471 #hall :Cannot join channel (+l)'],
  },
  {
    event: 'that one has to be invited',
    says: 'MODE #hall -l+i',
    types: '/join #hall',
    lines: ['-- #hall: Cannot join channel (+i)'],
    errors: ['473 #hall :Cannot join channel (+i)'],
  },
  {
    event: 'that she is banned',
    says: 'MODE #hall -i+b alice',
    types: '/join #hall',
    lines: ['-- #hall: Cannot join channel (+b)'],
    errors: ['474 #hall :Cannot join channel (+b)'],
  },
  {
    event: 'the channels of many',
    at: 'server',
    types: '/list >1',
    lines: ['-- Channel Users  Name', '-- #lobby(2)', '-- End of /LIST'],
  },
  {
    event: 'the channels by name',
    types: '/list *den',
    lines: ['-- Channel Users  Name', '-- #den(1)', '-- End of /LIST'],
  },
  {
    event: 'the channels without those that are secret',
    says: 'MODE #den +s',
    types: '/list',
    lines: ['-- Channel Users  Name', '-- #lobby(2)', '-- #hall(1)', '-- End of /LIST'],
  },
  {
    event: 'that she comes in past key and secret',
    types: '/join #den',
    gets: [':alice!~alice@CLOAK JOIN #den * :Alice', ':earshot.local 315 alice #den …'],
  },
  {
    event: 'the channel',
    at: '#den',
    types: '/names',
    lines: ['-- Nicks #den: [@bob alice]', '-- Channel #den: 2 nicks (1 op, 0 voices, 1 normal)'],
    names: ['@bob', ' alice'],
  },
  {
    event: 'a channel’s new name as if all had gone there',
    says: 'RENAME #den #tea :it is five',
    lines: [
      '--> alice (Alice) (~alice@CLOAK) has joined #tea',
      '-- Channel #tea: 2 nicks (1 op, 0 voices, 1 normal)',
      '-- Channel created on …',
    ],
    names: ['@bob', ' alice'],
  },
  {
    event: 'and its old name as left',
    at: '#den',
    looksBack: true,
    lines: ['<-- alice (~alice@CLOAK) has left #den (it is five)'],
    names: [],
  },
  {
    event: 'its key and that it is secret',
    at: '#tea',
    types: '/mode #tea',
    lines: ['-- Mode #tea [+knst tea]', '-- Channel created on …'],
  },
  {
    event: 'what she says only to operators',
    types: '/msg @#tea psst',
    lines: ['-- Msg -> @#tea: psst'],
    hears: [':alice!~alice@CLOAK PRIVMSG @#tea :psst'],
  },
  {
    event: 'what is said only to those with a rank',
    says: 'MODE #tea +v alice\r\nPRIVMSG +#tea :you too',
    lines: ['-- Mode #tea [+v alice] by bob', '-- Msg:+(bob): you too'],
  },
  { event: 'that CTCP is not let in', says: 'MODE #tea +C', lines: ['-- Mode #tea [+C] by bob'] },
  {
    event: 'why hers is not',
    types: '/ctcp #tea VERSION',
    lines: ['-- #tea: Cannot send to channel: it takes no CTCP (+C)'],
    errors: ['404 #tea :Cannot send to channel: …'],
  },
  {
    event: 'when it was said what is shown to who comes',
    says: 'PRIVMSG #tea :one\r\nPRIVMSG #tea :two',
    lines: ['@bob one', '@bob two'],
  },
  {
    event: 'the times of it',
    types: ['/set weechat.look.buffer_time_format "%H:%M:%S"', '/cycle'],
    dated: ['one', 'two'],
    among: ['… --> alice (Alice) (~alice@CLOAK) has joined #tea', '… @bob one', '… @bob two'],
  },
]

play({
  program: 'weechat',
  of: 'who may come and speak',
  open: openWeechat,
  rows: [...arrival, ...bans, ...doors],
})
