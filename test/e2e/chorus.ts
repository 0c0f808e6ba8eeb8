import { expect } from 'vitest'
import { Wire } from '../conformance/wire.ts'

/** How often each member speaks where nothing else is said: a calm talk, well within the rate limit. */
const usualMs = 200
/** How long a line may take to come back on a busy machine before it counts as a hitch. */
const hitchMs = 5_000

/** Members who talk while others misbehave, and notice when a line is lost, late, twice or out of order. */
export class Chorus {
  readonly members: Wire[] = []
  readonly #sentMs: number[] = []
  #timer: NodeJS.Timeout | undefined

  static async start(port: number, size: number, everyMs = usualMs): Promise<Chorus> {
    const chorus = new Chorus()
    for (let i = 0; i < size; i++) {
      const wire = await Wire.open(port)
      chorus.members.push(wire)
      wire.send('CAP REQ :echo-message', 'CAP END')
      await wire.register(`calm${i}`)
      wire.send('JOIN #calm')
      await wire.sync()
    }
    let turn = 0
    chorus.#timer = setInterval(() => chorus.#speak(turn++), everyMs / size)
    return chorus
  }

  #speak(turn: number): void {
    this.members[turn % this.members.length]?.send(`PRIVMSG #calm :line ${this.#sentMs.length}`)
    this.#sentMs.push(performance.now())
  }

  /** Everything said so far was heard by all, once, in one order, and soon; and nobody was told of anything else. */
  async verify(): Promise<void> {
    const sent = this.#sentMs.length
    const atMs = performance.now()
    await Promise.all(this.members.map((member) => member.sync()))
    expect(performance.now() - atMs).toBeLessThan(hitchMs)
    // A member's PONG proves that its own lines are on their way to all; the others' follow within another round.
    await Promise.all(this.members.map((member) => member.sync()))
    const orders = this.members.map((member) => linesOf(member).filter((n) => n < sent))
    for (const order of orders) expect(order).toEqual(orders[0])
    expect([...(orders[0] ?? [])].sort((a, b) => a - b)).toEqual(Array.from({ length: sent }, (_, n) => n))
    const strange = this.members.flatMap(({ lines }) =>
      lines.filter((line) => / (QUIT|PART|KICK|FAIL|ERROR) /.test(line)),
    )
    expect(strange).toEqual([])
  }

  stop(): void {
    clearInterval(this.#timer)
    for (const member of this.members) member.close()
  }
}

/** The numbers of the lines that a member heard, as it heard them. */
function linesOf({ lines }: Wire): number[] {
  return lines.flatMap((line) => {
    const [, n] = / PRIVMSG #calm :line (\d+)$/.exec(line) ?? []
    return n === undefined ? [] : [Number(n)]
  })
}
