import { describe, expect, it } from 'vitest'
import { RoomWorld } from '../../actors/world.ts'
import { check } from '../../chaos/checker.ts'
import type { Limits } from '../../../src/protocol/limits.ts'
import { Seat } from './seat.ts'

/** Two people in a real room, of whom one has a bad connection. */
class Table {
  readonly world: RoomWorld
  readonly ann: Seat
  readonly bob: Seat
  #ticks = 0
  readonly #keeps: number

  constructor(limits: Partial<Limits> = {}) {
    this.#keeps = limits.historyMessages ?? 2_048
    this.world = new RoomWorld({ limits })
    const tick = () => ++this.#ticks
    this.ann = new Seat(this.world, 'ann', tick)
    this.bob = new Seat(this.world, 'bob', tick)
    for (const seat of [this.ann, this.bob]) {
      seat.connect()
      this.calm()
    }
  }

  /** Until nobody has anything to hear; who was cut off stays so. */
  calm(): void {
    do {
      this.world.settle()
      this.world.time.advance(5_000)
    } while ([this.ann.hear(), this.bob.hear()].includes(true))
  }

  /** Everybody is back and has everything; what the checker has to say about it. */
  end(): unknown[] {
    for (const seat of [this.ann, this.bob]) {
      seat.left = { up: Number.POSITIVE_INFINITY, down: Number.POSITIVE_INFINITY }
      if (!seat.isThere) seat.connect()
      this.calm()
    }
    for (const { person } of [this.ann, this.bob]) person.settled(++this.#ticks)
    const logs = [this.ann, this.bob].map(({ person }, i) => ({
      client: i === 0 ? 'ann' : 'bob',
      events: person.events,
    }))
    return check({ logs, keeps: this.#keeps })
  }
}

const texts = ['one', 'für 三\n\nzwei']

/** A short talk; `cut` bytes into it the connection of ann breaks. */
function talk(way?: 'up' | 'down', cut = 0): Table {
  const table = new Table()
  table.ann.passed = { up: 0, down: 0 }
  if (way !== undefined) table.ann.left[way] = cut
  for (const text of texts) {
    table.bob.person.say(`bob ${text}`)
    table.calm()
    table.ann.person.say(`ann ${text}`)
    table.calm()
    if (!table.ann.isThere) table.ann.connect()
    table.calm()
  }
  return table
}

describe('a session in a real room', () => {
  it.each(['up', 'down'] as const)(
    'that is cut after any byte on the way %s comes to what everybody else saw',
    (way) => {
      const { ann } = talk()
      expect(ann.passed[way]).toBeGreaterThan(100)
      for (let cut = 1; cut <= ann.passed[way]; cut++) {
        const table = talk(way, cut)
        expect(table.end(), `cut after ${cut}`).toEqual([])
        const seen = table.bob.person.transcript()
        expect(table.ann.person.transcript(), `cut after ${cut}`).toEqual(seen)
        expect(seen.toSorted()).toEqual(texts.flatMap((text) => [`ann ${text}`, `bob ${text}`]).toSorted())
      }
    },
    60_000,
  )

  it('that is cut and back a hundred times sees everything once', () => {
    const table = new Table()
    for (let i = 0; i < 100; i++) {
      table.bob.person.say(`bob ${i}`)
      table.ann.person.say(`ann ${i}`)
      if (i % 3 === 0) table.world.settle()
      table.ann.cut()
      if (i % 2 === 0) table.world.settle()
      table.ann.connect()
      if (i % 5 === 0) table.calm()
    }
    table.calm()
    expect(table.end()).toEqual([])
    const seen = table.bob.person.transcript()
    expect(seen).toHaveLength(200)
    expect(table.ann.person.transcript()).toEqual(seen)
  })

  it('that comes for the first time is shown as many of the latest messages as it wants, as history', () => {
    const table = new Table()
    for (const text of ['one', 'two', 'three']) {
      table.bob.person.say(text)
      table.calm()
    }
    const shownTo = (history: number) => {
      const cid = new Seat(table.world, `cid${history}`, () => 0, history)
      cid.connect()
      do table.calm()
      while (cid.hear())
      table.bob.person.say(`now ${history}`)
      table.calm()
      cid.hear()
      return cid.person.shown.filter(({ type }) => type === 'message').map(({ text, via }) => [text, via])
    }
    expect(shownTo(2)).toEqual([
      ['two', 'history'],
      ['three', 'history'],
      ['now 2', undefined],
    ])
    expect(shownTo(0)).toEqual([['now 0', undefined]])
  })

  it('that was alone where nothing was said sees no gap when it is back', () => {
    const table = new Table()
    table.bob.cut()
    table.ann.cut()
    table.calm()
    expect(table.world.actor.getSnapshot().context.room.channels.size).toBe(0)
    table.ann.connect()
    table.calm()
    table.ann.person.say('hello')
    table.calm()
    expect(table.end()).toEqual([])
    for (const { person } of [table.ann, table.bob]) expect(person.transcript()).toEqual(['hello'])
  })

  it('that is away for longer than the room remembers sees a gap, and all that is remembered', () => {
    const table = new Table({ historyMessages: 250 })
    table.bob.person.say('before')
    table.calm()
    table.ann.cut()
    for (let i = 0; i < 400; i++) {
      table.bob.person.say(`meanwhile ${i}`)
      table.calm()
    }
    expect(table.end()).toEqual([])
    const last = Array.from({ length: 250 }, (_, i) => `meanwhile ${150 + i}`)
    expect(table.ann.person.transcript()).toEqual(['before', 'gap', ...last])
  })
})
