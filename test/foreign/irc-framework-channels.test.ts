// Over 250 lines because it is one table, to be read from top to bottom.
import { expect } from 'vitest'
import { cloaked } from './lines.ts'
import { type Row, playProgram } from './program.ts'

const bob = { nick: 'bob', ident: '~bob', hostname: expect.stringMatching(cloaked) }

const table: readonly Row[] = [
  {
    event: 'that it is a member',
    emits: [['registered', { nick: 'alice' }]],
    errors: ['422 :No message of the day'],
  },
  {
    event: 'a channel, and nothing of what was said there, since it can ask',
    says: 'PRIVMSG #lobby :one\r\nPRIVMSG #lobby :two',
    does: (alice) => alice.join('#lobby'),
    emits: [
      ['join', { nick: 'alice' }],
      [
        'userlist',
        {
          users: [
            expect.objectContaining({ ...bob, modes: ['o'] }),
            expect.objectContaining({ nick: 'alice', hostname: expect.stringMatching(cloaked) }),
          ],
        },
      ],
    ],
  },
  {
    event: 'what was said, in a batch, when it asks',
    does: (alice) => alice.raw('CHATHISTORY LATEST #lobby * 2'),
    emits: [
      ['batch start chathistory', { params: ['#lobby'] }],
      [
        'privmsg',
        {
          ...bob,
          message: 'one',
          time: expect.any(Number),
          batch: expect.objectContaining({ type: 'chathistory' }),
        },
      ],
      ['privmsg', { ...bob, message: 'two', batch: expect.objectContaining({ type: 'chathistory' }) }],
      ['batch end chathistory', { params: ['#lobby'] }],
    ],
  },
  {
    event: 'the answer to a line with a label',
    does: (alice) => alice.raw('@label=one PING two'),
    emits: [['pong', { message: 'two', tags: expect.objectContaining({ label: 'one' }) }]],
  },
  {
    event: 'the answers to a line with a label, in a batch',
    does: (alice) => alice.raw('@label=three WHOIS bob'),
    emits: [
      ['batch start labeled-response', { params: [] }],
      ['whois', { nick: 'bob' }],
      ['batch end labeled-response', {}],
    ],
  },
  {
    event: 'who has rank and account, by WHOX',
    does: (alice) => alice.who('#lobby'),
    emits: [
      [
        'wholist',
        {
          target: '#lobby',
          users: [
            expect.objectContaining({
              ...bob,
              server: 'earshot.local',
              account: '',
              num_hops_away: 0,
              channel_modes: ['o'],
            }),
            expect.objectContaining({ nick: 'alice', account: '' }),
          ],
        },
      ],
    ],
  },
  {
    event: 'that who has no rank does not speak',
    says: 'MODE #lobby +m',
    does: (alice) => alice.say('#lobby', 'may I?'),
    emits: [
      ['mode', { target: '#lobby', modes: [{ mode: '+m', param: null }] }],
      ['irc error', { error: 'cannot_send_to_channel', channel: '#lobby' }],
    ],
    errors: ['404 #lobby :Cannot send to channel: it is moderated (+m)'],
  },
  {
    event: 'a rank',
    says: 'MODE #lobby -m+o alice',
    emits: [
      [
        'mode',
        {
          modes: [
            { mode: '-m', param: null },
            { mode: '+o', param: 'alice' },
          ],
        },
      ],
    ],
  },
  {
    event: 'the bans',
    does: (alice) => {
      alice.ban('#lobby', '*!*@10.0.0.*')
      alice.banlist('#lobby')
    },
    emits: [
      ['mode', { modes: [{ mode: '+b', param: '*!*@10.0.0.*' }] }],
      [
        'banlist',
        {
          channel: '#lobby',
          bans: [
            expect.objectContaining({
              banned: '*!*@10.0.0.*',
              banned_by: expect.stringMatching(/^alice!~alice@\w+\.\w+\.\w+\.cloak$/),
              banned_at: expect.stringMatching(/^\d{10}$/),
            }),
          ],
        },
      ],
    ],
  },
  {
    event: 'who needs no invitation',
    does: (alice) => {
      alice.raw('MODE', '#lobby', '+I', 'carol')
      alice.inviteList('#lobby')
    },
    emits: [
      ['inviteList', { channel: '#lobby', invites: [expect.objectContaining({ invited: 'carol!*@*' })] }],
    ],
  },
  {
    event: 'who it waits for',
    does: (alice) => alice.addMonitor('eve'),
    emits: [['users offline', { nicks: ['eve'] }]],
  },
  { event: 'that she is there', eve: 'JOIN #hall', emits: [['users online', { nicks: ['eve'] }]] },
  {
    event: 'that she is away, though in no channel with it',
    eve: 'AWAY :tea',
    emits: [['away', { nick: 'eve', message: 'tea' }]],
  },
  {
    event: 'whom it invites',
    does: (alice) => alice.invite('#lobby', 'eve'),
    emits: [['invited', { nick: 'eve', channel: '#lobby' }]],
  },
  {
    event: 'whom others invite',
    says: 'INVITE eve #lobby',
    emits: [['invite', { ...bob, invited: 'eve', channel: '#lobby' }]],
  },
  {
    event: 'that it is invited',
    says: 'JOIN #den\r\nINVITE alice #den',
    emits: [['invite', { ...bob, invited: 'alice', channel: '#den' }]],
  },
  {
    event: 'that there is a key',
    eve: 'MODE #hall +k tea',
    does: (alice) => alice.join('#hall'),
    emits: [['irc error', { error: 'bad_channel_key', channel: '#hall' }]],
    errors: ['475 #hall :Cannot join channel (+k)'],
  },
  {
    event: 'that there is no room',
    eve: 'MODE #hall -k+l tea 1',
    does: (alice) => alice.join('#hall'),
    emits: [['irc error', { error: 'channel_is_full', channel: '#hall' }]],
    errors: ['471 #hall :Cannot join channel (+l)'],
  },
  {
    event: 'that one has to be invited',
    eve: 'MODE #hall -l+i',
    does: (alice) => alice.join('#hall'),
    emits: [['irc error', { error: 'invite_only_channel', channel: '#hall' }]],
    errors: ['473 #hall :Cannot join channel (+i)'],
  },
  {
    event: 'that it is banned',
    eve: 'MODE #hall -i+b alice',
    does: (alice) => alice.join('#hall'),
    emits: [['irc error', { error: 'banned_from_channel', channel: '#hall' }]],
    errors: ['474 #hall :Cannot join channel (+b)'],
  },
  {
    event: 'the channels of many',
    does: (alice) => alice.raw('LIST >1'),
    emits: [['channel list', [expect.objectContaining({ channel: '#lobby', num_users: 2 })]]],
  },
  {
    event: 'a new name of a channel, which it does not know',
    says: 'RENAME #lobby #tea :it is five',
    emits: [['unknown command', { command: 'RENAME', params: ['#lobby', '#tea', 'it is five'] }]],
  },
  {
    event: 'a new host',
    says: 'OPER root sesame\r\nCHGHOST bob tea.house',
    emits: [['user updated', { nick: 'bob', new_ident: '~bob', new_hostname: 'tea.house' }]],
  },
  {
    event: 'that it hears operators',
    does: (alice) => alice.raw('MODE', 'alice', '+w'),
    emits: [['mode', { target: 'alice', modes: [{ mode: '+w', param: null }] }]],
  },
  {
    event: 'what operators say to everybody',
    says: 'WALLOPS :tea is ready',
    emits: [['wallops', { nick: 'bob', message: 'tea is ready' }]],
  },
  {
    event: 'what is said only to operators',
    says: 'PRIVMSG @#tea :psst',
    emits: [['privmsg', { nick: 'bob', target: '#tea', group: '@', message: 'psst' }]],
  },
  {
    event: 'what a bot says',
    says: 'MODE bob +B\r\nPRIVMSG #tea :beep',
    emits: [['privmsg', { message: 'beep', tags: expect.objectContaining({ bot: '' }) }]],
  },
  {
    event: 'who is a bot and an operator',
    does: (alice) => alice.whois('bob'),
    emits: [
      ['whois', { nick: 'bob', hostname: 'tea.house', operator: 'is a server operator', bot: 'is a bot' }],
    ],
  },
  {
    event: 'that somebody is ended, of whom it is told',
    says: 'KILL eve :enough',
    emits: [['users offline', { nicks: ['eve'] }]],
  },
  {
    event: 'who she was',
    does: (alice) => alice.whowas('eve'),
    emits: [
      ['whowas', { nick: 'eve', ident: '~eve', hostname: expect.stringMatching(cloaked), real_name: 'eve' }],
    ],
  },
  {
    event: 'that it is no operator',
    does: (alice) => alice.raw('KILL', 'bob', 'enough'),
    emits: [['unknown command', { command: '481' }]],
    errors: ["481 :Permission Denied- You're not an IRC operator"],
  },
  {
    event: 'that bob ends it',
    says: 'KILL alice :your turn',
    emits: [
      ['irc error', { error: 'irc', reason: 'Closing link: 127.0.0.1 (Killed (bob (your turn)))' }],
      ['socket close', {}],
    ],
  },
]

playProgram('who may come and speak', table, [
  'draft/channel-rename',
  'draft/chathistory',
  'extended-monitor',
  'labeled-response',
])
