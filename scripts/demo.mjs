// @ts-check
import './node-version.mjs'
import { randomBytes } from 'node:crypto'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { Cast, freeUdpPort } from './demo-cast.mjs'
import { ready } from './ready.mjs'

// npm run demo: a room and three people, each a process of its own. They find the room by UDP, talk, and leave; it
// is a success only if all three saw the same lines, each once, in one order. It has its own ports, its own room
// name and its own directory, so it meets no other earshot.

await ready()

/** Who says what, one after the other. */
const talk = [
  ['ann', 'good morning! can you both hear me?'],
  ['bob', 'loud and clear 👋'],
  ['cleo', 'Grüße! 你好! привет! – all of it arrives as it was typed'],
  ['ann', '/me pours coffee for everybody'],
  ['bob', 'nobody configured anything: we just shouted “is there a room?” into the network'],
  ['cleo', 'and now the hard part: all of us at once'],
]
/** How many lines each then says at the same time as the others. */
const burst = 5
const people = ['ann', 'bob', 'cleo']

const state = mkdtempSync(join(tmpdir(), 'earshot-demo-'))
const room = `Demo ${randomBytes(3).toString('hex')}`
const colour = process.stdout.isTTY && process.env['NO_COLOR'] === undefined
const say = (/** @type {string} */ line = '') => void process.stdout.write(`${line}\n`)

/** @param {string} text @param {number} code */
const paint = (text, code) => (colour ? `\x1b[${code}m${text}\x1b[0m` : text)

/** @param {import('./demo-cast.mjs').Heard} heard */
function transcript({ type, nick, text, time, kind }) {
  const who = nick.padStart(6)
  const name = paint(who, 36 - Math.max(0, people.indexOf(nick)))
  const words = { join: 'joins', quit: 'leaves', status: 'joins' }[type]
  const what =
    words === undefined ? (kind === 'action' ? paint(`${nick} ${text}`, 3) : text) : paint(words, 2)
  say(`  ${paint(time.slice(11, 19), 2)} ${name}  ${what}`)
}

const cast = new Cast({ room, state, udpPort: await freeUdpPort() })
process.once('exit', () => cast.end())
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1))

try {
  const port = await cast.startDaemon()
  say(`“${room}” is open: ${paint(`pid ${cast.daemonPid}, TCP ${port}, UDP ${cast.udpPort}`, 2)}`)
  say()
  for (const name of people) await cast.enter(name, name === 'ann' ? transcript : () => undefined)
  for (const [i, [name = '', text = '']] of talk.entries()) {
    cast.type(name, text)
    await cast.allHeard(i + 1)
    await sleep(250)
  }
  for (let n = 1; n <= burst; n++)
    for (const name of people) cast.type(name, `${name}’s line ${n} of ${burst}`)
  await cast.allHeard(talk.length + burst * people.length)
  for (const name of [...people].reverse()) await cast.leave(name)
  await cast.stopDaemon()
  verdict()
} catch (err) {
  say()
  say(`demo failed: ${err instanceof Error ? err.message : String(err)}`)
  process.exitCode = 1
}
say(`the room’s log: ${join(state, 'log')}`)
process.exit()

/** Every line once, in one order, for all three. */
function verdict() {
  const expected = talk.length + burst * people.length
  const [first = [], ...others] = people.map((name) =>
    cast.messages(name).map(({ id, nick, text }) => `${id} ${nick} ${text}`),
  )
  say()
  if (first.length !== expected)
    throw new Error(`${people[0]} saw ${first.length} lines instead of ${expected}`)
  if (new Set(first).size !== expected) throw new Error(`${people[0]} saw a line twice`)
  for (const [i, seen] of others.entries()) {
    if (seen.join('\n') !== first.join('\n'))
      throw new Error(`${people[i + 1]} saw other lines than ${people[0]}, or another order`)
  }
  say(
    `${paint('✓', 32)} ${people.length} people saw ${expected} lines each: all of them, once, in the same order.`,
  )
}
