import { type Socket, connect } from 'node:net'
import { type Message, parse, serialize } from '../protocol/message.ts'
import { Trouble, dialTrouble } from './trouble.ts'

export interface DialInput {
  readonly host: string
  readonly port: number
  /** For the connection to be made. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
  /** Every line that could be read, in order. MUST NOT throw. */
  readonly onMessage: (message: Message) => void
  /** Once, when the connection has ended; with why, where it did not end politely. */
  readonly onEnd: (trouble: Trouble | undefined) => void
}

/** A connection that takes whole messages. After its end every method does nothing. */
export interface Dialled {
  /** @throws {RangeError} what `serialize` throws: the message cannot stand in one line. */
  send(message: Message): void
  /** Ends after what was sent has left. */
  end(): void
  /** Ends at once. */
  cut(): void
}

/** Bytes without a line end that we take: more than any line may have (8191 of tags and 512). */
const unendedBytes = 65_536

/**
 * Opens a TCP connection that speaks lines of UTF-8; bytes that are none become U+FFFD.
 * @throws {Trouble} when there is no connection within `timeoutMs`, or the signal aborts.
 */
export async function dial(input: DialInput): Promise<Dialled> {
  const socket = connect({ host: input.host, port: input.port, noDelay: true })
  await opened(socket, input)
  const where = nameOf(input)
  let fault: Trouble | undefined
  socket.on('error', (error) => {
    fault = dialTrouble(error, where)
  })
  socket.once('close', () => input.onEnd(fault))
  listen(socket, input.onMessage, () => {
    fault = new Trouble('EPROTO', `${where} does not speak IRC: it sends lines without an end.`)
    socket.destroy()
  })
  return {
    send: (message) => {
      const line = `${serialize(message)}\r\n`
      if (socket.writable) socket.write(line)
    },
    end: () => socket.end(),
    cut: () => socket.destroy(),
  }
}

/** `host:port` with an IPv6 address in brackets. */
export function nameOf({ host, port }: { readonly host: string; readonly port: number }): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`
}

async function opened(socket: Socket, input: DialInput): Promise<void> {
  const where = nameOf(input)
  await new Promise<void>((resolve, reject) => {
    const fail = (error: NodeJS.ErrnoException) => {
      stop()
      socket.destroy()
      reject(dialTrouble(error, where))
    }
    const timer = setTimeout(() => fail(coded('TIMEOUT')), input.timeoutMs)
    const abort = () => fail(coded('ABORTED'))
    const stop = () => {
      clearTimeout(timer)
      input.signal?.removeEventListener('abort', abort)
      socket.off('error', fail)
    }
    if (input.signal?.aborted === true) {
      abort()
      return
    }
    input.signal?.addEventListener('abort', abort)
    // Node tries every address of a name; its error of errors carries the code of the first.
    socket.on('error', fail)
    socket.once('connect', () => {
      stop()
      resolve()
    })
  })
}

const coded = (code: string): NodeJS.ErrnoException => Object.assign(new Error('stopped'), { code })

/** Lines end at LF, with or without CR; a line is decoded as a whole, so that no character is cut. */
function listen(socket: Socket, take: (message: Message) => void, overflow: () => void): void {
  const decoder = new TextDecoder()
  let rest: Buffer[] = []
  let restBytes = 0
  socket.on('data', (chunk: Buffer) => {
    let from = 0
    let end = chunk.indexOf(10)
    while (end !== -1) {
      const line = Buffer.concat([...rest, chunk.subarray(from, end)])
      rest = []
      restBytes = 0
      const message = parse(decoder.decode(line).replace(/\r$/, ''))
      if (message !== undefined) take(message)
      from = end + 1
      end = chunk.indexOf(10, from)
    }
    if (from < chunk.length) rest.push(chunk.subarray(from))
    restBytes += chunk.length - from
    if (restBytes > unendedBytes) overflow()
  })
}
