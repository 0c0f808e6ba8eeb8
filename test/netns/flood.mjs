/* Run in a host: asks a room there is at `to`, 20,000 times a second for `ms`, from each of these addresses. */
import { createSocket } from 'node:dgram'
import { once } from 'node:events'

const { encodeQuery } = await import(new URL('../../dist/protocol/datagram/query.js', import.meta.url).href)
const { to, ms, from } = JSON.parse(process.argv[2])
const perTick = 100
const tickMs = 5
const query = (number) => encodeQuery({ nonce: String(number).padStart(22, '0'), known: [] })
const sockets = await Promise.all(
  from.map(async (address) => {
    const socket = createSocket('udp4').bind(0, address)
    await once(socket, 'listening')
    return socket
  }),
)
console.log('flooding')
const startedAt = performance.now()
let sent = 0
while (performance.now() - startedAt < ms) {
  // What was missed is made up for, so that it is 20,000 a second also where this process had to wait.
  const due = Math.min(((performance.now() - startedAt) / tickMs) * perTick, sent + 10 * perTick)
  for (; sent < due; sent++) sockets[sent % sockets.length].send(query(sent), 16_667, to)
  await new Promise((done) => setTimeout(done, tickMs))
}
console.log('sent', sent)
process.exit(0)
