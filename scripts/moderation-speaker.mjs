// @ts-check
import { once } from 'node:events'
import { connect } from 'node:net'

/** Somebody with an IRC client: says lines, and waits until all of them are answered. */
export class Speaker {
  #socket
  #heard = ''
  #pings = 0

  /**
   * Each from an address of their own, as on a network.
   * @param {number} port @param {string} localAddress @returns {Promise<Speaker>}
   */
  static async open(port, localAddress) {
    const socket = connect({ port, host: '127.0.0.1', localAddress })
    await once(socket, 'connect')
    return new Speaker(socket)
  }

  /** @param {import('node:net').Socket} socket */
  constructor(socket) {
    this.#socket = socket
    socket.setEncoding('utf8').on('data', (text) => (this.#heard += text))
    socket.on('error', () => undefined)
  }

  /** A line takes a second of tokens at most, and a password as long as it is hashed. @param {readonly string[]} lines */
  async say(lines) {
    const token = `done-${++this.#pings}`
    this.#socket.write([...lines, `PING ${token}`, ''].join('\r\n'))
    while (!this.#heard.includes(`${token}\r\n`)) {
      if (this.#socket.destroyed || this.#socket.readableEnded) return
      await Promise.race([once(this.#socket, 'data'), once(this.#socket, 'close')])
    }
  }

  close() {
    this.#socket.destroy()
  }
}
