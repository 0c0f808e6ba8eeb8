/*
 * Run in a host: looks for rooms again and again, each time by new sockets and knowing none, and says how many ms each
 * look took until so many were there (`ms`; null: not in time), and how many were `found`. Its argument: {times, rooms, withinMs, pauseMs, addresses,
 * forget, rungs}; `forget`: the neighbours are forgotten before each look; `rungs`: these alone, and not the ladder.
 */
import { execFileSync } from 'node:child_process'

const dist = (path) => import(new URL(`../../dist/${path}`, import.meta.url).href)
const { seek } = await dist('client/seek.js')
const { asker } = await dist('cli/enter/find.js')
const { openHub } = await dist('transport/discovery/hub.js')
const {
  times = 1,
  rooms = 1,
  withinMs = 5_000,
  pauseMs = 250,
  addresses = [],
  forget = false,
  rungs,
} = JSON.parse(process.argv[2] ?? '{}')

async function look() {
  if (forget) execFileSync('ip', ['neigh', 'flush', 'all'])
  const startedAt = performance.now()
  const enough = new AbortController()
  const hub = await openHub({ port: 16_667, addresses, mdns: true })
  let ms = null
  let most = 0
  const changed = (found) => {
    most = Math.max(most, found.length)
    if (ms !== null || found.length < rooms) return
    ms = performance.now() - startedAt
    enough.abort()
  }
  const known = new Map()
  const { signal } = enough
  const steps = rungs && [0, 1_000, 3_000].map((atMs) => ({ atMs, rungs, when: 'always' }))
  const how = { timeoutMs: withinMs, settle: 'all', ...(steps && { steps }) }
  await seek({ ...asker(), ...how, hub, known, changed, signal })
  hub.close()
  return { ms, found: most }
}

const took = []
while (took.length < times) {
  if (took.length > 0) await new Promise((done) => setTimeout(done, pauseMs))
  took.push(await look())
}
console.log(JSON.stringify(took))
process.exit(0)
