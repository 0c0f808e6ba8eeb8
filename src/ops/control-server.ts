import { createServer, type Socket } from 'node:net'
import { readLine } from './control-line.ts'
import { listenAlone } from './control-listen.ts'
import { type Answer, controlLineBytes, parseRequest } from './control-protocol.ts'
import type { Note } from './events.ts'

/** From accept to the whole request, and from the answer to its being taken. Over: closed. */
const requestMs = 5_000
/** Connections at once; more are closed at once. */
const connectionsAtOnce = 16

/** What can be asked, by command; what a handler returns is the answer, what it throws is an error for the asker. */
export type ControlHandlers = Readonly<Record<string, () => Promise<object> | object>>

/** What opening the socket takes. */
export interface ControlOptions {
  readonly path: string
  readonly handlers: ControlHandlers
  readonly note: Note
  /** The socket failed after it was open; it takes no more requests. */
  readonly onFailed: (err: Error) => void
}

/** An open control socket. */
export interface Control {
  /** Takes no more requests and settles when those under way are answered, 5 s at the most; removes the socket. */
  readonly close: () => Promise<void>
}

/**
 * Opens the control socket, 0600 in a directory that only its owner may write to. A socket that a killed daemon
 * left behind is replaced.
 * @throws ControlError, by its `fault`: 'already-running' (with the other's answer), 'not-ours', 'cannot-open'
 */
export async function openControl({ path, handlers, note, onFailed }: ControlOptions): Promise<Control> {
  const silent = new Set<Socket>()
  // Half-open, because a client may say that it has nothing more to ask before it is answered.
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    silent.add(socket)
    readLine(socket, requestMs, (line, noLine) => {
      silent.delete(socket)
      if (noLine === undefined) void answerTo(line, handlers, note).then((answer) => send(socket, answer))
      else if (noLine === 'too-long') send(socket, refusal(`a line has ${controlLineBytes} bytes at most`))
      else socket.destroy()
    })
  })
  server.maxConnections = connectionsAtOnce
  await listenAlone(server, path)
  server.on('error', onFailed)
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of silent) socket.destroy()
      }),
  }
}

async function answerTo(line: string, handlers: ControlHandlers, note: Note): Promise<string> {
  const command = parseRequest(line)
  if (command === undefined) return refusal('expected one line like {"command":"status"}')
  const handler = Object.hasOwn(handlers, command) ? handlers[command] : undefined
  if (handler === undefined) return refusal(`unknown command; known are ${Object.keys(handlers).join(', ')}`)
  note('control.request', { command })
  try {
    return JSON.stringify({ ok: true, result: await handler() } satisfies Answer)
  } catch (err) {
    return refusal(err instanceof Error ? err.message : String(err))
  }
}

function refusal(error: string): string {
  return JSON.stringify({ ok: false, error } satisfies Answer)
}

/** Hangs up when the answer is taken, or not taken in time. */
function send(socket: Socket, answer: string): void {
  const deadline = setTimeout(() => socket.destroy(), requestMs).unref()
  socket.once('close', () => clearTimeout(deadline))
  socket.end(`${answer}\n`, () => socket.destroy())
}
