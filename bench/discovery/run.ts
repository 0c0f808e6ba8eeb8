import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { whyNoAvahi } from '../../test/netns/avahi.ts'
import { Network, whyNoHosts } from '../../test/netns/hosts.ts'
import { loadNow, whatAndWhere } from '../machine.ts'
import { sectionsOf } from '../sections.ts'
import { cell, missed } from './found.ts'
import { topologies } from './networks.ts'
import { systems } from './systems.ts'

/*
 * npm run bench -- discovery: rooms that are looked for in network namespaces by earshot and by others. Needs root, or user
 * namespaces, and avahi.
 *   --quick   a few looks each
 *   --only T  rows with T in their name
 *   --write   writes the section of docs/benchmarks.md as well
 */
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    write: { type: 'boolean', default: false },
  },
})
const whyNot = whyNoHosts() ?? whyNoAvahi()
if (whyNot !== undefined) {
  console.error(whyNot)
  process.exit(1)
}
const root = fileURLToPath(new URL('../../../..', import.meta.url))
/** Looks are no faster than a daemon answers one address: 10 queries a second. */
const looking = { times: values.quick ? 8 : 30, withinMs: 1_500, pauseMs: 400 }
const loadBefore = loadNow()
const table: string[][] = []
const aim = { medianMs: 50, p95Ms: 150 }
const behind: string[] = []

for (const topology of topologies.filter(({ name }) => name.includes(values.only))) {
  const cells: string[] = []
  for (const system of systems) {
    // The same hosts and cables, laid anew: nothing is left of the one before.
    const network = new Network()
    try {
      const place = await topology.lay(network)
      const look = await system.start(place)
      // What is published by mDNS needs its second to have its name.
      await new Promise((done) => setTimeout(done, 2_500))
      const looks = await look({ ...looking, rooms: place.servers.length })
      cells.push(cell(looks, place.servers.length))
      const why = system.name === 'earshot' ? missed(looks, topology.aim ?? aim) : undefined
      if (why !== undefined) behind.push(`${topology.name}: ${why}`)
    } finally {
      await network.end()
    }
    console.log(`${topology.name} | ${system.name} | ${cells.at(-1)}`)
  }
  table.push([topology.name, ...cells])
}

const rows = [['', ...systems.map(({ name }) => name)], systems.map(() => '---').concat('---'), ...table].map(
  (row) => `| ${row.join(' | ')} |`,
)
const aims = `Earshot’s aim, all found with a median under ${aim.medianMs} ms and a 95th percentile under ${aim.p95Ms} ms (never met: 250 ms): ${behind.length === 0 ? 'reached' : `missed by ${behind.join('; ')}`}.`
const load = `load average of the machine: ${loadBefore} before, ${loadNow()} after`
console.log(`\n${rows.join('\n')}\n\n${aims}\n${[...whatAndWhere(root), load].join('\n')}`)

if (values.write) {
  const path = `${root}docs/benchmarks.md`
  const page = readFileSync(path, 'utf8')
  const before = sectionsOf(page).below.get('Discovery')
  const section = [
    `Measured ${new Date().toISOString().slice(0, 10)} by \`npm run bench -- discovery --write\`: ${[...whatAndWhere(root), load].join('; ')}.`,
    `Found of how many, and the median and the 95th percentile of the time until all were, of ${looking.times} looks by one process with new`,
    'sockets for each, its first included (5 where the first five found not all). Each column is a world of its own, on hosts and LANs of the same',
    'kind: earshot and the unbound socket look for daemons of earshot, bonjour-service for its own, avahi-browse for avahi’s.',
    'avahi-browse asks a daemon that listens all the time and has heard of the rooms before; the time is from its start.',
    'The firewall lets in what answers, and mDNS.',
    '',
    ...rows,
    '',
    aims,
  ].join('\n')
  const text =
    before === undefined
      ? `${page.trimEnd()}\n\n## Discovery\n\n${section}\n`
      : page.replace(before, () => section)
  writeFileSync(path, text)
}
process.exit(0)
