import { createInterface } from 'node:readline'
import { askForAll } from './load/capabilities.ts'
import { Crowd } from './load/crowd.ts'
import { untilQuiet } from './load/client.ts'
import { startMeter } from './load/meter.ts'
import { pace } from './load/pace.ts'
import { saturate } from './load/saturate.ts'
import { Gathering, channel } from './load/talk.ts'
import type { Answer, Request } from './protocol.ts'

/*
 * The load generator: node load.js <port> <pid of the server> tcp|tls|ws|wss [capabilities]: with the last word all
 * clients ask for them. Requests and answers are NDJSON (protocol.ts). When stdin ends, whoever asked is gone: it ends
 * the server, which would not hear of it otherwise, and itself.
 */

const port = Number(process.argv[2])
const serverPid = Number(process.argv[3])
const transport = process.argv[4] ?? ''
const asksForCapabilities = process.argv[5] === 'capabilities'
const secure = new Set(['tls', 'wss'])
const framed = new Set(['ws', 'wss'])
let failure: Error | undefined
const crowd = new Crowd(
  { port, isSecure: secure.has(transport), isFramed: framed.has(transport) },
  (error) => {
    failure = error
  },
)
let gathering: Gathering | undefined

async function arrive(connections: number, channelOf: (i: number) => string): Promise<Answer> {
  const meter = startMeter(serverPid)
  await crowd.arrive(connections, channelOf)
  return { type: 'done', ...meter(), connections }
}

async function gather(members: number, senders: number, outstanding: number): Promise<Answer> {
  if (asksForCapabilities) crowd.greeting = await askForAll(port)
  const done = await arrive(members, () => channel)
  await untilQuiet()
  gathering = new Gathering(crowd.clients, senders, outstanding, serverPid)
  await gathering.tryOut()
  return done
}

async function perform(request: Request): Promise<Answer> {
  const meter = startMeter(serverPid)
  switch (request.do) {
    case 'gather':
      return await gather(request.members, request.senders, request.outstanding)
    case 'saturate':
      return await saturate(gathered(), request.ms)
    case 'pace':
      return await pace(gathered(), request.perSecond, request.ms)
    case 'arrive':
      return await arrive(request.connections, (i) => `#own${i}`)
    case 'part':
      await crowd.part()
      break
    case 'quit':
      await crowd.quit()
      break
  }
  return { type: 'done', ...meter(), connections: crowd.clients.length }
}

function gathered(): Gathering {
  if (gathering === undefined) throw new Error('nobody has gathered')
  return gathering
}

async function answer(line: string): Promise<Answer> {
  try {
    const request: Request = JSON.parse(line)
    const said = await perform(request)
    if (failure !== undefined) throw failure
    return said
  } catch (error) {
    // Who was disconnected is missed by whoever waits for all: the first says why, the other only that.
    const cause = failure ?? error
    return { type: 'failed', message: cause instanceof Error ? cause.message : String(cause) }
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answer(line))}\n`)
}
try {
  process.kill(serverPid)
} catch {
  // It has ended already.
}
process.exit()
