import { play } from './play.ts'
import type { Row } from './stage.ts'
import { openWeechatWithTls } from './weechat.ts'

/** What is on the wire only its two ends can read: the tap has nothing to compare. */
const talk: readonly Row[] = [
  {
    event: 'that the certificate is the one that it was told of, and the welcome',
    types: '/connect office',
    among: ['-- irc: connected to 127.0.0.1/… (127.0.0.1)', '-- Welcome to Office, …'],
  },
  {
    event: 'its own JOIN, and who is here',
    types: '/join #lobby',
    lines: [
      '--> alice (Alice) (~alice@CLOAK) has joined #lobby',
      '-- Channel #lobby: 2 nicks (1 op, 0 voices, 1 normal)',
      '-- Channel created on …',
    ],
    hears: [':alice!~alice@CLOAK JOIN #lobby'],
  },
  {
    event: 'a message in UTF-8',
    at: '#lobby',
    says: 'PRIVMSG #lobby :ünï 日本 🎉',
    lines: ['@bob ünï 日本 🎉'],
  },
  {
    event: 'what alice says',
    types: 'grüße 東京 🚀',
    lines: ['alice grüße 東京 🚀'],
    hears: [':alice!~alice@CLOAK PRIVMSG #lobby :grüße 東京 🚀'],
  },
  {
    event: 'that alice uses TLS, to who asks',
    at: 'server',
    types: '/whois alice',
    among: ['-- [alice] is using a secure connection'],
  },
  {
    event: 'that the daemon stops',
    stops: true,
    among: ['=!= Closing link: 127.0.0.1 (Server shutting down)'],
  },
]

play({ program: 'weechat', of: 'a talk over TLS', open: openWeechatWithTls, rows: talk })
