/*
 * Run in a host: hears what rooms tell everybody, and says what is false on the words `forge`, `replay` on its stdin, to
 * everybody. Of each room the last announcement and all goodbyes are remembered.
 */
import { generateKeyPairSync, sign } from 'node:crypto'
import { createSocket } from 'node:dgram'
import { createInterface } from 'node:readline'

const dist = (path) => import(new URL(`../../dist/${path}`, import.meta.url).href)
const { decode, encodeBye } = await dist('protocol/datagram.js')
const { idOf } = await dist('ops/signatures.js')
const port = 16_667
const { privateKey, publicKey } = generateKeyPairSync('ed25519')
const ownKey = publicKey.export({ format: 'jwk' }).x
const signed = (bytes) => sign(null, bytes, privateKey).toString('base64url')
const heres = new Map()
const byes = []

const socket = createSocket({ type: 'udp4', reuseAddr: true })
socket.on('message', (bytes) => {
  const decoded = decode(bytes)
  if (!decoded.ok) return
  const { type } = decoded.datagram
  if (type === 'bye') byes.push(bytes)
  if (type !== 'here' || heres.has(decoded.datagram.here.bootId)) return
  heres.set(decoded.datagram.here.bootId, decoded.datagram.here)
  console.log('heard', decoded.datagram.here.room)
})
const say = (bytes) =>
  new Promise((done) => {
    socket.send(bytes, port, '255.255.255.255', done)
  })

const does = {
  /** A goodbye that is later than all: signed by another key; of another key under that identity; and as another room. */
  async forge() {
    for (const { id, publicKey, bootId } of heres.values()) {
      const seq = 1_000_000
      await say(encodeBye({ id, publicKey, bootId, seq }, signed))
      await say(encodeBye({ id, publicKey: ownKey, bootId, seq }, signed))
      await say(encodeBye({ id: idOf(ownKey), publicKey: ownKey, bootId, seq }, signed))
    }
  },
  async replay() {
    for (const bytes of byes) await say(bytes)
  },
}

socket.bind({ port }, () => {
  socket.setBroadcast(true)
  console.log('listening')
})
for await (const word of createInterface({ input: process.stdin })) {
  await does[word]()
  console.log('done', word, word === 'forge' ? heres.size : byes.length)
}
