import { type Socket, connect } from 'node:net'

/** How long an expected line may take. */
const waitMs = 10_000

/** A raw connection: bytes out, lines in, nothing understood. */
export class Wire {
  /** Every line heard so far. */
  readonly lines: string[] = []
  readonly socket: Socket
  /** Its port, also when it is closed: how a log tells it from others. */
  readonly localPort: number
  /** Closed by whoever; no line follows. */
  closed = false
  /** The peer has ended its side. */
  ended = false
  #carry = Buffer.alloc(0)
  #at = 0
  #syncs = 0
  #wake: () => void = () => {}

  private constructor(socket: Socket) {
    this.socket = socket
    this.localPort = socket.localPort ?? 0
    socket.on('data', (chunk) => this.#take(chunk))
    // A reset is an end like any other here; who cares reads `closed`.
    socket.on('error', () => {})
    socket.on('end', () => {
      this.ended = true
      this.#wake()
    })
    socket.on('close', () => {
      this.closed = true
      this.#wake()
    })
  }

  static open(port: number, host = '127.0.0.1'): Promise<Wire> {
    const socket = connect({ port, host, noDelay: true, allowHalfOpen: true })
    return new Promise((resolve, reject) => {
      socket.once('error', reject)
      socket.once('connect', () => resolve(new Wire(socket)))
    })
  }

  #take(chunk: Buffer): void {
    let rest = Buffer.concat([this.#carry, chunk])
    for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
      this.lines.push(rest.toString('utf8', 0, rest[end - 1] === 13 ? end - 1 : end))
      rest = rest.subarray(end + 1)
    }
    this.#carry = rest
    this.#wake()
  }

  /** Lines, each with its end; `raw` sends bytes as they are. */
  send(...lines: string[]): void {
    this.socket.write(lines.map((line) => `${line}\r\n`).join(''))
  }

  raw(bytes: string | Uint8Array): void {
    this.socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes)
  }

  /** The next line. @throws when none comes */
  async next(): Promise<string> {
    await this.#until(() => this.lines.length > this.#at, 'a line')
    return this.lines[this.#at++] ?? ''
  }

  /** Skips to the first line that has this. @throws when none comes */
  async skipTo(pattern: RegExp): Promise<string> {
    for (;;) {
      const line = await this.next().catch((error: unknown) => {
        throw new Error(`waited for ${pattern}, heard: ${JSON.stringify(this.lines.slice(-8))}`, {
          cause: error,
        })
      })
      if (pattern.test(line)) return line
    }
  }

  /** The peer has ended or cut the connection, and all its lines are here. */
  async end(): Promise<void> {
    await this.#until(() => this.ended || this.closed, 'the end')
  }

  /** Registers and waits for the end of the welcome. */
  async register(nick: string): Promise<this> {
    this.send(`NICK ${nick}`, `USER ${nick} 0 * :${nick}`)
    await this.skipTo(/ (376|422) /)
    return this
  }

  /** Everything that was sent before has been answered. */
  async sync(): Promise<void> {
    const token = `sync-${++this.#syncs}`
    this.send(`PING ${token}`)
    await this.skipTo(new RegExp(`PONG \\S+ :?${token}$`))
  }

  close(): void {
    this.socket.destroy()
  }

  async #until(is: () => boolean, what: string): Promise<void> {
    const late = setTimeout(() => this.#wake(), waitMs)
    const startMs = performance.now()
    while (!is()) {
      if (performance.now() - startMs > waitMs - 5) throw new Error(`${what} did not come`)
      if (this.closed || this.ended) throw new Error(`${what} did not come: the connection is closed`)
      await new Promise<void>((resolve) => void (this.#wake = resolve))
    }
    clearTimeout(late)
  }
}
