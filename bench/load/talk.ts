import type { Cost, Talk } from '../protocol.ts'
import { type Client, lookUntil, untilQuiet } from './client.ts'
import { startMeter } from './meter.ts'

export const channel = '#bench'
const payloadBytes = 100
/** Digits of a stamp at the start of a payload: microseconds of this process's clock. */
const stampDigits = 15
const prefix = `PRIVMSG ${channel} :`

/** One line of a sender that says when it was sent. */
export function lineAt(us: number): string {
  return `${prefix}${String(Math.round(us)).padStart(stampDigits, '0').padEnd(payloadBytes, '.')}\r\n`
}

export function nowUs(): number {
  return performance.now() * 1000
}

/** How the server relays a line of these senders: they all look the same but for the digit in the nick. */
export interface Shape {
  readonly lineBytes: number
  readonly digitAt: number
  readonly stampAt: number
}

/** @throws {Error} where lines cannot be counted by their bytes */
export function shapeOf(text: string): Shape {
  const lines = text.split('\r\n')
  if (lines.pop() !== '') throw new Error('a line without its end')
  const [first = ''] = lines
  const shape = {
    lineBytes: first.length + 2,
    digitAt: first.indexOf(':s') + 2,
    stampAt: first.indexOf(prefix) + prefix.length,
  }
  for (const line of lines) {
    const digit = line.charAt(shape.digitAt)
    if (line.length + 2 !== shape.lineBytes || digit < '0' || digit > '9' || !line.endsWith('.'))
      throw new Error(`not as long as the others: ${line}`)
  }
  return shape
}

/** Members of one channel of whom the first few talk. */
export class Gathering {
  readonly members: readonly Client[]
  readonly senders: readonly Client[]
  readonly outstanding: number
  readonly serverPid: number
  shape: Shape = { lineBytes: 0, digitAt: 0, stampAt: 0 }
  /** Lines that each sender has sent in the talk that is on. */
  readonly sent: number[]

  constructor(members: readonly Client[], senders: number, outstanding: number, serverPid: number) {
    this.members = members
    this.senders = members.slice(0, senders)
    this.outstanding = outstanding
    this.serverPid = serverPid
    this.sent = this.senders.map(() => 0)
  }

  /** One line of each sender: shows how lines look, and that everybody hears everybody else. */
  async tryOut(): Promise<void> {
    const heard = this.members.map(() => '')
    for (const [i, member] of this.members.entries()) {
      member.reader = (bytes, length) => {
        heard[i] += bytes.toString('latin1', 0, length)
      }
    }
    for (const sender of this.senders) sender.send(lineAt(nowUs()))
    await untilQuiet()
    this.shape = shapeOf(heard.at(-1) ?? '')
    for (const [i, text] of heard.entries()) {
      const lines = this.senders.length - (i < this.senders.length ? 1 : 0)
      if (shapeOf(text).lineBytes !== this.shape.lineBytes || text.length !== lines * this.shape.lineBytes)
        throw new Error(`member ${i} heard ${text.length} bytes for ${lines} lines`)
    }
  }

  /** Lets them talk as `talk` says, and counts what arrives until it stops them; afterwards everything must be there. */
  async during(talk: (stop: () => void) => void): Promise<Omit<Talk, 'latenciesUs'>> {
    // Who is silent for long is asked whether it is there, and a question in between would be counted as a line.
    for (const member of this.members) member.send('PONG :bench\r\n')
    await untilQuiet()
    this.sent.fill(0)
    for (const member of this.members) member.bytes = 0
    const total = (): number => this.members.reduce((sum, { bytes }) => sum + bytes, 0)
    const meter = startMeter(this.serverPid)
    const [cost, bytes] = await new Promise<[Cost, number]>((resolve) => {
      talk(() => resolve([meter(), total()]))
    })
    const sent = this.sent.reduce((sum, lines) => sum + lines, 0)
    await lookUntil(`not all of ${sent} lines reached everybody`, () => this.#haveAll(sent))
    return { type: 'talk', ...cost, sent, bytes, deliveries: Math.floor(bytes / this.shape.lineBytes) }
  }

  /** Whether every line has reached everybody else, once: the bytes say so. @throws {Error} when there are too many */
  #haveAll(sent: number): boolean {
    return this.members.every(({ bytes }, i) => {
      const expected = (sent - (this.sent[i] ?? 0)) * this.shape.lineBytes
      if (bytes > expected) throw new Error(`member ${i} received ${bytes} bytes instead of ${expected}`)
      return bytes === expected
    })
  }
}
