import { levels } from '../../ops/events.ts'
import { defaultLimits } from '../../protocol/limits.ts'
import { defaultPort } from '../../protocol/ports.ts'
import type { Setting } from './setting.ts'
import { address, choice, count, flag, path, port, size } from './kinds.ts'
import {
  adminLines,
  hostNames,
  networks,
  operatorName,
  origins,
  roomName,
  serverName,
  stsDays,
} from './room-kinds.ts'

/*
 * One table, and so as long as there are settings. Of a row are made the option of `earshot daemon`, the variable
 * EARSHOT_..., the key in config.toml, its place in docs/configuration.md and share/config.toml, and what a reload does.
 */

/** What a daemon calls itself that was not told. */
export const defaultServerName = 'earshot.local'

const room = { group: 'Room:' } as const
const places = { group: 'Places:', applies: 'restart' } as const
const access = { group: 'Who may come in:', applies: 'reload' } as const
const secure = { group: 'Encryption and browsers:', applies: 'reload' } as const
const operators = { group: 'Operators:', applies: 'reload' } as const

/** Every setting of the daemon. */
export const daemonSettings = {
  port: {
    ...room,
    kind: port,
    describe: 'TCP port; 0 for any free one',
    default: [String(defaultPort)],
    example: '16667',
    applies: 'restart',
  },
  bind: {
    ...room,
    kind: address,
    describe: 'listen on this address only',
    otherwise: 'all',
    example: '"192.168.1.20"',
    applies: 'restart',
  },
  name: {
    ...room,
    kind: roomName,
    describe: 'of the room',
    otherwise: 'the host name',
    example: '"Office"',
    applies: 'restart',
  },
  discovery: {
    ...room,
    kind: flag,
    describe: 'answer who looks for rooms (--no-discovery)',
    default: ['true'],
    example: 'true',
    applies: 'restart',
  },
  mdns: {
    ...room,
    kind: flag,
    describe: 'publish the room by mDNS too (--no-mdns)',
    default: ['true'],
    example: 'true',
    applies: 'restart',
  },
  limits: {
    ...room,
    kind: flag,
    describe: 'bound what one member may do (--no-limits)',
    default: ['true'],
    example: 'true',
    applies: 'restart',
  },
  replay: {
    ...room,
    kind: count(defaultLimits.historyPerRequest),
    describe:
      'how many earlier messages who joins is shown, 0 to 100; clients with draft/chathistory ask themselves',
    otherwise: String(defaultLimits.historyReplayed),
    example: '20',
    applies: 'restart',
  },
  'state-dir': {
    ...places,
    kind: path,
    describe: 'where earshot keeps what it knows',
    otherwise: '$STATE_DIRECTORY or ~/.local/state/earshot',
    example: '"/var/lib/earshot"',
  },
  'log-dir': {
    ...places,
    kind: path,
    describe: 'where the log is written',
    otherwise: '$LOGS_DIRECTORY or log in the state directory',
    example: '"/var/log/earshot"',
  },
  'log-level': {
    ...places,
    kind: choice(...levels),
    describe: 'the least that is logged of operations',
    default: ['info'],
    example: '"info"',
    applies: 'reload',
  },
  'log-size': {
    ...places,
    kind: size,
    describe: 'how large a file of the log may grow before the next is begun: bytes, or 500k, 20M',
    default: ['20M'],
    example: '"20M"',
  },
  'log-files': {
    ...places,
    kind: count(1_000, 1),
    describe: 'how many files of each log are kept',
    default: ['10'],
    example: '10',
  },
  'log-messages': {
    ...places,
    kind: path,
    describe: 'write what people say into this file, of mode 600',
    otherwise: 'nowhere: no log has it',
    example: '"/var/log/earshot/messages.log"',
  },
  allow: {
    ...access,
    kind: networks,
    describe: 'a network from which anybody may come, such as 203.0.113.0/24; may be repeated',
    otherwise: 'loopback, private and own networks',
    example: '["203.0.113.0/24", "2001:db8:7::/48"]',
  },
  'metrics-allow': {
    ...access,
    kind: networks,
    describe: 'a network that may read /metrics, as Prometheus does; may be repeated',
    otherwise: 'this computer',
    example: '["10.0.0.5"]',
    applies: 'restart',
  },
  'password-file': {
    ...access,
    kind: path,
    describe: 'one line: the password of the room; of mode 600',
    otherwise: 'no password',
    example: '"/etc/earshot/password"',
  },
  'tls-cert': {
    ...secure,
    kind: path,
    describe: 'a certificate of your own, PEM, with what vouches for it; read again once a day',
    otherwise: 'one that the room makes for itself',
    example: '"/etc/earshot/fullchain.pem"',
  },
  'tls-key': {
    ...secure,
    kind: path,
    describe: 'its key, PEM, of mode 600',
    example: '"/etc/earshot/privkey.pem"',
  },
  'require-tls': {
    ...secure,
    kind: flag,
    describe: 'let nobody in who does not speak TLS',
    default: ['false'],
    example: 'true',
    applies: 'restart',
  },
  sts: {
    ...secure,
    kind: stsDays,
    describe:
      'tell clients to use TLS only for that many days, 0 to have them forget it (IRCv3 sts); --tls-cert must be one that the public trusts for --server-name',
    otherwise: 'they are told nothing',
    example: '30',
  },
  'allowed-host': {
    ...secure,
    kind: hostNames,
    describe: 'a name by which browsers may ask for this computer, besides its own; may be repeated',
    example: '["chat.lan"]',
  },
  'web-origin': {
    ...secure,
    kind: origins,
    describe:
      'a page elsewhere that may talk to the room, such as https://gamja.example.org; may be repeated',
    example: '["https://gamja.example.org"]',
  },
  'server-name': {
    ...operators,
    kind: serverName,
    describe: 'what the daemon calls itself to IRC clients',
    otherwise: defaultServerName,
    example: '"irc.example.org"',
    applies: 'restart',
  },
  'admin-info': {
    ...operators,
    kind: adminLines,
    describe: 'what ADMIN answers: who runs this, where, and an address; up to three lines',
    example: '"Ann, room 12, ann@example.org"',
    applies: 'restart',
  },
  operator: {
    ...operators,
    kind: operatorName,
    describe: 'who may be an operator besides the holder of the token (see earshot status)',
    otherwise: 'nobody',
    example: '"ann"',
  },
  'operator-password-file': {
    ...operators,
    kind: path,
    describe: 'one line: the password of --operator; of mode 600',
    example: '"/etc/earshot/operator-password"',
  },
  'motd-file': {
    ...operators,
    kind: path,
    describe: 'the message of the day',
    example: '"/etc/earshot/motd"',
  },
  'hidden-caps-file': {
    ...operators,
    kind: path,
    describe: 'IRCv3 capabilities that are not offered, one a line',
    example: '"/etc/earshot/hidden-caps"',
  },
  accounts: {
    ...operators,
    kind: path,
    describe: 'where accounts are kept; made when it is missing, of mode 600',
    otherwise: 'nowhere: they live as long as the daemon',
    example: '"/var/lib/earshot/accounts"',
    applies: 'restart',
  },
} as const satisfies Readonly<Record<string, Setting>>

export type DaemonSetting = keyof typeof daemonSettings
