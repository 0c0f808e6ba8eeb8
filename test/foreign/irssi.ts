import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { clear } from './clear.ts'
import type { Client } from './stage.ts'
import { freshHome, openTerminal } from './tmux.ts'
import { untilShown } from './until.ts'

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
export async function openIrssi(port: number): Promise<Client> {
  const home = freshHome()
  const commands = [
    ...settings.map((setting) => `/set ${setting}`),
    '/network add office',
    `/server add -network office 127.0.0.1 ${port}`,
  ]
  writeFileSync(join(home, 'startup'), `${commands.join('\n')}\n`)
  const terminal = await openTerminal({
    command: ['irssi', `--home=${home}`],
    home,
    columns: 180,
    rows: 50,
  })
  await untilShown(terminal.screen, (screen) => screen.at(-1) === '[(status)]')
  return {
    terminal,
    look,
    clear: () => clear(terminal, linesOf, { print: '/echo', clear: '/clear' }),
    goTo: async (window) => {
      const command = window.startsWith('#') ? `/window goto ${window}` : `/query ${window}`
      await terminal.type(window === 'server' ? '/window goto 1' : command)
      const prompt = window === 'server' ? '(status)' : window
      await untilShown(terminal.screen, (screen) => screen.at(-1) === `[${prompt}]`)
    },
  }
}

const linesOf = (screen: readonly string[]): readonly string[] => look(screen).lines

/** The topic, the conversation, the status and the prompt. */
function look(screen: readonly string[]) {
  const [topic = '', ...lines] = screen.slice(0, -2)
  return { topic: topic.trim(), lines: lines.filter((line) => line !== '') }
}
