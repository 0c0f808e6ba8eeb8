import { play } from './play.ts'
import type { Row } from './stage.ts'
import { arrival, openWeechat } from './weechat.ts'

const rows: readonly Row[] = [
  {
    event: 'that alice is no operator',
    at: 'server',
    types: ['/kill bob enough', '/wallops hear me'],
    lines: [
      "-- Permission Denied- You're not an IRC operator",
      "-- Permission Denied- You're not an IRC operator",
    ],
    errors: [
      "481 :Permission Denied- You're not an IRC operator",
      "481 :Permission Denied- You're not an IRC operator",
    ],
  },
  {
    event: 'a wrong password',
    types: '/oper root wrong',
    lines: ['-- Password incorrect'],
    errors: ['464 :Password incorrect'],
  },
  {
    event: 'that she is operator',
    types: '/oper root sesame',
    lines: ['-- You are now an IRC operator', '-- User mode [+o] by alice'],
  },
  {
    event: 'wallops',
    types: ['/mode alice +w', '/wallops hear me'],
    lines: ['-- User mode [+w] by alice', '-- Wallops from alice (~alice@CLOAK): hear me'],
  },
  {
    event: 'a bot that is away and operator',
    says: 'OPER root sesame\r\nMODE bob +B\r\nAWAY :lünch',
    types: '/whois bob',
    lines: [
      '-- [bob] (~bob@CLOAK): bob',
      '-- [bob] Is actually using host 127.0.0.1',
      '-- [bob] is using modes +Bo',
      '-- [bob] @#lobby',
      '-- [bob] earshot.local (Office)',
      '-- [bob] is a server operator',
      '-- [bob] is a bot',
      '-- [bob] is away: lünch',
      '-- [bob] idle: 00 hours 00 minutes …, signon at: …',
      '-- [bob] End of /WHOIS list',
    ],
  },
  { event: 'what a bot says', at: '#lobby', says: 'PRIVMSG #lobby :beep', lines: ['@bob beep'] },
  {
    event: 'a new realname',
    says: 'SETNAME :Bob the Builder',
    lines: ['-- bob has changed real name to "Bob the Builder"'],
  },
  {
    event: 'bob’s new host',
    says: 'CHGHOST bob bob.house',
    lines: ['-- bob (~bob@CLOAK) has changed host to ~bob@bob.house'],
  },
  {
    event: 'a host that she gives',
    types: '/quote CHGHOST alice tea.house',
    lines: ['-- alice (~alice@CLOAK) has changed host to ~alice@tea.house'],
    hears: [':alice!~alice@CLOAK QUIT :Changing host', ':alice!~alice@tea.house JOIN #lobby'],
  },
  {
    event: 'who is not there',
    at: 'server',
    types: '/notify add eve',
    lines: ['irc: notification added for eve', '-- notify: eve is offline'],
  },
  { event: 'who comes', eve: 'PING eve', lines: ['-- notify: eve (~eve@CLOAK) has connected'] },
  { event: 'that she ends her', types: '/kill eve enough', lines: ['-- notify: eve has quit'] },
  {
    event: 'who she was',
    types: '/whowas eve',
    lines: [
      '-- [eve] (~eve@CLOAK) was eve',
      '-- [eve] Is actually using host 127.0.0.1',
      '-- [eve] earshot.local (…)',
      '-- [eve] End of WHOWAS',
    ],
  },
  {
    event: 'who nobody was',
    types: '/whowas carol',
    lines: ['-- carol: There was no such nickname', '-- [carol] End of WHOWAS'],
    errors: ['406 carol :There was no such nickname'],
  },
  {
    event: 'a new realname of alice',
    types: '/setname Alice Liddell',
    lines: ['-- Your real name has been set to "Alice Liddell"'],
  },
  {
    event: 'what is wrong with a command that is not IRC’s own',
    types: '/quote CHGHOST bob :a b',
    lines: ['-- earshot.local: CHGHOST: A host is …'],
  },
  { event: 'that the daemon reads its files again', types: '/rehash', lines: ['-- files Rehashing'] },
  {
    event: 'that bob ends alice',
    at: '#lobby',
    says: 'KILL alice :your turn',
    gets: [':bob!~bob@bob.house KILL alice :your turn'],
    lines: ['<-- You were killed by bob (your turn)', '-- irc: disconnected from server'],
  },
]

play({ program: 'weechat', of: 'operators', open: openWeechat, rows: [...arrival, ...rows] })
