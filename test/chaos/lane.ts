import type { Socket } from 'node:net'

/** What can become of one direction of a connection. */
export interface Faults {
  /** How long each piece is under way, ms. Asked once for a piece; a later piece never overtakes an earlier one. */
  readonly delayMs?: () => number
  /** The most bytes in a piece; 1 is byte by byte. */
  readonly pieceBytes?: () => number
  /**
   * After so many bytes (1 or more), what `by` says: a connection that is reset, which can take with it what was
   * handed on last; an end that closes this side, or one that hangs, where exactly so many arrive.
   */
  readonly cut?: { readonly afterBytes: number; readonly by: 'reset' | 'end' | 'freeze' }
}

/** Time, as far as a lane needs it. */
export interface Clock {
  readonly now: () => number
  /** Calls once, after so long; gives what takes it back. */
  readonly after: (ms: number, call: () => void) => () => void
}

const systemClock: Clock = {
  now: () => performance.now(),
  after: (ms, call) => {
    const timer = setTimeout(call, ms)
    return () => clearTimeout(timer)
  },
}

/** How much may be under way in one direction before its sender is not read any more: a network's buffers are full. */
export const laneBytes = 65_536

interface Piece {
  readonly bytes: Buffer
  readonly dueMs: number
}

/** One direction of a connection. It holds at most `laneBytes` and one read, and keeps no timer once it has ended. */
export class Lane {
  /** How many bytes came out of it. */
  bytes = 0
  /** How many went in and did not come out yet. */
  heldBytes = 0
  /** Nothing comes out of it any more. */
  isOver = false
  readonly #from: Socket
  readonly #to: Socket
  readonly #faults: Faults
  readonly #clock: Clock
  readonly #reset: () => void
  readonly #pieces: Piece[] = []
  #isCut = false
  #hasEnded = false
  #isFrozen = false
  #takeBack: (() => void) | undefined

  constructor(from: Socket, to: Socket, { faults, reset, clock = systemClock }: LaneInput) {
    this.#from = from
    this.#to = to
    this.#faults = faults
    this.#clock = clock
    this.#reset = reset
    from.on('data', (chunk: Buffer) => this.#take(chunk))
    from.once('end', () => {
      this.#hasEnded = true
      this.#go()
    })
    to.on('drain', () => this.#go())
  }

  /** Nothing comes out until it is thawed; nobody is told. */
  freeze(): void {
    this.#isFrozen = true
  }

  thaw(): void {
    this.#isFrozen = false
    this.#go()
  }

  /** Lets go of everything; the sockets are the caller's. */
  stop(): void {
    this.isOver = true
    this.#pieces.length = 0
    this.heldBytes = 0
    this.#takeBack?.()
  }

  #take(chunk: Buffer): void {
    if (this.isOver) return
    const { delayMs = () => 0, pieceBytes = () => chunk.length } = this.#faults
    for (let rest = chunk; rest.length > 0;) {
      const bytes = rest.subarray(0, Math.max(1, pieceBytes()))
      const soonest = this.#pieces.at(-1)?.dueMs ?? 0
      this.#pieces.push({ bytes, dueMs: Math.max(soonest, this.#clock.now() + delayMs()) })
      rest = rest.subarray(bytes.length)
    }
    this.heldBytes += chunk.length
    if (this.heldBytes > laneBytes) this.#from.pause()
    this.#go()
  }

  /** Hands on what is due, one piece a write; then waits for what is not. */
  #go(): void {
    this.#takeBack?.()
    this.#takeBack = undefined
    while (!this.isOver && !this.#isFrozen && !this.#to.writableNeedDrain) {
      const piece = this.#pieces[0]
      if (piece === undefined) {
        if (this.#hasEnded) this.#end()
        return
      }
      const waitMs = piece.dueMs - this.#clock.now()
      if (waitMs > 0) {
        this.#takeBack = this.#clock.after(Math.ceil(waitMs), () => this.#go())
        return
      }
      this.#pieces.shift()
      this.#give(piece)
    }
  }

  #give({ bytes, dueMs }: Piece): void {
    const { cut } = this.#faults
    const left = cut === undefined || this.#isCut ? bytes.length : cut.afterBytes - this.bytes
    const given = bytes.subarray(0, left)
    const rest = bytes.subarray(given.length)
    if (rest.length > 0) this.#pieces.unshift({ bytes: rest, dueMs })
    this.bytes += given.length
    this.heldBytes -= given.length
    if (given.length > 0) this.#to.write(given)
    if (this.heldBytes <= laneBytes) this.#from.resume()
    if (!this.#isCut && this.bytes === cut?.afterBytes) this.#cut(cut.by)
  }

  #cut(how: 'reset' | 'end' | 'freeze'): void {
    this.#isCut = true
    if (how === 'end') this.#end()
    else if (how === 'freeze') this.freeze()
    else {
      this.stop()
      // What was given leaves before.
      this.#to.write('', this.#reset)
    }
  }

  #end(): void {
    this.stop()
    this.#to.end()
    // What still comes has nowhere to go, and is read so that its sender is not held up.
    this.#from.resume()
  }
}

interface LaneInput {
  readonly faults: Faults
  readonly reset: () => void
  readonly clock: Clock | undefined
}
