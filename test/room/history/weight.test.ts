import { getHeapStatistics, setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, it } from 'vitest'
import { Scene } from '../harness.ts'

setFlagsFromString('--expose-gc')
const collect: () => void = runInNewContext('gc')

/** Bytes on the heap that nothing can collect. */
function heapBytes(): number {
  collect()
  collect()
  return getHeapStatistics().used_heap_size
}

/** Nothing of an earlier measurement may be freed during a later one. */
const kept: Scene[] = []

/** What remembering `count` lines weighs by the archive's reckoning, as a multiple of what it takes on the heap. */
function overestimate(count: number, text: (i: number) => string): number {
  const all = { historyMessages: 5_000, historyBytes: 1e9, historyTotalBytes: 1e9 }
  const scene = new Scene({ limits: all }).enter('ann').join('#a', 'ann')
  kept.push(scene)
  for (let i = 0; i < 50; i++) scene.line('ann', text(i))
  const [heap, { bytes }] = [heapBytes(), { ...scene.room.archive }]
  for (let i = 50; i < count + 50; i++) scene.line('ann', text(i))
  const real = heapBytes() - heap
  return (scene.room.archive.bytes - bytes) / real
}

const number = (i: number) => String(i).padStart(6, '0')
const many = Array.from({ length: 700 }, (_, i) => `+t${i}`).join(';')

describe('what a remembered line weighs', () => {
  it.each([
    { kind: 'a short message', count: 4_000, text: (i: number) => `PRIVMSG #a :${number(i)} good morning` },
    { kind: 'a long one', count: 4_000, text: (i: number) => `PRIVMSG #a :${number(i)}${'x'.repeat(390)}` },
    {
      kind: 'one with a nonce',
      count: 4_000,
      text: (i: number) => `@+earshot/nonce=${number(i)} PRIVMSG #a :x`,
    },
    { kind: 'one with 700 tags', count: 150, text: (i: number) => `@${many} PRIVMSG #a :${number(i)}` },
    {
      kind: 'an event with a tag',
      count: 4_000,
      text: (i: number) => `@+draft/react=${number(i)} TAGMSG #a`,
    },
  ])('is what it takes, within a factor of two: $kind', ({ count, text }) => {
    // The first one compiles what the others run; a collector that frees something old meanwhile spoils one of them.
    const [, ...measured] = [0, 1, 2, 3].map(() => overestimate(count, text))
    const median = measured.toSorted((a, b) => a - b)[1]
    expect(median).toBeGreaterThan(0.5)
    expect(median).toBeLessThan(2)
  })
})
