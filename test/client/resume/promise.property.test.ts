import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { runs } from '../../runs.ts'
import { LittleRoom, type LittleRoomOptions, type Wire } from './little-room.ts'
import { Person } from './person.ts'

/** What can happen; `who` is one of the people. */
type Act =
  | { readonly do: 'say' | 'cut' | 'back' | 'belated'; readonly who: number }
  | { readonly do: 'up' | 'down'; readonly who: number; readonly lines: number }
  | { readonly do: 'twice'; readonly who: number }
  | { readonly do: 'talk'; readonly lines: number }
  | { readonly do: 'ctcp'; readonly lines: number }
  | { readonly do: 'restart' }

const who = fc.integer({ min: 0, max: 1 })
const lines = fc.integer({ min: 1, max: 12 })

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('say' as const), who }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('cut' as const, 'back' as const), who }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('up' as const, 'down' as const), who, lines }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('twice' as const), who }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('talk' as const), lines }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('ctcp' as const), lines }) },
)
const belated: fc.Arbitrary<Act> = fc.record({ do: fc.constant('belated' as const), who })
const restart: fc.Arbitrary<Act> = fc.record({ do: fc.constant('restart' as const) })

/** Two people in a room whose connections break at any line, until all is calm again. */
class Story {
  readonly room: LittleRoom
  readonly people = [new Person('ann'), new Person('bob')]
  readonly said: string[][] = [[], []]
  /** What was on its way up when its connection broke, and is read all the same, later than what its successor says. */
  readonly #belated: (() => void)[] = []
  readonly #isBelated: boolean
  #talk = 0
  readonly #wires: (Wire | undefined)[] = []

  constructor(options: LittleRoomOptions) {
    this.room = new LittleRoom(options)
    this.#isBelated = options.knowsNonces === true
    for (const i of this.people.keys()) {
      this.#back(i)
      this.#calm(i)
    }
  }

  play(acts: readonly Act[]): this {
    for (const one of acts) this.#act(one)
    for (const i of this.people.keys()) this.#back(i)
    // What one asks for lets the other one hear more.
    for (let round = 0; round < 3; round++) for (const i of this.people.keys()) this.#calm(i)
    return this
  }

  #act(one: Act): void {
    if (one.do === 'talk') {
      for (let i = 0; i < one.lines; i++) this.room.say('cid', this.#next())
      return
    }
    if (one.do === 'ctcp') {
      for (let i = 0; i < one.lines; i++) this.room.say('cid', '\x01VERSION\x01')
      return
    }
    if (one.do === 'restart') {
      this.room.restart()
      for (const i of this.people.keys()) this.#cut(i)
      return
    }
    const { who } = one
    const wire = this.#wires[who]
    if (one.do === 'say') {
      const number = this.said[who]?.length ?? 0
      const text = number % 3 === 0 ? `${who}:${number}\nmore\n\nand more` : `${who}:${number}`
      this.said[who]?.push(text)
      this.people[who]?.say(text)
    } else if (one.do === 'cut') this.#cut(who)
    else if (one.do === 'back') this.#back(who)
    else if (one.do === 'belated') this.#belated.shift()?.()
    else if (wire === undefined) return
    else if (one.do === 'up') this.room.take(wire, one.lines)
    else if (one.do === 'down') this.#hear(who, one.lines)
    // A line of a message that has several is a part of it, however often it comes.
    else if (wire.down[0]?.startsWith('@batch=m') === false) wire.down.unshift(wire.down[0])
  }

  /** What somebody else says: now and then it has several lines. */
  #next(): string {
    const number = ++this.#talk
    return number % 4 === 0 ? `t${number}\nand more` : `t${number}`
  }

  #cut(i: number): void {
    const wire = this.#wires[i]
    if (wire === undefined) return
    for (const line of this.room.cut(wire)) {
      if (this.#isBelated && /PRIVMSG|BATCH/.test(line)) this.#belated.push(() => this.room.hear(wire, line))
    }
    this.#wires[i] = undefined
    this.people[i]?.lose()
  }

  #back(i: number): void {
    if (this.#wires[i] !== undefined) return
    const wire = this.room.open()
    this.#wires[i] = wire
    this.people[i]?.begin((line) => wire.up.push(line))
  }

  #hear(i: number, count: number): void {
    for (const line of this.#wires[i]?.down.splice(0, count) ?? []) this.people[i]?.hear(line)
  }

  #calm(i: number): void {
    const wire = this.#wires[i]
    if (wire === undefined) return
    for (;;) {
      if (wire.up.length + wire.down.length === 0) return
      this.room.take(wire)
      this.#hear(i, Number.POSITIVE_INFINITY)
    }
  }
}

/** Between two neighbours of a transcript the room said nothing, or there is a gap that says so; each comes once. */
function expectHonest(transcript: readonly string[], log: readonly string[]): void {
  let next = 0
  let mayMiss = false
  for (const text of transcript) {
    if (text === 'gap') {
      mayMiss = true
      continue
    }
    const place = log.indexOf(text, next)
    if (place === -1) throw new Error(`${text} is shown where the room said ${log[next]}`)
    if (place > next && !mayMiss) throw new Error(`${log[next]} is missing before ${text}`)
    next = place + 1
    mayMiss = false
  }
  if (!mayMiss && next < log.length) throw new Error(`${log[next]} is missing at the end`)
}

function expectPromise({ room, people, said }: Story): void {
  const log = room.log.map(({ text }) => text)
  for (const [i, person] of people.entries()) {
    expectHonest(person.transcript(), log)
    const own = log.filter((text) => text.startsWith(`${i}:`))
    expect(new Set(own).size, 'said twice').toBe(own.length)
    const lost = said[i]?.filter((text) => !own.includes(text) && !person.unconfirmed().includes(text))
    expect(lost, 'neither in the room nor told to be unsure').toEqual([])
    expect(person.model.pending.size).toBe(0)
    expect(person.transcript()).toEqual(expect.arrayContaining(room.remembered))
  }
}

describe('the promise', () => {
  it('is kept wherever connections break, while the room remembers: nothing is missing and nothing doubled', () => {
    fc.assert(
      fc.property(
        fc.array(act, { maxLength: 60, size: 'max' }),
        fc.integer({ min: 1, max: 8 }),
        (acts, page) => {
          const story = new Story({ remembers: 10_000, page }).play(acts)
          expectPromise(story)
          const log = story.room.log.map(({ text }) => text)
          for (const person of story.people) {
            expect(person.transcript()).toEqual(log)
            expect(person.unconfirmed()).toEqual([])
          }
        },
      ),
      { numRuns: runs(1_000) },
    )
  })

  it('is kept where what was said last before a break is read late, by a room that knows nonces', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 6, arbitrary: act }, { weight: 1, arbitrary: belated }), {
          maxLength: 60,
          size: 'max',
        }),
        (acts) => {
          const story = new Story({ remembers: 10_000, knowsNonces: true }).play(acts)
          const log = story.room.log.map(({ text }) => text)
          expect(new Set(log).size, 'said twice').toBe(log.length)
          for (const person of story.people) expect(person.transcript()).toEqual(log)
        },
      ),
      { numRuns: runs(1_000) },
    )
  })

  it('is kept where the room forgets and is started anew: what is missing is said', () => {
    const acts = fc.array(fc.oneof({ weight: 30, arbitrary: act }, { weight: 1, arbitrary: restart }), {
      maxLength: 60,
      size: 'max',
    })
    fc.assert(
      fc.property(
        acts,
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 1, max: 12 }),
        (all, page, remembers) => {
          expectPromise(new Story({ remembers, page }).play(all))
        },
      ),
      { numRuns: runs(1_000) },
    )
  })
})
