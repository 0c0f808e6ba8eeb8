import { type Socket, connect } from 'node:net'
import { type Message, parse, serialize } from '../protocol/message.ts'
import { type Credentials, encrypt, seenOn } from './encrypt.ts'
import type { Security, Seen } from './security.ts'
import { Trouble, dialTrouble, tlsTrouble } from './trouble.ts'

export interface DialInput {
  readonly host: string
  readonly port: number
  /** For the connection to be made, and again for TLS. */
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
  /** Who decides how it is spoken and to whom; plain without. */
  readonly guard?: Guard | undefined
  readonly credentials?: Credentials | undefined
  /** Every line that could be read, in order. MUST NOT throw. */
  readonly onMessage: (message: Message) => void
  /** Once, when the connection has ended; with why, where it did not end politely. */
  readonly onEnd: (trouble: Trouble | undefined) => void
}

export interface Guard {
  /** Asked once there is a connection. Rejects where nothing may be said there. */
  security(): Promise<Security>
  /** Rejects where nothing may be said to who shows this certificate. */
  check(seen: Seen): Promise<void>
}

/** A connection that takes whole messages. After its end every method does nothing. */
export interface Dialled {
  /** The certificate that was shown, over TLS. */
  readonly seen?: Seen | undefined
  /** @throws {RangeError} what `serialize` throws: the message cannot stand in one line. */
  send(message: Message): void
  /** Ends after what was sent has left. */
  end(): void
  /** Ends at once. */
  cut(): void
}

/** Opens a connection. Rejects with a `Trouble` where there is none. */
export type Dial = (input: DialInput) => Promise<Dialled>

/** Bytes without a line end that we take: more than any line may have (8191 of tags and 512). */
const unendedBytes = 65_536

/** A server that waits for a line says nothing to the beginning of TLS, ms. */
const silentMs = 3_000

/**
 * Opens a connection that speaks lines of UTF-8; bytes that are none become U+FFFD.
 * @throws {Trouble} when there is no connection within `timeoutMs`, or the signal aborts; {NoTls} where TLS was wanted and
 *   not agreed on; what the guard rejects with
 */
export async function dial(input: DialInput): Promise<Dialled> {
  const where = nameOf(input)
  const { socket, seen } = await connected(input, where)
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
    seen,
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

async function connected(
  input: DialInput,
  where: string,
): Promise<{ readonly socket: Socket; readonly seen?: Seen }> {
  const { host, port, timeoutMs, signal, guard, credentials } = input
  const socket = connect({ host, port, noDelay: true })
  let stream = socket
  try {
    await happens(socket, 'connect', timeoutMs, signal).catch((error: unknown) => {
      throw troubleOf(dialTrouble, error, where)
    })
    const security = await guard?.security()
    if (security?.over === 'tls') {
      const secure = encrypt(socket, host, credentials)
      stream = secure
      const ms = security.orPlain ? Math.min(silentMs, timeoutMs) : timeoutMs
      await happens(secure, 'secureConnect', ms, signal).catch((error: unknown) => {
        throw troubleOf(tlsTrouble, error, where)
      })
      const seen = seenOn(secure)
      await guard?.check(seen)
      if (!stream.destroyed) return { socket: stream, seen }
    }
    // Meanwhile it may have gone.
    if (stream.destroyed) throw dialTrouble(coded('ECONNRESET'), where)
    return { socket }
  } catch (error) {
    stream.destroy()
    socket.destroy()
    throw error
  }
}

/** What a socket's error means; that it was given up means nothing of who is there. */
function troubleOf(say: typeof dialTrouble, error: unknown, where: string): unknown {
  if (!(error instanceof Error)) return error
  return 'code' in error && error.code === 'ABORTED' ? dialTrouble(error, where) : say(error, where)
}

/** Waits for an event of a socket that is not there yet. Rejects with the system's error. */
async function happens(
  socket: Socket,
  event: 'connect' | 'secureConnect',
  timeoutMs: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const fail = (error: Error) => {
      stop()
      reject(error)
    }
    const timer = setTimeout(() => fail(coded('TIMEOUT')), timeoutMs)
    const abort = () => fail(coded('ABORTED'))
    const closed = () => fail(coded('ECONNRESET'))
    const stop = () => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', abort)
      socket.off('close', closed)
    }
    signal?.addEventListener('abort', abort)
    // It stays: an `error` without a listener would end the process.
    // Node tries every address of a name; its error of errors carries the code of the first.
    socket.on('error', fail)
    socket.once('close', closed)
    socket.once(event, () => {
      stop()
      resolve()
    })
    if (signal?.aborted === true) abort()
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
