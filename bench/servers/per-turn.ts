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

  /** Before the lines of this turn, which a real server must not: one link has to see one order. */
  answer(member: Member, lines: string): void {
    member.socket.write(lines, 'latin1')
  }

  #flush(): void {
    this.#isDeferred = false
    for (const [channel, log] of this.#logs) flushOne(channel, log)
    this.#logs.clear()
  }
}

function flushOne(channel: Channel, log: readonly Item[]): void {
  const singled = new Set(log.map(({ except }) => except))
  let shared: Buffer | undefined
  for (const member of channel) {
    if (singled.has(member)) {
      const own = bytesOf(log.filter(({ except }) => except !== member))
      if (own.length > 0) member.socket.write(own)
    } else member.socket.write((shared ??= bytesOf(log)))
  }
}

function bytesOf(log: readonly Item[]): Buffer {
  let text = ''
  for (const { line } of log) text += line
  return Buffer.from(text, 'latin1')
}
