import { type Socket, connect } from 'node:net'

/** Takes what arrived: the first `length` bytes of a buffer that the next read overwrites. */
export type Reader = (bytes: Buffer, length: number) => void

/** All sockets read into this one: a generator that makes a Buffer a read would cost more than the server it measures. */
const shared = Buffer.allocUnsafe(262_144)

/** Bytes that all clients have received, to see when it is quiet. */
let received = 0

/** A connection that registers, joins, and then does with its bytes what its reader says. */
export class Client {
  readonly nick: string
  /** What it says before it registers. */
  readonly #greeting: string
  bytes = 0
  reader: Reader = () => {}
  #socket: Socket | undefined
  #fail: (error: Error) => void = () => {}
  #text = ''

  constructor(nick: string, greeting: string) {
    this.nick = nick
    this.#greeting = greeting
  }

  /** Connects, registers and joins; settles when the server has said all names of the channel. */
  enter(port: number, channel: string, from: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#fail = reject
      let isJoining = false
      this.reader = (bytes, length) => {
        this.#text += bytes.toString('latin1', 0, length)
        if (!isJoining && this.#text.includes(` 001 ${this.nick} `)) {
          isJoining = true
          this.send(`JOIN ${channel}\r\n`)
        }
        if (this.#text.includes(` 366 ${this.nick} `)) {
          this.#text = ''
          this.reader = () => {}
          resolve()
        } else this.#text = this.#text.slice(-200)
      }
      this.#socket = this.#open(port, from)
      this.send(`${this.#greeting}NICK ${this.nick}\r\nUSER bench 0 * :bench\r\n`)
    })
  }

  #open(port: number, from: string): Socket {
    const take = (length: number, bytes: Uint8Array): boolean => {
      received += length
      this.bytes += length
      this.reader(bytes === shared ? shared : Buffer.from(bytes), length)
      return true
    }
    return connect({
      port,
      host: '127.0.0.1',
      localAddress: from,
      noDelay: true,
      onread: { buffer: shared, callback: take },
    })
      .on('error', (error) => this.#fail(error))
      .on('close', () => this.#fail(new Error(`${this.nick} was disconnected${this.#lastWords()}`)))
  }

  /** What the server said last, as far as it was listened to: it may say why. */
  #lastWords(): string {
    return this.#text === '' ? '' : `: ${this.#text.trim().split('\r\n').at(-1)}`
  }

  /** From now on `fail` hears when the connection is lost. */
  watch(fail: (error: Error) => void): void {
    this.#fail = fail
  }

  send(lines: string | Uint8Array): void {
    if (typeof lines === 'string') this.#socket?.write(lines, 'latin1')
    else this.#socket?.write(lines)
  }

  /** Asks to leave; settles when the server has closed the connection. */
  quit(): Promise<void> {
    return new Promise((resolve) => {
      this.#fail = () => resolve()
      this.send('QUIT\r\n')
    })
  }
}

/** Settles when nobody has received anything for a while. @throws {Error} when that does not come */
export async function untilQuiet(): Promise<void> {
  let quiet = 0
  let before = received
  await lookUntil('the server does not come to rest', () => {
    quiet = received === before ? quiet + 1 : 0
    before = received
    return quiet === 4
  })
}

/** Looks again and again until it is so. @throws {Error} the complaint, when it takes more than half a minute */
export async function lookUntil(complaint: string, isSo: () => boolean): Promise<void> {
  for (let look = 0; look < 600; look++) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    if (isSo()) return
  }
  throw new Error(complaint)
}
