import { setTimeout as sleep } from 'node:timers/promises'
import { safeJson } from '../../client/safe-text.ts'
import { openTerminal } from '../../tui/terminal.ts'
import { Exit } from '../exit.ts'
import { plainOutput } from '../face/output.ts'
import { type TopScreen, openTopScreen } from '../face/top-screen.ts'
import { topView } from '../face/top-rows.ts'
import { askDaemon } from '../own-daemon/control.ts'
import { untilSignal } from '../signals.ts'

export interface TopArguments {
  readonly stateDir?: string | undefined
  readonly by: string
  readonly json?: boolean | undefined
}

/** How often it is shown anew, ms. */
const everyMs = 1_000
/** Where nobody sees how wide it is. */
const plainWidth = 160

const orders = ['queue', 'rate', 'lag']

/** Shows the connections that cost most: on a terminal again and again until `q`, elsewhere once. @throws {Exit} noneFound */
export async function top(argv: TopArguments): Promise<void> {
  const ask = async (by: string): Promise<Record<string, unknown>> => ({
    ...(await askDaemon(argv, { command: 'top', by })),
  })
  const first = await ask(argv.by)
  if (argv.json === true) return plainOutput.say(safeJson(first))
  if (!process.stdout.isTTY || !process.stdin.isTTY) {
    const { head, titles, rows } = topView(first, plainWidth)
    for (const line of [...head, titles, ...rows]) plainOutput.say(line.trimEnd())
    return
  }
  const screen = openTopScreen(openTerminal(process.stdin, process.stdout))
  try {
    await untilSignal((signal) => watch(screen, signal, first, argv.by, ask))
  } finally {
    screen.close()
  }
}

/** Until `q`; `s` puts them in another order. A daemon that is away may come back. */
async function watch(
  screen: TopScreen,
  signal: AbortSignal,
  first: Record<string, unknown>,
  order: string,
  ask: (by: string) => Promise<Record<string, unknown>>,
): Promise<void> {
  let by = order
  let answer = first
  let problem: string | undefined
  for (;;) {
    screen.draw((columns) => topView(answer, columns), problem ?? `q quits   s sorts: ${by}`)
    const key = await Promise.race([
      screen.key(),
      sleep(everyMs, 'time', { signal }).catch(() => signal.throwIfAborted()),
    ])
    if (key === 'quit') return
    if (key === 'sort') by = orders[(orders.indexOf(by) + 1) % orders.length] ?? 'queue'
    try {
      answer = await ask(by)
      problem = undefined
    } catch (error) {
      if (!(error instanceof Exit)) throw error
      problem = error.message
    }
  }
}
