import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { gates } from './gate-list.ts'
import { type Verdict, describeVerdict, judge } from './gates.ts'
import { loadNow, thousandsAllowed, whatAndWhere } from './machine.ts'
import { measure } from './measure.ts'
import { page, plainTable } from './report.ts'
import { Results } from './results.ts'
import { type Effort, type Row, efforts, encrypted, rows } from './rows.ts'
import { sectionsOf } from './sections.ts'
import { spreadOf } from './stats.ts'

/*
 * npm run bench: measures all rows and says what they come to.
 *   --quick       fewer and shorter measurements: to see that it works, not to be quoted
 *   --gates       only what CI holds earshot to; ends with 1 when a gate fails
 *   --only TEXT   only rows with TEXT in their name
 *   --write       writes docs/benchmarks.md as well; with --only, what it says of other rows stays
 */
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    gates: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    write: { type: 'boolean', default: false },
  },
})
const root = fileURLToPath(new URL('../../..', import.meta.url))
const results = new Results()

/** Of a gate's row, only the servers that a gate names. */
function gatedRows(): Row[] {
  return rows.flatMap((row) => {
    const named = new Set(
      gates.filter((gate) => gate.row === row.name).flatMap(({ server, base }) => [server, base]),
    )
    return named.size === 0 ? [] : [{ ...row, servers: row.servers.filter((server) => named.has(server)) }]
  })
}

/**
 * To decrypt costs what it costs to encrypt, so of TLS the generator's own share says nothing.
 * @throws {Error} when the generator was dearer than a server: then it is the generator that was measured
 */
function checkLoad(row: Row): void {
  if (row.kind !== 'saturated') return
  for (const server of row.servers) {
    if (encrypted.has(server)) continue
    const load = spreadOf(results.values(row.name, server, 'load')).median
    const cpu = spreadOf(results.values(row.name, server, 'cpu')).median
    if (load > cpu) {
      throw new Error(
        `${row.name}: the load generator spent ${load.toFixed(3)} µs of CPU per delivery, ${server} ${cpu.toFixed(3)}; that measures nothing`,
      )
    }
  }
}

async function measureAll(chosen: readonly Row[], effort: Effort): Promise<void> {
  for (const row of chosen) {
    await measure(row, effort, (server, figure, value) => results.add(row.name, server, figure, value))
    console.log(`${plainTable(row, results)}\n`)
    checkLoad(row)
  }
}

function verdicts(chosen: readonly Row[]): Verdict[] {
  return gates
    .filter(({ row }) => chosen.some(({ name }) => name === row))
    .map((gate) => judge(gate, results))
}

const chosen = (values.gates ? gatedRows() : rows).filter(({ name }) => name.includes(values.only))
const wanted: Effort = values.gates ? efforts.gates : values.quick ? efforts.quick : efforts.full
const effort: Effort = { ...wanted, crowdThousands: Math.min(wanted.crowdThousands, thousandsAllowed()) }
const place = whatAndWhere(root)
if (effort.crowdThousands < wanted.crowdThousands)
  place.push(
    `crowds of ${effort.crowdThousands},000 and not ${wanted.crowdThousands},000: ulimit -n allows no more`,
  )
const loadBefore = loadNow()
console.log(`${place.join('\n')}\n`)
try {
  await measureAll(chosen, effort)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
}
const judged = verdicts(chosen)
for (const verdict of judged) console.log(describeVerdict(verdict))
if (values.write) {
  place.push(
    `load average of the machine: ${loadBefore} before, ${loadNow()} after (the bench itself has two busy processes at a time)`,
  )
  const date = new Date().toISOString().slice(0, 10)
  const path = `${root}docs/benchmarks.md`
  const written = sectionsOf(readFileSync(path, 'utf8'))
  const before = values.only === '' ? undefined : written
  const discovery = written.below.get('Discovery')
  writeFileSync(
    path,
    page({ place, date, effort, rows: chosen, results, verdicts: judged, before, discovery }),
  )
}
if (values.gates && judged.some(({ passed }) => !passed)) process.exitCode = 1
