import { type Verdict, describeVerdict, ratioOf } from './gates.ts'
import type { Results } from './results.ts'
import {
  type Effort,
  type FigureName,
  type Row,
  type ServerName,
  daemons,
  figures,
  rows,
  servers,
} from './rows.ts'
import { type Sections, itemsOf } from './sections.ts'
import { type Spread, spreadOf } from './stats.ts'

/** What ratios are taken to: the floor, unless the row says otherwise. */
function baseOf({ base = 'per-turn' }: Row): ServerName {
  return base
}

interface Line {
  readonly server: ServerName
  readonly figure: FigureName
  readonly spread: Spread
  readonly ratio: Spread | undefined
}

/** Every figure of a row that was measured. */
function linesOf(row: Row, results: Results): Line[] {
  const base = baseOf(row)
  const names = Object.keys(figures).filter((name): name is FigureName => name in figures)
  return names.flatMap((figure) =>
    row.servers.flatMap((server) => {
      const values = results.values(row.name, server, figure)
      if (values.length === 0) return []
      const ratio = server === base ? undefined : ratioOf(results, row.name, figure, server, base)
      return [{ server, figure, spread: spreadOf(values), ratio }]
    }),
  )
}

function number(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(value >= 1 ? 2 : 3)
}

function range({ median, min, max }: Spread): [median: string, range: string] {
  return [number(median), min === max ? '' : `${number(min)}-${number(max)}`]
}

/** A row for a person at a terminal. */
export function plainTable(row: Row, results: Results): string {
  const lines = linesOf(row, results).map(({ server, figure, spread, ratio }) => {
    const [median, between] = range(spread)
    const compared = ratio === undefined ? '' : `${number(ratio.median)} x ${baseOf(row)}`
    return `  ${figures[figure].padEnd(66)} ${server.padEnd(20)} ${median.padStart(7)}  ${between.padEnd(13)} ${compared}`
  })
  return [row.name, ...lines].join('\n')
}

function markdownTable(row: Row, results: Results): string {
  const lines = linesOf(row, results).map(({ server, figure, spread, ratio }) => {
    const [median, between] = range(spread)
    const compared =
      ratio === undefined ? '' : `${number(ratio.median)} (${number(ratio.min)}-${number(ratio.max)})`
    return `| ${figures[figure]} | ${server} | ${median} | ${between} | ${spread.count} | ${compared} |`
  })
  const head = `| figure | server | median | range | n | x ${baseOf(row)}: median (range) |\n|---|---|---|---|---|---|`
  return [head, ...lines].join('\n')
}

function titleOf({ name }: Row): string {
  return `${name[0]?.toUpperCase()}${name.slice(1)}`
}

export interface Report {
  readonly place: readonly string[]
  readonly date: string
  readonly effort: Effort
  /** Those that were measured. */
  readonly rows: readonly Row[]
  readonly results: Results
  readonly verdicts: readonly Verdict[]
  /** Where not all were: the page of an earlier run, which says the others. */
  readonly before?: Sections | undefined
  /** The section of a bench of its own (bench/discovery), which stays as it is. */
  readonly discovery?: string | undefined
}

const titles = { behind: 'Where earshot is behind the floor', aims: 'Aims' } as const

/** docs/benchmarks.md. */
export function page(report: Report): string {
  const { date, place, effort, before } = report
  const head = `# Benchmarks

<!-- Made by "npm run bench -- --write". -->

Measured ${date} by \`npm run bench -- --write\`:

${place.map((line) => `- ${line}`).join('\n')}`
  const own = before === undefined ? '' : `Measured on its own ${date}: ${place.join('; ')}.\n\n`
  const tables = rows.flatMap((row) => {
    const chosen = report.rows.find(({ name }) => name === row.name)
    const below =
      chosen === undefined
        ? before?.below.get(titleOf(row))
        : `${own}${markdownTable(chosen, report.results)}`
    return below === undefined ? [] : [`## ${titleOf(row)}\n\n${below}`]
  })
  return `${[
    before?.head ?? head,
    howMeasured(effort),
    `The servers:\n\n${Object.entries(servers)
      .map(([name, what]) => `- **${name}**: ${what}`)
      .join('\n')}`,
    ...tables,
    `## ${titles.behind}\n\n${behind(report)}`,
    `## ${titles.aims}\n\n${aims(report).join('\n')}`,
    ...(report.discovery === undefined ? [] : [`## Discovery\n\n${report.discovery}`]),
  ].join('\n\n')}\n`
}

function howMeasured({
  rounds,
  windows,
  windowMs,
  warmMs,
  paceMs,
  crowdRounds,
  crowdThousands,
}: Effort): string {
  return `## How

- Server CPU is the run time of all threads of the server's process, in user space and in the kernel
  (\`/proc/<pid>/task/*/schedstat\`), divided by what it did in that time. It says little about how fast a client can be
  served, but other work on the machine changes it less than elapsed time, which is used for latencies only.
- All servers of a row run at the same time and are measured in turns, ${rounds} rounds of ${windows}, each round with
  fresh processes and after ${warmMs / 1000} s of load (crowds: ${crowdRounds} rounds, one server after the other). Given are the
  median, the range and the number of measurements; ratios are of pairs that were measured next to each other.
- Saturated: 10 members of one channel say 100 bytes a line. Each has 16 lines on their way and follows up for each line
  that the witness has received. Windows of ${windowMs / 1000} s. A delivery is a line that reached a member; nobody gets
  their own. After each window the bytes at every member must be exactly those of all lines said, or the bench fails.
- At a pace: the same members, a line every 5 ms, for ${paceMs / 1000} s. Latency is from the send to the read, both in the load
  generator's process, so its own delays are in it; 10 members are sampled.
- Carried: saturated, with clients that speak TLS or WebSocket. Of a frame the load generator reads the head.
- A crowd: ${crowdThousands},000 connections from 127.0.0.2 and up, 32 at a time; each registers, joins a channel of its own, and
  leaves it when its thousand is there. Encrypted, they are 3,000, since the generator's half of a handshake takes its
  time. Memory is VmRSS less that without connections, after it has settled; what the kernel keeps for sockets is not in
  it, garbage that V8 has not collected is.
- The load generator is one process. All its sockets read into one buffer; where lines are counted, it counts their
  bytes, and only the witness looks into them. In saturated rows it must not spend more CPU per delivery than the
  server that it measures, or the bench fails, unless it has to decrypt; its cost is in the tables.`
}

/** Everything in which earshot is behind the floor, most first: the page must not look better than the figures. */
function behind({ rows, results, before }: Report): string {
  const worse = rows
    .flatMap((row) => linesOf(row, results).map((line) => ({ row, ...line })))
    .filter(({ row, server, figure, ratio }) => {
      const isCompared = daemons.has(server) && !daemons.has(baseOf(row)) && figure !== 'load'
      return isCompared && (ratio?.median ?? 0) > 1.05
    })
    .map(({ row, figure, ratio }) => `- ${number(ratio?.median ?? 0)} x: ${figures[figure]} (${row.name})`)
  const kept = before === undefined ? [] : itemsOf(before, titles.behind)
  const others = kept.filter((line) => !rows.some(({ name }) => line.endsWith(` (${name})`)))
  const times = (line: string): number => Number(line.split(' ')[1])
  const all = [...worse, ...others].sort((a, b) => times(b) - times(a))
  return all.length === 0 ? 'Nowhere.' : all.join('\n')
}

function aims({ rows, verdicts, before }: Report): string[] {
  const kept = before === undefined ? [] : itemsOf(before, titles.aims)
  const others = kept.filter((line) => !rows.some(({ name }) => line.includes(` ${name}: `)))
  return [...others, ...verdicts.map((verdict) => `- ${describeVerdict(verdict)}`)]
}
