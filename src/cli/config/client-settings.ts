import { flag, path, text, choice } from './kinds.ts'
import type { Setting, Values } from './setting.ts'

const who = { group: 'Room:', applies: 'restart' } as const
const screen = { group: 'Screen:', applies: 'restart' } as const
/** Checked by who reads the option of this name. */
const word = text((one) => one)

/** What own clients take from the environment and from files, unless the command line says it. */
export const clientSettings = {
  host: { ...who, kind: word, describe: 'join there, without looking', example: '"192.168.1.20:16667"' },
  nick: { ...who, kind: word, describe: 'who you are', otherwise: 'the login name', example: '"ann"' },
  channel: {
    ...who,
    kind: word,
    describe: 'where to talk; the # may be left out',
    default: ['#lobby'],
    example: '"#lobby"',
  },
  account: { ...who, kind: word, describe: 'whose account', otherwise: 'the nick', example: '"ann"' },
  'password-file': {
    ...who,
    kind: path,
    describe: 'one line: the password of the room; of mode 600',
    example: '"/home/ann/.config/earshot/password"',
  },
  'account-password-file': {
    ...who,
    kind: path,
    describe: 'one line: the password of your account; of mode 600',
    example: '"/home/ann/.config/earshot/account-password"',
  },
  theme: {
    ...screen,
    kind: choice('dark', 'light', 'mono'),
    describe: 'colours for a dark or a light ground, or none',
    example: '"light"',
  },
  mouse: { ...screen, kind: flag, describe: 'the wheel scrolls', default: ['true'], example: 'false' },
  time: {
    ...screen,
    kind: choice('off', 'short', 'seconds', 'end'),
    describe: 'the time of day before a line, or at its end, where lines are read aloud (--plain)',
    default: ['short'],
    example: '"seconds"',
  },
  typing: {
    ...screen,
    kind: flag,
    describe: 'others see that you type',
    default: ['true'],
    example: 'false',
  },
  notices: {
    ...screen,
    kind: choice('off', 'osc9', 'osc777', 'osc99'),
    describe: 'how your terminal is asked to show on the desktop what is for you while you do not look',
    default: ['off'],
    example: '"osc777"',
  },
  'keep-history': {
    ...screen,
    kind: flag,
    describe:
      'what you said is there again the next time: kept in said.json of the state directory, of mode 600',
    default: ['false'],
    example: 'true',
  },
  highlight: {
    ...screen,
    kind: word,
    describe: 'words that are for you besides your nick, with commas between',
    example: '"deploy, coffee"',
  },
} as const satisfies Readonly<Record<string, Setting>>

export type ClientValues = Values<typeof clientSettings>
