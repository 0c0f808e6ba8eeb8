import { plainText, safeJson } from '../../client/safe-text.ts'
import { askDaemon } from '../own-daemon/control.ts'
import { plainOutput } from '../face/output.ts'
import { qrRows } from '../face/qr.ts'
import { table } from '../face/width.ts'

export interface StatusArguments {
  readonly stateDir?: string | undefined
  readonly json?: boolean | undefined
}

/** Shows what the daemon on this computer says of itself. @throws {Exit} noneFound */
export async function status(argv: StatusArguments): Promise<void> {
  const answer = await askDaemon(argv, { command: 'status' })
  if (argv.json === true) plainOutput.say(safeJson(answer))
  else
    for (const line of [...statusLines(answer), ...(await qrRows(pagesOf(answer), process.stdout))])
      plainOutput.say(line)
}

/** Where the page is, as the daemon says it. */
const pagesOf = ({ page }: { readonly page?: unknown }): string[] =>
  Array.isArray(page) ? page.filter((one) => typeof one === 'string' && URL.canParse(one)) : []

const readable: Readonly<Record<string, (value: unknown) => string>> = {
  uptimeMs: (value) => duration(Number(value)),
  page: (value) => (Array.isArray(value) ? value.join('  ') : String(value)),
  rssBytes: (value) => `${(Number(value) / 2 ** 20).toFixed(1)} MiB`,
}

const labels: Readonly<Record<string, string>> = {
  uptimeMs: 'up for',
  rssBytes: 'memory',
  logFile: 'log',
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

/** `3 s`, `12 min`, `5 h 3 min`, `2 d 4 h`. */
export function duration(ms: number): string {
  const minutes = Math.floor(ms / 60_000)
  if (minutes < 1) return `${Math.floor(ms / 1000)} s`
  if (minutes < 60) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 24) return `${hours} h ${minutes % 60} min`
  return `${Math.floor(hours / 24)} d ${hours % 24} h`
}
