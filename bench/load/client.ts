import type { Socket } from 'node:net'
import { FrameReader, answers, maskedLines, upgradeRequest } from './frames.ts'
import { type Reader, type Way, dial, receivedBytes } from './socket.ts'

/** A connection that registers, joins, and then counts bytes of lines and does with them what its reader says. */
export class Client {
  readonly nick: string
  /** What it says before it registers. */
  readonly #greeting: string
  bytes = 0
  reader: Reader | undefined
  #socket: Socket | undefined
  #frames: FrameReader | undefined
  #fail: (error: Error) => void = () => {}
  #text = ''

  constructor(nick: string, greeting: string) {
    this.nick = nick
    this.#greeting = greeting
  }

  /** Connects, registers and joins; settles when the server has said all names of the channel. */
  enter(way: Way, channel: string, from: string): Promise<void> {
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
          this.reader = undefined
          resolve()
        } else this.#text = this.#text.slice(-200)
      }
      this.#socket = dial(way, from, (bytes, length) => this.#take(bytes, length))
        .on('error', (error) => this.#fail(error))
        .on('close', () => this.#fail(new Error(`${this.nick} was disconnected${this.#lastWords()}`)))
      if (way.isFramed) {
        this.#frames = new FrameReader({
          opened: () => this.#register(),
          asked: (control) => this.#answer(control),
        })
        this.#socket.write(upgradeRequest)
      } else this.#register()
    })
  }

  #register(): void {
    this.send(`${this.#greeting}NICK ${this.nick}\r\nUSER bench 0 * :bench\r\n`)
  }

  #take(bytes: Buffer, length: number): void {
    if (this.#frames !== undefined) {
      this.bytes += this.#frames.read(bytes, length, this.reader)
      return
    }
    this.bytes += length
    this.reader?.(bytes, length)
  }

  #answer(control: keyof typeof answers): void {
    this.#socket?.write(answers[control])
  }

  /** What the server said last, as far as it was listened to: it may say why. */
  #lastWords(): string {
    return this.#text === '' ? '' : `: ${this.#text.trim().split('\r\n').at(-1)}`
  }

  /** From now on `fail` hears when the connection is lost. */
  watch(fail: (error: Error) => void): void {
    this.#fail = fail
  }

  /** Whole lines as they go to the server: made once, they can be sent often. */
  packed(lines: string): Buffer {
    return this.#frames === undefined ? Buffer.from(lines, 'latin1') : maskedLines(lines)
  }

  send(lines: string): void {
    this.sendPacked(this.packed(lines))
  }

  sendPacked(bytes: Uint8Array): void {
    this.#socket?.write(bytes)
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
  let before = receivedBytes()
  await lookUntil('the server does not come to rest', () => {
    const received = receivedBytes()
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
