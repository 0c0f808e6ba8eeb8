import { once } from 'node:events'
import { type Server, type Socket, createServer } from 'node:net'
import { Chat, type Delivery } from './servers/chat.ts'
import { throughMachine } from './servers/machine.ts'
import { PerTurn } from './servers/per-turn.ts'
import { tlsServer } from './servers/tls.ts'
import { openWithoutMachines } from './servers/without-machines.ts'
import { WritePerRecipient } from './servers/write-per-recipient.ts'

/*
 * The reference servers as a program: node server.js and the name of one. It says its port to its parent as earshot
 * does, and ends with it.
 */

const kinds: Readonly<Record<string, () => Promise<number>>> = {
  'per-turn': () => openChat(new PerTurn()),
  'per-turn-tls': () => openChat(new PerTurn(), { serve: tlsServer }),
  'with-machines': () => openChat(new PerTurn(), { through: throughMachine }),
  'write-per-recipient': () => openChat(new WritePerRecipient()),
  'without-machines': openWithoutMachines,
}

interface ChatOptions {
  readonly serve?: (accept: (socket: Socket) => void) => Server | Promise<Server>
  /** What stands between a socket and who reads it. */
  readonly through?: (read: (chunk: Buffer) => void) => (chunk: Buffer) => void
}

const tcpServer = (accept: (socket: Socket) => void): Server => createServer({ noDelay: true }, accept)

async function openChat(
  delivery: Delivery,
  { serve = tcpServer, through = (read) => read }: ChatOptions = {},
): Promise<number> {
  const chat = new Chat(delivery)
  const server = await serve((socket) => {
    const member = chat.enter(socket)
    socket
      .on(
        'data',
        through((chunk) => chat.read(member, chunk)),
      )
      .on('error', () => {})
      .on('close', () => chat.leave(member))
  })
  server.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 })
  await once(server, 'listening')
  const address = server.address()
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}

const open = kinds[process.argv[2] ?? '']
if (open === undefined) throw new Error(`which server? one of ${Object.keys(kinds).join(', ')}`)
process.once('disconnect', () => process.exit())
process.send?.({ ready: true, port: await open() })
