import { belowMark, mark } from './mark.ts'
import { fingerprintOf } from './room.ts'
import type { Client, OpenClient, Row } from './stage.ts'
import type { Tmux } from '../tmux.ts'

/** alice comes, as every table begins. */
export const arrival: readonly Row[] = [
  {
    event: 'the welcome',
    types: '/connect office',
    among: ['-- irc: connected to 127.0.0.1/… (127.0.0.1)', '-- Welcome to Office, alice!~alice@CLOAK'],
    errors: ['422 :No message of the day'],
  },
  {
    event: 'its own JOIN, who is here, and who of them is an operator',
    types: '/join #lobby',
    lines: [
      '--> alice (Alice) (~alice@CLOAK) has joined #lobby',
      '-- Channel #lobby: 2 nicks (1 op, 0 voices, 1 normal)',
      '-- Channel created on …',
    ],
    names: ['@bob', ' alice'],
    hears: [':alice!~alice@CLOAK JOIN #lobby'],
  },
]

/** Only what concerns the layout, so that rows of text can be read, and weechat's own patience with servers. */
const settings = [
  '/set weechat.look.buffer_time_format ""',
  '/set weechat.look.read_marker none',
  '/set weechat.look.prefix_align none',
  '/set weechat.look.paste_max_lines -1',
  // In the list beside the talk: red is nobody else.
  '/set weechat.color.nicklist_away red',
  '/buflist disable',
  '/set irc.look.server_buffer independent',
  '/set irc.server_default.anti_flood_prio_high 0',
  '/set irc.server_default.anti_flood_prio_low 0',
]

/** weechat as alice starts it, not connected yet. */
export const openWeechat: OpenClient = async (port, tmux) => await open(port, tmux, [])

/** As alice starts it who was given the room's fingerprint. */
export const openWeechatWithTls: OpenClient = async (port, tmux, { daemon }) =>
  await open(port, tmux, ['ssl on', `ssl_fingerprint ${(await fingerprintOf(daemon)).replaceAll(':', '')}`])

async function open(port: number, tmux: Tmux, secured: readonly string[]): Promise<Client> {
  const home = tmux.home()
  const identity = ['nicks alice', 'username alice', 'realname Alice', ...secured]
  const commands = [
    ...settings,
    `/server add office 127.0.0.1/${port}`,
    ...identity.map((option) => `/set irc.server.office.${option}`),
  ]
  const terminal = tmux.open({
    command: ['weechat', '--dir', home, ...commands.flatMap((command) => ['--run-command', command])],
    env: { PATH: process.env['PATH'], HOME: home, TZ: 'UTC' },
    size: { columns: 180, rows: 50 },
  })
  await terminal.until('ready', () => statusOf(terminal.screen()).startsWith('['))
  return {
    terminal,
    look: () => look(terminal.screen('colours')),
    turnPage: () => mark(terminal, '/print'),
    goTo: async (window) => {
      const { goTo, name } = buffer(window)
      terminal.enter(goTo)
      await terminal.until(name, () =>
        [`:${name}`, `:(${name})`].some((shown) => statusOf(terminal.screen()).includes(shown)),
      )
    },
  }
}

/** How to go to a window, and what the status calls it. */
function buffer(window: string): { goTo: string; name: string } {
  if (window === 'server') return { goTo: '/buffer irc.server.office', name: 'server[office]' }
  return { goTo: window.startsWith('#') ? `/buffer irc.office.${window}` : `/query ${window}`, name: window }
}

const statusOf = (screen: readonly string[]): string => screen.at(-2) ?? ''

const colour = /\x1b\[[\d;]*m/g
const red = /\x1b\[(?:\d+;)*31m/

/** The title; then the conversation, with the names at its right in a channel; then status and input. */
function look(screen: readonly string[]) {
  const [topic = '', ...rest] = screen.slice(0, -2)
  const lines: string[] = []
  const names: string[] = []
  for (const row of rest) {
    const [line = '', name = ''] = row.split('│')
    const text = plain(line).trimEnd()
    if (text !== '') lines.push(text)
    if (plain(name) !== '') names.push(plain(name).trimEnd() + (red.test(name) ? ' (away)' : ''))
  }
  return { topic: plain(topic).trimEnd(), lines: belowMark(lines), names }
}

const plain = (row: string): string => row.replaceAll(colour, '')
