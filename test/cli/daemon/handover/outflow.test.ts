import { expect, it } from 'vitest'
import { Outflow } from '../../../../src/cli/daemon/handover/outflow.ts'

/** A pipe that takes so many writes before it wants to be drained, and what was written to it. */
function pipe(takes = Number.POSITIVE_INFINITY) {
  const written: string[] = []
  let drains = 0
  return {
    written,
    drains: () => drains,
    write: (text: string) => {
      written.push(text)
      return written.length % takes !== 0
    },
    drained: () => {
      drains++
      return Promise.resolve()
    },
  }
}

const line = (n: number): string => `{"n":${n},"text":"${'x'.repeat(990)}"}`

it('a snapshot leaves in slices of 64 KiB, each in a turn of its own, as fast as the pipe takes them', async () => {
  const to = pipe(10)
  let turns = 0
  let worked = 0
  const turn = () => {
    turns++
    return Promise.resolve()
  }
  const outflow = new Outflow(to, turn, () => (worked += 2))
  const slices = await outflow.snapshot(Array.from({ length: 6_500 }, (_, n) => line(n)))
  expect(slices).toBe(turns)
  expect(outflow.longestMs).toBe(2)
  expect(slices).toBeGreaterThanOrEqual(100)
  expect(to.drains()).toBe(Math.floor(slices / 10))
  for (const text of to.written) expect(text.length).toBeLessThan(65_536 + 1_100)
  expect(to.written.join('').split('\n')).toEqual([
    ...Array.from({ length: 6_500 }, (_, n) => `room ${line(n)}`),
    '',
  ])
})

it('what happens while it leaves comes behind it, and then at once', async () => {
  const to = pipe()
  const outflow = new Outflow(
    to,
    () => Promise.resolve(),
    () => 0,
  )
  function* lines(): Generator<string> {
    yield line(1)
    outflow.entry('{"e":1}')
    yield line(2)
    outflow.entry('{"e":2}')
  }
  await outflow.snapshot(lines())
  outflow.entry('{"e":3}')
  outflow.say('caught-up')
  expect(to.written.join('').split('\n')).toEqual([
    `room ${line(1)}`,
    `room ${line(2)}`,
    'entry {"e":1}',
    'entry {"e":2}',
    'entry {"e":3}',
    'caught-up',
    '',
  ])
})

it('no more waits than there is room for', () => {
  const outflow = new Outflow(
    pipe(),
    () => Promise.resolve(),
    () => 0,
  )
  expect(() => {
    for (let n = 0; n < 200_001; n++) outflow.entry('{}')
  }).toThrow('more is said than can be handed over')
})
