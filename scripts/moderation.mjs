// @ts-check
import './node-version.mjs'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Cast, freeUdpPort } from './demo-cast.mjs'
import { Speaker } from './moderation-speaker.mjs'
import { page, scenes } from './moderation-scenes.mjs'
import { ready, root } from './ready.mjs'

// node scripts/moderation.mjs: plays docs/moderation-log.md against a daemon of its own, and writes it. It fails where a
// right, or its use, has left nothing in the log. With --check it writes nothing.

await ready()

const patienceMs = 10_000
const state = mkdtempSync(join(tmpdir(), 'earshot-moderation-'))
const cast = new Cast({ room: 'Office', state, udpPort: await freeUdpPort() })
process.once('exit', () => {
  cast.end()
  rmSync(state, { recursive: true, force: true })
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1))

const port = await cast.startDaemon()
const token = readFileSync(join(state, 'rooms', '+office', 'operator-token'), 'utf8').trim()
/** @type {Map<string, InstanceType<typeof Speaker>>} */
const people = new Map()
let read = 0
const told = []
for (const scene of scenes) {
  for (const [who, ...lines] of scene.says) {
    let speaker = people.get(who)
    if (speaker === undefined)
      people.set(who, (speaker = await Speaker.open(port, `127.0.0.${people.size + 2}`)))
    await speaker.say(lines.map((line) => line.replace('TOKEN', token)))
  }
  told.push({ ...scene, log: await left(scene.leaves, scene.title) })
}
for (const speaker of people.values()) speaker.close()
await cast.stopDaemon()
const text = page(told)
if (/horse|staple|sesame|too loud/.test(told.map(({ log }) => log.join()).join()) || text.includes(token)) {
  throw new Error('the log has what somebody said')
}
if (!process.argv.includes('--check')) writeFileSync(join(root, 'docs', 'moderation-log.md'), text)
console.log(`${told.length} scenes, and all that they leave is in the log`)

/**
 * What the log has of a scene, once it has all that it should; the coming and going of connections is left out.
 * @param {readonly string[]} events @param {string} title @returns {Promise<string[]>}
 */
async function left(events, title) {
  const end = Date.now() + patienceMs
  for (;;) {
    const lines = readFileSync(join(state, 'log', 'audit.log'), 'utf8')
      .split('\n')
      .slice(read, -1)
    const kept = lines.filter((line) => /"evt":"(?:account|chanop|oper|right)\./.test(line))
    const found = kept.map((line) => String(JSON.parse(line).evt))
    if (JSON.stringify(found) === JSON.stringify(events)) {
      read += lines.length
      return kept
    }
    if (Date.now() > end) throw new Error(`“${title}” left ${found.join(', ')} and not ${events.join(', ')}`)
    await new Promise((done) => setTimeout(done, 20))
  }
}
