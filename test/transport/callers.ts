import { once } from 'node:events'
import { type Socket, connect as connectTcp } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { WebSocket } from 'ws'
import type { Remote } from '../../src/protocol/link.ts'

/** The far end of a connection of any kind: it says lines and hears them. */
export interface Caller {
  readonly say: (...lines: string[]) => void
  readonly heard: () => readonly string[]
  /** What it is closed with: the code of a WebSocket, or that it was ended or reset. */
  readonly closed: () => string | undefined
  /** It reads nothing more. */
  readonly stopReading: () => void
  readonly reset: () => void
  readonly leave: () => void
}

export interface CallOptions {
  readonly port: number
  /** PEM of a client certificate. */
  readonly certificate?: { readonly cert: string; readonly key: string }
  readonly protocols?: string[]
}

const callers = new Set<Caller>()

export function hangUpAll(): void {
  for (const caller of callers) caller.reset()
  callers.clear()
}

/** A connection of a kind that has been made. */
export async function call(kind: Remote['transport'], options: CallOptions): Promise<Caller> {
  const caller = await (kind === 'ws' || kind === 'wss'
    ? overWebSocket(kind, options)
    : overLines(kind, options))
  callers.add(caller)
  return caller
}

async function overLines(kind: 'tcp' | 'tls', { port, certificate }: CallOptions): Promise<Caller> {
  const at = { port, host: '127.0.0.1' }
  const raw = connectTcp(at)
  raw.on('error', () => {})
  const socket: Socket =
    kind === 'tcp' ? raw : connectTls({ socket: raw, rejectUnauthorized: false, ...certificate })
  let [text, closed]: [string, string | undefined] = ['', undefined]
  socket.on('error', () => void (closed ??= 'reset'))
  socket.on('end', () => void (closed ??= 'ended'))
  socket.on('close', () => void (closed ??= 'reset'))
  socket.on('data', (chunk: Buffer) => void (text += chunk.toString('latin1')))
  await once(socket, kind === 'tcp' ? 'connect' : 'secureConnect')
  return {
    say: (...lines) => void socket.write(lines.map((line) => `${line}\r\n`).join('')),
    heard: () => text.split('\r\n').slice(0, -1),
    closed: () => closed,
    stopReading: () => void socket.pause(),
    reset: () => raw.resetAndDestroy(),
    leave: () => void socket.end(),
  }
}

async function overWebSocket(kind: 'ws' | 'wss', options: CallOptions): Promise<Caller> {
  const { port, certificate, protocols = ['text.ircv3.net'] } = options
  const ws = new WebSocket(`${kind}://127.0.0.1:${port}/`, protocols, {
    rejectUnauthorized: false,
    ...certificate,
  })
  const heard: string[] = []
  let closed: string | undefined
  let raw: Socket | undefined
  ws.on('upgrade', ({ socket }) => void (raw = socket))
  ws.on('error', () => {})
  ws.on('close', (code) => void (closed ??= code === 1006 ? 'reset' : String(code)))
  ws.on('message', (data) => void heard.push(Buffer.isBuffer(data) ? data.toString('latin1') : ''))
  await once(ws, 'open')
  return {
    say: (...lines) => {
      for (const line of lines) ws.send(line)
    },
    heard: () => heard,
    closed: () => closed,
    stopReading: () => ws.pause(),
    reset: () => (kind === 'ws' ? raw?.resetAndDestroy() : ws.terminate()),
    leave: () => ws.close(1000),
  }
}
