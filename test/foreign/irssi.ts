import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { belowMark, mark } from './mark.ts'
import { fingerprintOf } from './room.ts'
import type { Client, OpenClient, Row } from './stage.ts'
import type { Tmux } from '../tmux.ts'

/** alice comes, as every table begins. */
export const arrival: readonly Row[] = [
  {
    event: 'the welcome',
    types: '/connect office',
    among: ['-!- Irssi: Connection to 127.0.0.1 established', '-!- Welcome to Office, alice!~alice@CLOAK'],
    // irssi begins with `JOIN :`, to see whether a server without CAP answers; 451 is what it expects of one with it.
    errors: ['451 :You have not registered', '422 :No message of the day'],
  },
  {
    event: 'its own JOIN, who is here, and who of them is an operator',
    types: '/join #lobby',
    lines: [
      '-!- alice [~alice@CLOAK] has joined #lobby',
      '[Users #lobby]',
      '[@bob] [ alice]',
      '-!- Irssi: #lobby: Total of 2 nicks [1 ops, 0 halfops, 0 voices, 1 normal]',
      '-!- Channel #lobby created …',
      '-!- Irssi: Join to #lobby was synced in … secs',
    ],
    hears: [':alice!~alice@CLOAK JOIN #lobby'],
    gets: [':earshot.local 368 alice #lobby …'],
  },
]

/** Only who alice is, what concerns the layout, and without irssi's pauses: for servers' sake, and for more mode changes. */
const settings = [
  'timestamps off',
  'nick alice',
  'user_name alice',
  'real_name Alice',
  'cmd_queue_speed 10msec',
  'cmds_max_at_once 1000',
  'group_multi_mode off',
]

/** irssi as alice starts it, not connected yet. */
export const openIrssi: OpenClient = async (port, tmux) => await open(port, tmux, '')

/** As alice starts it who was given the room's fingerprint. */
export const openIrssiWithTls: OpenClient = async (port, tmux, { daemon }) =>
  await open(port, tmux, `-tls -notls_verify -tls_pinned_cert ${await fingerprintOf(daemon)} `)

async function open(port: number, tmux: Tmux, secured: string): Promise<Client> {
  const home = tmux.home()
  const commands = [
    ...settings.map((setting) => `/set ${setting}`),
    '/network add office',
    `/server add ${secured}-network office 127.0.0.1 ${port}`,
  ]
  writeFileSync(join(home, 'startup'), `${commands.join('\n')}\n`)
  const terminal = tmux.open({
    command: ['irssi', `--home=${home}`],
    env: { PATH: process.env['PATH'], HOME: home, TZ: 'UTC' },
    size: { columns: 180, rows: 50 },
  })
  await terminal.until('ready', () => terminal.screen().at(-1) === '[(status)]')
  return {
    terminal,
    look: () => look(terminal.screen()),
    turnPage: () => mark(terminal, '/echo'),
    goTo: async (window) => {
      const command = window.startsWith('#') ? `/window goto ${window}` : `/query ${window}`
      terminal.enter(window === 'server' ? '/window goto 1' : command)
      const prompt = window === 'server' ? '(status)' : window
      await terminal.until(prompt, () => terminal.screen().at(-1) === `[${prompt}]`)
    },
  }
}

/** The topic, the conversation, the status and the prompt. */
function look(screen: readonly string[]) {
  const [topic = '', ...lines] = screen.slice(0, -2)
  return { topic: topic.trim(), lines: belowMark(lines.filter((line) => line !== '')) }
}
