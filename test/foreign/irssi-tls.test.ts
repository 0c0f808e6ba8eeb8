import { openIrssiWithTls } from './irssi.ts'
import { play } from './play.ts'
import type { Row } from './stage.ts'

/** What is on the wire only its two ends can read: the tap has nothing to compare. */
const talk: readonly Row[] = [
  {
    event: 'that the certificate is the one that it was told of, and the welcome',
    types: '/connect office',
    among: ['-!- Irssi: Connection to 127.0.0.1 established', '-!- Welcome to Office, alice!~alice@CLOAK'],
  },
  {
    event: 'its own JOIN, and who is here',
    types: '/join #lobby',
    among: [
      '-!- alice [~alice@CLOAK] has joined #lobby',
      '[@bob] [ alice]',
      '-!- Irssi: Join to #lobby was synced in … secs',
    ],
    hears: [':alice!~alice@CLOAK JOIN #lobby'],
  },
  { event: 'a message in UTF-8', says: 'PRIVMSG #lobby :ünï 日本 🎉', lines: ['<@bob> ünï 日本 🎉'] },
  {
    event: 'what alice says',
    types: 'grüße 東京 🚀',
    lines: ['< alice> grüße 東京 🚀'],
    hears: [':alice!~alice@CLOAK PRIVMSG #lobby :grüße 東京 🚀'],
  },
  {
    event: 'that the daemon stops',
    at: 'server',
    stops: true,
    among: ['-!- ERROR Closing link: 127.0.0.1 (Server shutting down)'],
  },
]

play({ program: 'irssi', of: 'a talk over TLS', open: openIrssiWithTls, rows: talk, faults: ['451'] })
