import { readFileSync, readdirSync } from 'node:fs'
import { expect, vi } from 'vitest'
import { checkLine } from '../../src/ops/log-line.ts'
import { defaultLimits } from '../../src/protocol/limits.ts'
import { Wire } from '../conformance/wire.ts'
import { Chorus } from '../e2e/chorus.ts'
import { type DaemonProcess, endAll, logLines } from '../e2e/daemon-process.ts'

/**
 * A daemon with calm members who talk, and peers who are not calm. At the end the calm members have heard each other
 * as if nothing had been, the daemon has kept to its memory, and holds not one descriptor more than before.
 */

/** Why there can be none here; undefined when there can. */
export const whyNoSiege = process.platform === 'linux' ? undefined : 'what a process takes is read from /proc'

/** For `describe`. */
export const onLinux = whyNoSiege === undefined ? '' : ` (skipped: ${whyNoSiege})`

/** How long something may take on a machine that does much else. */
export const patience = { timeout: 20_000, interval: 50 }
vi.setConfig({ testTimeout: 240_000 })

/**
 * What a daemon takes beside what the limits bound: Node, the code and a calm talk (65 MiB on Node 20), and what V8
 * lets lie before it collects, however little is alive: the more, the less of a CPU there is for that.
 */
const baseBytes = 160 * 1_048_576

/** What a line weighs while it waits, and the shortest one that there is. */
const waiting = { lineBytes: 192, shortestBytes: 2 }

/** What scrypt takes for a password, and what the allocator keeps of it. */
const hashBytes = 48 * 1_048_576

/** The most that a daemon may take. */
function memoryBound(peers: {
  readonly connections: number
  /** Those that send more than is taken: each has one read of lines waiting. */
  readonly flooding?: number
  /** Those that do not take what they are sent: each has an outbox. */
  readonly stuck?: number
  /** Passwords that are hashed at the same time. */
  readonly hashing?: number
}): number {
  const { connections, flooding = 0, stuck = 0, hashing = 0 } = peers
  const { readBytes, unendedBytes, outboxHardBytes } = defaultLimits
  const lines = (readBytes / waiting.shortestBytes) * waiting.lineBytes
  const links = connections * (readBytes + unendedBytes) + flooding * lines + stuck * outboxHardBytes
  return baseBytes + links + hashing * hashBytes
}

let laid: Siege | undefined

export class Siege {
  readonly daemon: DaemonProcess
  readonly #chorus: Chorus
  readonly #wires: Wire[] = []
  /** The lines of the log that were there before. */
  readonly #logged: number
  readonly #descriptors: number

  private constructor(daemon: DaemonProcess, chorus: Chorus) {
    this.daemon = daemon
    this.#chorus = chorus
    this.#logged = daemon.log().length
    this.#descriptors = descriptorsOf(daemon)
  }

  /** Members who talk calmly, each so often. */
  static async lay(daemon: DaemonProcess, members = 5, everyMs?: number): Promise<Siege> {
    laid = new Siege(daemon, await Chorus.start(daemon.port, members, everyMs))
    return laid
  }

  async open(): Promise<Wire> {
    const wire = await Wire.open(this.daemon.port)
    this.#wires.push(wire)
    return wire
  }

  /** A member, in this channel. */
  async member(nick: string, channel?: string): Promise<Wire> {
    const wire = await (await this.open()).register(nick)
    if (channel !== undefined) wire.send(`JOIN ${channel}`)
    await wire.sync()
    return wire
  }

  /**
   * What the log says since the siege began, and how often; with what was only counted. That who founds a channel is its
   * operator is left out: how many channels a siege has says nothing of it.
   */
  said(): Record<string, number> {
    const times: Record<string, number> = {}
    for (const line of this.daemon.log().slice(this.#logged)) {
      if (line['evt'] === 'chanop.granted') continue
      const { evt, reason, count = line['refused'] ?? 1 } = line
      const what = [evt, reason].filter((word) => typeof word === 'string').join(': ')
      times[what] = (times[what] ?? 0) + Number(count)
    }
    return times
  }

  /** Waits until the log says this and nothing else. */
  async says(times: Record<string, number>): Promise<void> {
    await vi.waitFor(() => expect(this.said()).toEqual(times), patience)
  }

  /** The calm members have heard each other as if nothing had been. */
  async calm(): Promise<void> {
    await this.#chorus.verify()
  }

  /** The peers go: nothing of them stays. */
  async lift(peers: Parameters<typeof memoryBound>[0]): Promise<void> {
    await this.calm()
    for (const wire of this.#wires) wire.close()
    await vi.waitFor(() => expect(descriptorsOf(this.daemon)).toBe(this.#descriptors), patience)
    await this.calm()
    expect(peakBytes(this.daemon)).toBeLessThan(memoryBound(peers))
    expect(logLines(this.daemon.stateDir).flatMap((line) => checkLine(line))).toEqual([])
  }

  /** Everybody hangs up. */
  end(): void {
    this.#chorus.stop()
    for (const wire of this.#wires) wire.close()
  }
}

/** For afterEach: ends all of it, however far it came. */
export async function endSiege(): Promise<void> {
  laid?.end()
  laid = undefined
  await endAll()
}

/** The files that a process has open. */
export function descriptorsOf({ pid }: { readonly pid: number }): number {
  return readdirSync(`/proc/${pid}/fd`).length
}

/** The most memory that a process ever had at once. */
function peakBytes({ pid }: { readonly pid: number }): number {
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kibibytes) * 1_024
}
