import { afterAll, describe, expect, it } from 'vitest'
import { endAll } from '../e2e/daemon-process.ts'
import { runs } from '../runs.ts'
import { check } from './checker.ts'
import { seeded } from './faults.ts'
import { type Guest, enter } from './guest.ts'
import { type Host, openHere, openProcess } from './host.ts'
import { playRound } from './live-round.ts'
import { plants } from './plants.ts'

const seeds = Array.from({ length: runs(4) }, (_, i) => i + 1)
const steps = 120

afterAll(endAll)

describe('our own clients in a real room, over a network that breaks and with a daemon that is killed', () => {
  it.each(seeds)('keep the promise, and show it to the checker: seed %i', async (seed) => {
    const { violations, vanished, round } = await playRound(seed, steps)
    expect([violations, vanished]).toEqual([[], []])
    const random = seeded(seed)
    let planted = 0
    for (const { does, breaks, into } of plants) {
      const ways = into(round)
      const plant = ways[Math.floor(random() * ways.length)]
      if (plant === undefined) continue
      planted++
      const found = check(plant()).filter(({ rule }) => breaks.includes(rule))
      expect(found, does).not.toEqual([])
    }
    expect(planted).toBeGreaterThan(15)
  })
})

describe('a member of a real room', () => {
  const calm = { channels: ['#a'], faults: () => ({}), random: () => 0, mostPauseMs: 5 }

  async function together(host: Host, talk: (ann: Guest, bob: Guest) => Promise<void>): Promise<void> {
    const ann = await enter({ ...calm, name: 'ann', host })
    const bob = await enter({ ...calm, name: 'bob', host })
    try {
      await talk(ann, bob)
      await Promise.all([ann.isBack(), bob.isBack()])
      await Promise.all([ann.isBack(), bob.isBack()])
      const logs = [ann, bob].map(({ name, recorder: { events } }) => ({ client: name, events }))
      expect(check({ logs, keeps: host.keeps })).toEqual([])
    } finally {
      await Promise.all([ann.leave(), bob.leave()])
      await host.close()
    }
  }

  it('who is cut and back a hundred times sees everything once, and has said everything once', async () => {
    await together(await openHere(2_000), async (ann, bob) => {
      for (let i = 0; i < 100; i++) {
        bob.say('#a', `bob ${i}`)
        ann.say('#a', `ann ${i}`)
        if (i % 2 === 0) await ann.settle()
        ann.cut()
        await ann.isAway()
        if (i % 3 === 0) await ann.isBack()
      }
      await ann.isBack()
      await bob.isBack()
      expect(ann.transcript).toEqual(bob.transcript)
      expect(new Set(ann.transcript).size).toBe(200)
      expect(ann.transcript).toHaveLength(200)
    })
  })

  it('who is away for longer than the room remembers is told so', async () => {
    await together(await openHere(10), async (ann, bob) => {
      bob.say('#a', 'before')
      await bob.isBack()
      await ann.isBack()
      ann.shutOut()
      for (let i = 0; i < 30; i++) bob.say('#a', `meanwhile ${i}`)
      await bob.isBack()
      ann.letIn()
      await ann.isBack()
      const last = Array.from({ length: 10 }, (_, i) => `meanwhile ${20 + i}`)
      expect(ann.transcript).toEqual(['before', 'gap', ...last])
    })
  })

  it('whose daemon is killed and started again is told of a new life, and of what it cannot know', async () => {
    const host = await openProcess()
    await together(host, async (ann, bob) => {
      bob.say('#a', 'before')
      await bob.isBack()
      await ann.isBack()
      ann.passage?.up.freeze()
      ann.say('#a', 'on its way')
      for (const guest of [ann, bob]) guest.shutOut()
      await host.kill()
      for (const guest of [ann, bob]) guest.letIn()
      await bob.isBack()
      await ann.isBack()
      bob.say('#a', 'after')
      await bob.isBack()
      await ann.isBack()
      for (const { transcript } of [ann, bob]) expect(transcript).toEqual(['before', 'gap', 'after'])
      expect(ann.recorder.unconfirmed.size).toBe(1)
    })
  })
})
