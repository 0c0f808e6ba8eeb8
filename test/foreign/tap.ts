import { once } from 'node:events'
import { type Socket, connect, createServer } from 'node:net'
import { lineReader } from './lines.ts'

/** What stands between a client and the daemon and writes down what both say. */
export interface Tap {
  /** Where the client connects. */
  readonly port: number
  /** From which ports the daemon was connected to, in order. */
  readonly upstreamPorts: readonly number[]
  /** Every line: `> ` from the client, `< ` to it. */
  readonly lines: readonly string[]
  close(): void
}

export async function openTap(daemonPort: number): Promise<Tap> {
  const lines: string[] = []
  const upstreamPorts: number[] = []
  const sockets = new Set<Socket>()
  const server = createServer({ noDelay: true }, (client) => {
    const daemon = connect({ port: daemonPort, host: '127.0.0.1', noDelay: true })
    daemon.once('connect', () => upstreamPorts.push(daemon.localPort ?? 0))
    client.on(
      'data',
      lineReader((line) => lines.push(`> ${line}`)),
    )
    daemon.on(
      'data',
      lineReader((line) => lines.push(`< ${line}`)),
    )
    for (const [one, other] of [
      [client, daemon],
      [daemon, client],
    ] as const) {
      sockets.add(one)
      one.pipe(other)
      one.on('error', () => other.destroy())
      one.once('close', () => {
        sockets.delete(one)
        // What it said last is still to arrive.
        other.end()
      })
    }
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return {
    port: address.port,
    upstreamPorts,
    lines,
    close: () => {
      server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
