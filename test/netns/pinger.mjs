/*
 * Run in a host: members of the room there that ask one after the other for a PONG, for so many ms each time that
 * stdin says so; says how many ms 99 of 100 took at most.
 */
import { connect } from 'node:net'
import { createInterface } from 'node:readline'

const members = 8
/** Less than a member may ask. */
const everyMs = 150

async function member(number) {
  const socket = connect(16_667, '127.0.0.1').setNoDelay(true).setEncoding('latin1')
  const waiting = []
  let heard = ''
  socket.on('data', (text) => {
    heard += text
    const lines = heard.split('\r\n')
    heard = lines.pop() ?? ''
    for (const line of lines)
      if (line.startsWith('PING')) socket.write(`PONG ${line.slice(5)}\r\n`)
      else if (/ (?:PONG|001) /.test(line)) waiting.shift()?.()
  })
  const answer = () => new Promise((done) => waiting.push(done))
  socket.write(`NICK p${number}\r\nUSER p 0 * :p\r\n`)
  await answer()
  return async () => {
    const startedAt = performance.now()
    socket.write('PING x\r\n')
    await answer()
    return performance.now() - startedAt
  }
}

const all = await Promise.all(Array.from({ length: members }, (_, i) => member(i)))
console.log('in')
for await (const line of createInterface({ input: process.stdin })) {
  const endsAt = performance.now() + Number(line)
  const took = []
  while (performance.now() < endsAt)
    for (const ping of all) {
      took.push(await ping())
      await new Promise((done) => setTimeout(done, everyMs / members))
    }
  took.sort((a, b) => a - b)
  console.log(JSON.stringify({ pings: took.length, p99: took[Math.ceil(took.length * 0.99) - 1] }))
}
