import { setTimeout as sleep } from 'node:timers/promises'
import { plainText, safeJson } from '../../client/safe-text.ts'
import { askDaemon } from '../own-daemon/control.ts'
import { Exit } from '../exit.ts'
import { duration } from '../face/duration.ts'
import { openLiveTable } from '../face/live-table.ts'
import { drained, plainOutput } from '../face/output.ts'
import { qrRows } from '../face/qr.ts'
import { table } from '../face/width.ts'
import { untilSignal } from '../signals.ts'

export interface StatusArguments {
  readonly stateDir?: string | undefined
  readonly json?: boolean | undefined
  readonly watch?: boolean | undefined
}

/** How often it is shown anew, ms. */
const everyMs = 2_000

/** Shows what the daemon on this computer says of itself, once or for as long as nobody ends it. @throws {Exit} noneFound */
export async function status(argv: StatusArguments): Promise<void> {
  if (argv.watch === true) return await watch(argv)
  const answer = await askDaemon(argv, { command: 'status' })
  if (argv.json === true) plainOutput.say(safeJson(answer))
  else
    for (const line of [...statusLines(answer), ...(await qrRows(pagesOf(answer), process.stdout))])
      plainOutput.say(line)
}

/** In its place on a terminal; elsewhere one after the other. A daemon that is away may come back. */
async function watch(argv: StatusArguments): Promise<void> {
  const isTable = process.stdout.isTTY && argv.json !== true
  const live = openLiveTable(
    (text) => void process.stdout.write(text),
    () => process.stdout.columns,
  )
  await untilSignal(async (signal) => {
    for (;;) {
      const answer = await askDaemon(argv, { command: 'status' }).catch(whyNot)
      const lines = answer instanceof Exit ? [answer.message] : statusLines(answer)
      if (isTable) live.draw(lines.slice(0, process.stdout.rows - 1))
      else if (argv.json !== true) for (const line of [...lines, '']) plainOutput.say(line)
      else if (!(answer instanceof Exit)) plainOutput.say(safeJson(answer))
      await drained()
      await sleep(everyMs, undefined, { signal }).catch(() => signal.throwIfAborted())
    }
  })
}

function whyNot(error: unknown): Exit {
  if (error instanceof Exit) return error
  throw error
}

/** Where the page is, as the daemon says it. */
const pagesOf = ({ page }: { readonly page?: unknown }): string[] =>
  Array.isArray(page) ? page.filter((one) => typeof one === 'string' && URL.canParse(one)) : []

const readable: Readonly<Record<string, (value: unknown) => string>> = {
  uptimeMs: (value) => duration(Number(value)),
  page: (value) => (Array.isArray(value) ? value.join('  ') : String(value)),
  rssBytes: (value) => `${(Number(value) / 2 ** 20).toFixed(1)} MiB`,
  refused: pairs,
  discovery: (value) => {
    const { answered, dropped } = { answered: 0, dropped: {}, ...(typeof value === 'object' ? value : {}) }
    return `answered ${answered}, dropped ${pairs(dropped)}`
  },
  warnings: (value) => (Array.isArray(value) ? value.map(warning).join(', ') || 'none' : ''),
}

const labels: Readonly<Record<string, string>> = {
  uptimeMs: 'up for',
  rssBytes: 'memory',
  messagesPerSecond: 'messages/s',
  logFile: 'log',
  warnings: 'last warnings',
  operatorToken: 'operator token',
}

/** The fields as rows, in the daemon's order. */
export function statusLines(answer: object): string[] {
  return table(
    Object.entries(answer).map(([key, value]: [string, unknown]) => {
      const text = readable[key]?.(value) ?? (typeof value === 'string' ? value : JSON.stringify(value))
      return [labels[key] ?? key, plainText(text)]
    }),
  )
}

/** `421 2, 461 1` */
function pairs(value: unknown): string {
  const text = Object.entries(value ?? {})
    .map(([name, count]) => `${name} ${String(count)}`)
    .join(', ')
  return text === '' ? 'none' : text
}

/** When it was, by the clock here, and the event. */
function warning(value: unknown): string {
  const { time, evt } = { time: '', evt: '', ...(typeof value === 'object' ? value : {}) }
  const at = new Date(time)
  return `${Number.isNaN(at.getTime()) ? time : at.toLocaleString('sv')} ${evt}`
}
