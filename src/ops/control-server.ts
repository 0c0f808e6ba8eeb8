import { createServer, type Socket } from 'node:net'
import { readLine } from './control-line.ts'
import { listenAlone } from './control-listen.ts'
import { type Answer, controlLineBytes, parseRequest } from './control-protocol.ts'
import { type Verbs, faultIn, loggedValues } from './control-verb.ts'
import type { Note } from './events.ts'

/** From accept to the whole request, and from the answer to its being taken. Over: closed. */
const requestMs = 5_000
/** Connections at once; more are closed at once. */
const connectionsAtOnce = 16

/** What opening the socket takes. */
export interface ControlOptions<Desk> {
  readonly path: string
  readonly verbs: Verbs<Desk>
  readonly desk: Desk
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
export async function openControl<Desk>(options: ControlOptions<Desk>): Promise<Control> {
  const { path, onFailed } = options
  const silent = new Set<Socket>()
  // Half-open, because a client may say that it has nothing more to ask before it is answered.
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    silent.add(socket)
    readLine(socket, requestMs, (line, noLine) => {
      silent.delete(socket)
      if (noLine === undefined) void answerTo(line, options).then((answer) => send(socket, answer))
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

async function answerTo<Desk>(line: string, { verbs, desk, note }: ControlOptions<Desk>): Promise<string> {
  const refuse = (why: string, command?: string): string => {
    note('control.refused', { ...(command === undefined ? {} : { command }), why })
    return refusal(why)
  }
  const request = parseRequest(line)
  if (request === undefined) return refuse('expected one line like {"command":"status"}')
  const { command, ...values } = request
  const verb = Object.hasOwn(verbs, command) ? verbs[command] : undefined
  if (verb === undefined) return refuse(`unknown command; known are ${Object.keys(verbs).join(', ')}`)
  const fault = faultIn(command, verb.takes, values)
  if (fault !== undefined) return refuse(fault, command)
  note(verb.isLook === true ? 'control.look' : 'control.request', {
    command,
    ...noted(loggedValues(verb.takes, values)),
  })
  try {
    return JSON.stringify({ ok: true, result: await verb.run(desk, values) } satisfies Answer)
  } catch (err) {
    return refusal(err instanceof Error ? err.message : String(err))
  }
}

function noted(values: object): { arguments?: object } {
  return Object.keys(values).length === 0 ? {} : { arguments: values }
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
