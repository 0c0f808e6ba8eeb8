import { arrival, openIrssi } from './irssi.ts'
import { play } from './play.ts'
import type { Row } from './stage.ts'

const rows: readonly Row[] = [
  {
    event: 'that alice is no operator',
    at: 'server',
    types: ['/kill bob enough', '/wallops hear me'],
    lines: [
      "-!- Permission Denied- You're not an IRC operator",
      "-!- Permission Denied- You're not an IRC operator",
    ],
    errors: [
      "481 :Permission Denied- You're not an IRC operator",
      "481 :Permission Denied- You're not an IRC operator",
    ],
  },
  {
    event: 'a wrong password',
    types: '/oper root wrong',
    lines: ['-!- Password incorrect'],
    errors: ['464 :Password incorrect'],
  },
  {
    event: 'that she is operator',
    types: '/oper root sesame',
    lines: ['-!- You are now an IRC operator', '-!- Mode change [+o] for user alice'],
  },
  {
    event: 'wallops',
    types: ['/mode alice +w', '/wallops hear me'],
    lines: ['-!- Mode change [+w] for user alice', '-!- WALLOP alice:  hear me'],
  },
  {
    event: 'a bot that is away and operator',
    says: 'OPER root sesame\r\nMODE bob +B\r\nAWAY :lünch',
    types: '/whois bob',
    lines: [
      '-!- bob [~bob@CLOAK]',
      '-!-  ircname  : bob',
      '-!-  hostname : 127.0.0.1',
      '-!-  modes    : +Bo',
      '-!-  channels : @#lobby',
      '-!-  server   : earshot.local [Office]',
      '-!-           : server operator',
      '-!-           : is a bot',
      '-!-  away     : lünch',
      '-!-  idle     : 0 days 0 hours 0 mins … [signon: …]',
      '-!- End of WHOIS',
    ],
  },
  { event: 'what a bot says', at: '#lobby', says: 'PRIVMSG #lobby :beep', lines: ['<@bob> beep'] },
  {
    event: 'nothing of a new realname, though it is told',
    says: 'SETNAME :Bob the Builder',
    lines: [],
    gets: [':bob!~bob@CLOAK SETNAME :Bob the Builder'],
  },
  {
    event: 'bob’s new host',
    says: 'CHGHOST bob bob.house',
    lines: ['-!- bob [~bob@bob.house] has changed host'],
  },
  {
    event: 'a host that she gives',
    types: '/quote CHGHOST alice tea.house',
    lines: ['-!- alice [~alice@tea.house] has changed host'],
    hears: [':alice!~alice@CLOAK QUIT :Changing host', ':alice!~alice@tea.house JOIN #lobby'],
  },
  { event: 'that she waits for eve', at: 'server', types: '/quote MONITOR + eve', lines: ['-!- eve'] },
  { event: 'who comes', eve: 'PING eve', lines: ['-!- eve!~eve@CLOAK'] },
  { event: 'that she ends her', types: '/kill eve enough', lines: ['-!- eve'] },
  {
    event: 'who she was',
    types: '/whowas eve',
    lines: [
      '-!- eve [~eve@CLOAK]',
      '-!-  was      : eve',
      '-!-  hostname : 127.0.0.1',
      '-!-  server   : earshot.local […]',
      '-!- End of WHOWAS',
    ],
  },
  {
    event: 'who nobody was',
    types: '/whowas carol',
    lines: ['-!- carol There was no such nickname'],
    errors: ['406 carol :There was no such nickname'],
  },
  {
    event: 'what is wrong with a command that is not IRC’s own',
    types: '/quote CHGHOST bob :a b',
    lines: ['!earshot.local CHGHOST: A host is …'],
  },
  { event: 'that the daemon reads its files again', types: '/rehash', lines: ['-!- files Rehashing'] },
  {
    event: 'that bob ends alice',
    says: 'KILL alice :your turn',
    lines: [
      '-!- You were killed by bob [~bob@bob.house] [your turn] [Path: ]',
      '-!- ERROR Closing link: 127.0.0.1 (Killed (bob (your turn)))',
      '-!- Irssi: Connection lost to 127.0.0.1',
    ],
  },
]

play({ program: 'irssi', of: 'operators', open: openIrssi, rows: [...arrival, ...rows], faults: ['451'] })
