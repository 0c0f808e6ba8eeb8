import { play } from './play.ts'
import type { Client, Row } from './stage.ts'
import type { Tmux } from '../tmux.ts'

/** IRC by hand. What alice types stands among what comes, as her terminal shows it. */
const table: readonly Row[] = [
  {
    event: 'the welcome to who says nick and user',
    types: ['NICK alice', 'USER alice 0 * :Alice'],
    among: [
      'USER alice 0 * :Alice',
      ':earshot.local 001 alice :Welcome to Office, alice!~alice@CLOAK',
      ':earshot.local 002 alice :Your host is earshot.local, running version earshot-…',
    ],
  },
  {
    event: 'the channel that she joins',
    types: 'JOIN #lobby',
    lines: [
      'JOIN #lobby',
      ':alice!~alice@CLOAK JOIN #lobby',
      ':earshot.local 353 alice = #lobby :@bob alice',
      ':earshot.local 366 alice #lobby :End of /NAMES list',
    ],
    hears: [':alice!~alice@CLOAK JOIN #lobby'],
  },
  {
    event: 'a message',
    says: 'PRIVMSG #lobby :hello, ünï 日本 🎉',
    lines: [':bob!~bob@CLOAK PRIVMSG #lobby :hello, ünï 日本 🎉'],
  },
  {
    event: 'only what she typed when she says something',
    types: 'PRIVMSG #lobby :grüße 東京 🚀',
    lines: ['PRIVMSG #lobby :grüße 東京 🚀'],
    hears: [':alice!~alice@CLOAK PRIVMSG #lobby :grüße 東京 🚀'],
  },
  {
    event: 'the answer to a line in small letters',
    types: 'ping me',
    lines: ['ping me', ':earshot.local PONG earshot.local :me'],
  },
  {
    event: 'that there is no such verb',
    types: 'HELLO',
    lines: ['HELLO', ':earshot.local 421 alice HELLO :Unknown command'],
  },
  {
    event: 'that something is missing in a line',
    types: 'JOIN',
    lines: ['JOIN', ':earshot.local 461 alice JOIN :Not enough parameters'],
  },
  {
    event: 'what an operator does',
    says: 'MODE #lobby +v alice',
    lines: [':bob!~bob@CLOAK MODE #lobby +v alice'],
  },
  {
    event: 'a topic',
    says: 'TOPIC #lobby :Tee 🍵',
    lines: [':bob!~bob@CLOAK TOPIC #lobby :Tee 🍵'],
  },
  {
    event: 'nothing of who is away, since she did not ask for it',
    says: 'AWAY :lünch',
    lines: [],
  },
  {
    event: 'who bob is',
    types: 'WHOIS bob',
    lines: [
      'WHOIS bob',
      ':earshot.local 311 alice bob ~bob CLOAK * :bob',
      ':earshot.local 319 alice bob :@#lobby',
      ':earshot.local 312 alice bob earshot.local :Office',
      ':earshot.local 301 alice bob :lünch',
      ':earshot.local 317 alice bob … :seconds idle, signon time',
      ':earshot.local 318 alice bob :End of /WHOIS list',
    ],
  },
  { event: 'a new nick', says: 'NICK bób', lines: [':bob!~bob@CLOAK NICK bób'] },
  {
    event: 'that she is kicked',
    says: 'KICK #lobby alice :bis später',
    lines: [':bób!~bob@CLOAK KICK #lobby alice :bis später'],
  },
  {
    event: 'that she comes again, and what had been said, under a line that says so',
    types: 'JOIN #lobby',
    lines: [
      'JOIN #lobby',
      ':alice!~alice@CLOAK JOIN #lobby',
      ':earshot.local 332 alice #lobby :Tee 🍵',
      ':earshot.local 333 alice #lobby bob!~bob@CLOAK …',
      ':earshot.local 353 alice = #lobby :@bób alice',
      ':earshot.local 366 alice #lobby :End of /NAMES list',
      ':earshot.local NOTICE #lobby :Said before you came, since …',
      ':bob!~bob@CLOAK PRIVMSG #lobby :hello, ünï 日本 🎉',
      ':alice!~alice@CLOAK PRIVMSG #lobby :grüße 東京 🚀',
    ],
  },
  {
    event: 'a channel’s new name as if all left and came',
    says: 'RENAME #lobby #tea :it is five',
    lines: [
      ':alice!~alice@CLOAK PART #lobby :it is five',
      ':alice!~alice@CLOAK JOIN #tea',
      ':earshot.local 332 alice #tea :Tee 🍵',
      ':earshot.local 333 alice #tea bob!~bob@CLOAK …',
      ':earshot.local 353 alice = #tea :@bób alice',
      ':earshot.local 366 alice #tea :End of /NAMES list',
    ],
  },
  {
    event: 'a new host as if its owner left and came, with the rank',
    says: 'OPER root sesame\r\nCHGHOST bób tea.house',
    lines: [
      ':bób!~bob@CLOAK QUIT :Changing host',
      ':bób!~bob@tea.house JOIN #tea',
      ':earshot.local MODE #tea +o bób',
    ],
  },
  {
    event: 'an invitation',
    says: 'JOIN #den\r\nINVITE alice #den',
    lines: [':bób!~bob@tea.house INVITE alice #den'],
  },
  {
    event: 'that a key is asked for',
    says: 'JOIN #hall\r\nMODE #hall +k tea',
    types: 'JOIN #hall coffee',
    lines: ['JOIN #hall coffee', ':earshot.local 475 alice #hall :Cannot join channel (+k)'],
  },
  {
    event: 'that a channel is full',
    says: 'MODE #hall -k+l tea 1',
    types: 'JOIN #hall tea',
    lines: ['JOIN #hall tea', ':earshot.local 471 alice #hall :Cannot join channel (+l)'],
  },
  {
    event: 'that one must be invited',
    says: 'MODE #hall -l+i',
    types: 'JOIN #hall',
    lines: ['JOIN #hall', ':earshot.local 473 alice #hall :Cannot join channel (+i)'],
  },
  {
    event: 'that she is banned',
    says: 'MODE #hall -i+b alice',
    types: 'JOIN #hall',
    lines: ['JOIN #hall', ':earshot.local 474 alice #hall :Cannot join channel (+b)'],
  },
  {
    event: 'that who has no rank does not speak',
    says: 'MODE #tea +m',
    lines: [':bób!~bob@tea.house MODE #tea +m'],
  },
  {
    event: 'why she is not heard',
    types: 'PRIVMSG #tea :may I?',
    lines: [
      'PRIVMSG #tea :may I?',
      ':earshot.local 404 alice #tea :Cannot send to channel: it is moderated (+m)',
    ],
  },
  {
    event: 'whom she waits for',
    types: 'MONITOR + eve,bób',
    lines: [
      'MONITOR + eve,bób',
      ':earshot.local 730 alice :bób!~bob@tea.house',
      ':earshot.local 731 alice :eve',
    ],
  },
  { event: 'that eve comes', eve: 'PING eve', lines: [':earshot.local 730 alice :eve!~eve@CLOAK'] },
  { event: 'that she goes', says: 'KILL eve :enough', lines: [':earshot.local 731 alice :eve'] },
  {
    event: 'who she was',
    types: 'WHOWAS eve',
    lines: [
      'WHOWAS eve',
      ':earshot.local 314 alice eve ~eve CLOAK * :eve',
      ':earshot.local 312 alice eve earshot.local …',
      ':earshot.local 369 alice eve :End of WHOWAS',
    ],
  },
  {
    event: 'that she wants to hear operators',
    types: 'MODE alice +w',
    lines: ['MODE alice +w', ':alice!~alice@CLOAK MODE alice +w'],
  },
  {
    event: 'what they say to everybody',
    says: 'WALLOPS :tea is ready',
    lines: [':bób!~bob@tea.house WALLOPS :tea is ready'],
  },
  {
    event: 'that she is an operator',
    types: 'OPER root sesame',
    lines: [
      'OPER root sesame',
      ':earshot.local 381 alice :You are now an IRC operator',
      ':alice!~alice@CLOAK MODE alice +o',
    ],
  },
  {
    event: 'that the daemon stops',
    stops: true,
    among: ['ERROR :Closing link: 127.0.0.1 (Server shutting down)'],
  },
]

async function openNetcat(port: number, tmux: Tmux): Promise<Client> {
  const home = tmux.home()
  // Wide enough for the longest line.
  const terminal = tmux.open({
    command: ['nc', '127.0.0.1', String(port)],
    env: { PATH: process.env['PATH'], HOME: home, TZ: 'UTC' },
    size: { columns: 520, rows: 50 },
  })
  return {
    terminal,
    isRaw: true,
    look: () => ({ lines: terminal.screen().filter((line) => line !== '') }),
    turnPage: async () => terminal.wipe(),
    goTo: async () => {},
  }
}

play({ program: 'nc', of: 'the protocol', open: openNetcat, rows: table, faults: ['421', '461'] })
