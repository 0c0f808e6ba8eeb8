import * as fc from 'fast-check'
import type { Round } from './events.ts'
import { Office } from './office.ts'
import { Person } from './person.ts'

type Deed =
  | 'take'
  | 'hear'
  | 'say'
  | 'join'
  | 'part'
  | 'kick'
  | 'cut'
  | 'connect'
  | 'settle'
  | 'rename'
  | 'kill'

/** How often each happens, relative to the others. */
const deed = fc.oneof(
  often(60, 'take'),
  often(60, 'hear'),
  often(80, 'say'),
  often(10, 'join'),
  often(3, 'part'),
  often(3, 'kick'),
  often(8, 'cut'),
  often(16, 'connect'),
  often(8, 'settle'),
  often(2, 'rename'),
  often(2, 'kill'),
)

function often(weight: number, deed: Deed): fc.WeightedArbitrary<Deed> {
  return { weight, arbitrary: fc.constant(deed) }
}

interface Step {
  readonly deed: Deed
  readonly who: number
  readonly channel: string
  /** Of two ways to do it. */
  readonly way: boolean
}

const step: fc.Arbitrary<Step> = fc.record({
  deed,
  who: fc.nat({ max: 3 }),
  channel: fc.constantFrom('#a', '#a', '#b'),
  way: fc.boolean(),
})

/**
 * Rounds in which the promise was kept: people talk, come and go, lose their connection and come back, while the
 * office forgets what is old and is killed now and then. What is under way waits for a step that takes it along, so
 * that everything overtakes everything that it can. Made without any of the checker.
 */
export const rounds: fc.Arbitrary<Round> = fc
  .record({
    keeps: fc.constantFrom(2, 4, 1_000),
    size: fc.integer({ min: 2, max: 4 }),
    steps: fc.array(step, { minLength: 20, maxLength: 160, size: 'max' }),
    absent: fc.subarray([0, 1, 2, 3], { maxLength: 2 }),
  })
  .map(({ keeps, size, steps, absent }) => play(keeps, size, steps, absent))

function play(keeps: number, size: number, steps: readonly Step[], absent: readonly number[]): Round {
  let at = 0
  let lives = 0
  const open = (): Office => new Office(`life${++lives}`, keeps, () => Math.floor(at / 7))
  let office = open()
  const people = ['ann', 'bob', 'cid', 'dan']
    .slice(0, size)
    .map((name) => new Person(name, office, () => ++at))
  for (const person of people) {
    person.connect(office, false)
    person.join('#a', false)
  }
  comeToRest(office, people)
  for (const { deed, who, channel, way } of steps) {
    const person = people[who % size]
    if (person === undefined) continue
    if (deed === 'take') take(office, person, way ? 1 : 5)
    if (deed === 'hear') hear(person, way ? 1 : 5)
    if (deed === 'say') person.say(channel)
    if (deed === 'join') person.join(channel, way)
    if (deed === 'part') person.part(channel)
    if (deed === 'kick') person.kicked(channel)
    if (deed === 'cut') person.lose()
    if (deed === 'connect') person.connect(office, way)
    if (deed === 'settle') person.settle()
    if (deed === 'rename') person.rename()
    if (deed === 'kill') {
      for (const each of people) each.lose()
      office = open()
    }
  }
  const present = people.filter((person, i) => {
    if (absent.includes(i)) person.lose()
    return !absent.includes(i)
  })
  for (const person of present) person.connect(office, false)
  comeToRest(office, present)
  for (const person of present) person.settle()
  comeToRest(office, present)
  return {
    keeps,
    logs: people.map(({ events }, i) => ({ client: `client ${i}`, events })),
    counted: { [office.life]: { messages: office.messages } },
  }
}

function take(office: Office, { link }: Person, most: number): void {
  if (link === undefined) return
  for (let i = 0; i < most; i++) office.take(link)
}

function hear(person: Person, most: number): void {
  for (let i = 0; i < most; i++) person.hear()
}

/** Everything that is under way arrives, and what follows from it. */
function comeToRest(office: Office, people: readonly Person[]): void {
  for (let isMoving = true; isMoving;) {
    isMoving = false
    for (const person of people) {
      const { up = [], down = [] } = person.link ?? {}
      if (up.length + down.length > 0) isMoving = true
      take(office, person, up.length)
      hear(person, down.length)
    }
  }
}
