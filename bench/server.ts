import { once } from 'node:events'
import { type Socket, createServer } from 'node:net'
import { Chat, type Delivery } from './servers/chat.ts'
import { throughMachine } from './servers/machine.ts'
import { PerTurn } from './servers/per-turn.ts'
import { openWithoutMachines } from './servers/without-machines.ts'
import { WritePerRecipient } from './servers/write-per-recipient.ts'

/*
 * The reference servers as a program: node server.js per-turn | with-machines | write-per-recipient | without-machines.
 * It says its port to its parent as earshot does, and ends with it.
 */

const kinds: Readonly<Record<string, () => Promise<number>>> = {
  'per-turn': () => openChat(new PerTurn(), false),
  'with-machines': () => openChat(new PerTurn(), true),
  'write-per-recipient': () => openChat(new WritePerRecipient(), false),
  'without-machines': openWithoutMachines,
}

async function openChat(delivery: Delivery, machines: boolean): Promise<number> {
  const chat = new Chat(delivery)
  const accept = (socket: Socket): void => {
    const member = chat.enter(socket)
    const read = (chunk: Buffer): void => chat.read(member, chunk)
    socket
      .on('data', machines ? throughMachine(read) : read)
      .on('error', () => {})
      .on('close', () => chat.leave(member))
  }
  const server = createServer({ noDelay: true }, accept)
  server.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 })
  await once(server, 'listening')
  const address = server.address()
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}

const open = kinds[process.argv[2] ?? '']
if (open === undefined) throw new Error(`which server? one of ${Object.keys(kinds).join(', ')}`)
process.once('disconnect', () => process.exit())
process.send?.({ ready: true, port: await open() })
