import { play } from './play.ts'
import type { Client, Row } from './stage.ts'
import { freshHome, openTerminal } from './tmux.ts'

/** IRC by hand. What alice types stands among what comes, as her terminal shows it. */
const table: readonly Row[] = [
  {
    event: 'the welcome to who says nick and user',
    types: ['NICK alice', 'USER alice 0 * :Alice'],
    among: [
      'USER alice 0 * :Alice',
      ':earshot.local 001 alice :Welcome to Office, alice!~alice@127.0.0.1',
      ':earshot.local 002 alice :Your host is earshot.local, running version earshot-…',
    ],
  },
  {
    event: 'the channel that she joins',
    types: 'JOIN #lobby',
    lines: [
      'JOIN #lobby',
      ':alice!~alice@127.0.0.1 JOIN #lobby',
      ':earshot.local 353 alice = #lobby :@bob alice',
      ':earshot.local 366 alice #lobby :End of /NAMES list',
    ],
    hears: [':alice!~alice@127.0.0.1 JOIN #lobby'],
  },
  {
    event: 'a message',
    says: 'PRIVMSG #lobby :hello, ünï 日本 🎉',
    lines: [':bob!~bob@127.0.0.1 PRIVMSG #lobby :hello, ünï 日本 🎉'],
  },
  {
    event: 'only what she typed when she says something',
    types: 'PRIVMSG #lobby :grüße 東京 🚀',
    lines: ['PRIVMSG #lobby :grüße 東京 🚀'],
    hears: [':alice!~alice@127.0.0.1 PRIVMSG #lobby :grüße 東京 🚀'],
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
    lines: [':bob!~bob@127.0.0.1 MODE #lobby +v alice'],
  },
  {
    event: 'a topic',
    says: 'TOPIC #lobby :Tee 🍵',
    lines: [':bob!~bob@127.0.0.1 TOPIC #lobby :Tee 🍵'],
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
      ':earshot.local 311 alice bob ~bob 127.0.0.1 * :bob',
      ':earshot.local 319 alice bob :@#lobby',
      ':earshot.local 312 alice bob earshot.local :Office',
      ':earshot.local 301 alice bob :lünch',
      ':earshot.local 317 alice bob … :seconds idle, signon time',
      ':earshot.local 318 alice bob :End of /WHOIS list',
    ],
  },
  { event: 'a new nick', says: 'NICK bób', lines: [':bob!~bob@127.0.0.1 NICK bób'] },
  {
    event: 'that she is kicked',
    says: 'KICK #lobby alice :bis später',
    lines: [':bób!~bob@127.0.0.1 KICK #lobby alice :bis später'],
  },
  {
    event: 'that the daemon stops',
    stops: true,
    lines: ['ERROR :Closing link: 127.0.0.1 (Server shutting down)'],
  },
]

async function openNetcat(port: number): Promise<Client> {
  const home = freshHome()
  // Wide enough for the longest line.
  const terminal = await openTerminal({
    command: ['nc', '127.0.0.1', String(port)],
    home,
    columns: 520,
    rows: 50,
  })
  return {
    terminal,
    isRaw: true,
    look: (screen) => ({ lines: screen.filter((line) => line !== '') }),
    turnPage: terminal.wipe,
    goTo: async () => {},
  }
}

play({ program: 'nc', of: 'the protocol', open: openNetcat, rows: table, faults: ['421', '461'] })
