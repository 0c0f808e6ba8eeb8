import { randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { decode } from '../../src/protocol/datagram.ts'
import { encodeQuery } from '../../src/protocol/datagram/query.ts'
import { type Look, lookAgainAndAgain } from './found.ts'

/* Run in a host: what most programs do, one socket that is bound to nothing and sends to 255.255.255.255. */

await lookAgainAndAgain(async ({ rooms, withinMs }): Promise<Look> => {
  const startedAt = performance.now()
  const query = encodeQuery({ nonce: randomBytes(16).toString('base64url'), known: [] })
  const ids = new Set<string>()
  const socket = createSocket('udp4').bind(0)
  await once(socket, 'listening')
  socket.setBroadcast(true)
  const ask = (): void => socket.send(query, 16_667, '255.255.255.255', () => undefined)
  const timers = [0, 100, 300, 1_000].map((ms) => setTimeout(ask, ms))
  const ms = await new Promise<number | null>((done) => {
    timers.push(setTimeout(() => done(null), withinMs))
    socket.on('message', (bytes) => {
      const decoded = decode(bytes)
      if (decoded.ok && decoded.datagram.type === 'here') ids.add(decoded.datagram.here.id)
      if (ids.size >= rooms) done(performance.now() - startedAt)
    })
  })
  for (const timer of timers) clearTimeout(timer)
  socket.close()
  return { found: ids.size, ms }
})
