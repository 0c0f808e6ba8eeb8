import { Client, untilQuiet } from './client.ts'
import type { Way } from './socket.ts'

/** How many connect at a time. */
const atATime = 32
/** One source address has less than 28,000 ports towards one server, and they are not free at once after use. */
const perAddress = 2_000

/** All connections of the generator, oldest first. */
export class Crowd {
  readonly #way: Way
  readonly #fail: (error: Error) => void
  readonly clients: Client[] = []
  /** What each says before it registers. */
  greeting = ''
  /** Who arrived since the last `part`, with the channel of their own. */
  #settlers: { client: Client; channel: string }[] = []
  #count = 0

  constructor(way: Way, fail: (error: Error) => void) {
    this.#way = way
    this.#fail = fail
  }

  /** Connects and joins all of them, some at a time; `s0`, `s1` and so on are the first in a room. */
  async arrive(connections: number, channelOf: (i: number) => string): Promise<void> {
    let next = 0
    const work = async (): Promise<void> => {
      while (next < connections) await this.#arriveOne(channelOf(next++))
    }
    await Promise.all(Array.from({ length: atATime }, work))
  }

  async #arriveOne(channel: string): Promise<void> {
    const i = this.#count++
    const client = new Client(`s${i}`, this.greeting)
    this.clients.push(client)
    this.#settlers.push({ client, channel })
    await client.enter(this.#way, channel, `127.0.0.${2 + (Math.floor(i / perAddress) % 200)}`)
    client.watch(this.#fail)
  }

  async part(): Promise<void> {
    for (const { client, channel } of this.#settlers) client.send(`PART ${channel}\r\n`)
    this.#settlers = []
    await untilQuiet()
  }

  async quit(): Promise<void> {
    this.#settlers = []
    await Promise.all(this.clients.splice(0).map((client) => client.quit()))
  }
}
