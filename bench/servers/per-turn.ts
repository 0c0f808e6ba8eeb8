import type { Channel, Delivery, Member } from './chat.ts'

interface Item {
  readonly line: string
  readonly except: Member | undefined
}

/**
 * The floor for Node: the lines of one turn of the event loop are kept, and at its end each recipient gets what it
 * sees of them in one write; who said nothing shares one Buffer. A member in several channels gets a write for each.
 */
export class PerTurn implements Delivery {
  readonly #logs = new Map<Channel, Item[]>()
  #isDeferred = false

  say(channel: Channel, line: string, except: Member | undefined): void {
    const log = this.#logs.get(channel)
    if (log === undefined) this.#logs.set(channel, [{ line, except }])
    else log.push({ line, except })
    if (this.#isDeferred) return
    this.#isDeferred = true
    setImmediate(() => this.#flush())
  }

  /** Its own channels are flushed first, so that nobody gets an answer before what was asked about. */
  answer(member: Member, lines: string): void {
    for (const channel of member.channels) this.#flushOne(channel)
    member.socket.write(lines, 'latin1')
  }

  #flush(): void {
    this.#isDeferred = false
    for (const channel of this.#logs.keys()) this.#flushOne(channel)
  }

  #flushOne(channel: Channel): void {
    const log = this.#logs.get(channel)
    if (log === undefined) return
    this.#logs.delete(channel)
    const singled = new Set(log.map(({ except }) => except))
    let shared: Buffer | undefined
    for (const member of channel) {
      if (singled.has(member)) {
        const own = bytesOf(log.filter(({ except }) => except !== member))
        if (own.length > 0) member.socket.write(own)
      } else member.socket.write((shared ??= bytesOf(log)))
    }
  }
}

function bytesOf(log: readonly Item[]): Buffer {
  let text = ''
  for (const { line } of log) text += line
  return Buffer.from(text, 'latin1')
}
