import { type Socket, createServer } from 'node:net'
import { Chat, type Delivery } from './servers/chat.ts'
import { throughMachine } from './servers/machine.ts'
import { PerTurn } from './servers/per-turn.ts'
import { WritePerRecipient } from './servers/write-per-recipient.ts'

/*
 * The reference servers as a program: node server.js per-turn | with-machines | write-per-recipient. It says its port
 * to its parent as earshot does, and ends with it.
 */

const kinds: Readonly<Record<string, { delivery: () => Delivery; machines: boolean }>> = {
  'per-turn': { delivery: () => new PerTurn(), machines: false },
  'with-machines': { delivery: () => new PerTurn(), machines: true },
  'write-per-recipient': { delivery: () => new WritePerRecipient(), machines: false },
}

const kind = kinds[process.argv[2] ?? '']
if (kind === undefined) throw new Error(`which server? one of ${Object.keys(kinds).join(', ')}`)
const { machines } = kind
const chat = new Chat(kind.delivery())

function accept(socket: Socket): void {
  const member = chat.enter(socket)
  const read = (chunk: Buffer): void => chat.read(member, chunk)
  socket
    .on('data', machines ? throughMachine(read) : read)
    .on('error', () => {})
    .on('close', () => chat.leave(member))
}

const server = createServer({ noDelay: true }, accept)
server.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 }, () => {
  const address = server.address()
  process.send?.({ ready: true, port: typeof address === 'object' ? address?.port : 0 })
})
process.once('disconnect', () => process.exit())
