import { once } from 'node:events'
import { type Socket, connect } from 'node:net'

/** What people say: words, wide letters, a family, an address. */
const texts = [
  'has anybody seen the blue folder that was on the table by the window yesterday?',
  'ok',
  '日本語のメッセージも混ざっています、幅は二つ分',
  'see https://example.org/a/long/path?with=a&query=string for how it was done the last time',
  '👩‍👩‍👧 is on the way 👍',
]
const turnMs = 10

/** Somebody who says so many messages a second in #lobby. */
export class Talker {
  readonly #socket: Socket
  #timer: NodeJS.Timeout | undefined
  said = 0

  private constructor(socket: Socket) {
    this.#socket = socket
  }

  static async come(port: number, nick: string): Promise<Talker> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true })
    await once(socket, 'connect')
    socket.resume()
    socket.write(`NICK ${nick}\r\nUSER ${nick} 0 * :${nick}\r\nJOIN #lobby\r\n`)
    return new Talker(socket)
  }

  talk(perSecond: number): void {
    const started = performance.now()
    const from = this.said
    this.#timer = setInterval(() => {
      const due = from + ((performance.now() - started) * perSecond) / 1_000
      let lines = ''
      for (; this.said < due; this.said++)
        lines += `PRIVMSG #lobby :${this.said} ${texts[this.said % texts.length] ?? ''}\r\n`
      if (lines !== '') this.#socket.write(lines)
    }, turnMs)
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  leave(): void {
    this.stop()
    this.#socket.destroy()
  }
}
