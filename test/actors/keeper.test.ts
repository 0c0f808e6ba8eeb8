import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { SimulatedClock, createActor, fromTransition } from 'xstate'
import { type KeeperReport, keeperMachine } from '../../src/actors/keeper.ts'
import { Opener } from './fake-resource.ts'

interface KeepingOptions {
  readonly isOptional?: boolean
  readonly behaviour?: Opener['behaviour']
  readonly isSlowToClose?: boolean
}

class Keeping {
  readonly opener = new Opener()
  readonly clock = new SimulatedClock()
  readonly reports: (KeeperReport['type'] | 'shut')[] = []
  readonly retriesMs: number[] = []
  readonly actor

  constructor({ isOptional = false, behaviour = 'opens', isSlowToClose = false }: KeepingOptions = {}) {
    Object.assign(this.opener, { behaviour, isSlowToClose })
    this.actor = createActor(keeperMachine, {
      clock: this.clock,
      input: {
        isOptional,
        open: this.opener.open,
        noteFailure: (_, retryMs) => this.retriesMs.push(retryMs),
        name: 'thing',
        parent: createActor(
          fromTransition((_: null, { type }: KeeperReport) => {
            this.reports.push(type)
            return null
          }, null),
        ).start(),
      },
    })
    this.actor.subscribe({ complete: () => this.reports.push('shut') })
    this.actor.start()
  }

  /** So long passes, and promises settle. */
  async after(ms = 0): Promise<void> {
    await setImmediate()
    this.clock.increment(ms)
    await setImmediate()
  }

  shut(): void {
    this.actor.send({ type: 'shut' })
  }
}

describe('a keeper', () => {
  it('opens what it keeps, and closes it when it is to shut', async () => {
    const keeping = new Keeping()
    await keeping.after()
    keeping.shut()
    await keeping.after()
    expect(keeping.reports).toEqual(['opened', 'shut'])
    expect(keeping.opener.resources.map(({ closes }) => closes)).toEqual([1])
  })

  it('closes what broke, then opens it again after a back-off that doubles up to 5 s', async () => {
    const keeping = new Keeping()
    await keeping.after()
    keeping.opener.behaviour = 'fails'
    keeping.opener.breaks()
    for (const ms of [100, 200, 400, 800, 1_600, 3_200, 5_000]) {
      await keeping.after(ms - 1)
      const attempts = keeping.opener.attempts.length
      await keeping.after(1)
      expect(keeping.opener.attempts).toHaveLength(attempts + 1)
    }
    expect(keeping.retriesMs).toEqual([100, 200, 400, 800, 1_600, 3_200, 5_000])
    expect(keeping.opener.resources[0]?.closes).toBe(1)
    expect(keeping.reports).toEqual(['opened', 'gaveUp'])
  })

  it('opens again what broke once, and says so', async () => {
    const keeping = new Keeping()
    await keeping.after()
    keeping.opener.breaks()
    await keeping.after(100)
    expect(keeping.reports).toEqual(['opened', 'opened'])
  })

  it('forgets failures when it was open for a minute', async () => {
    const keeping = new Keeping()
    for (let i = 0; i < 20; i++) {
      await keeping.after(60_000)
      keeping.opener.breaks()
      await keeping.after(100)
    }
    expect(keeping.retriesMs.every((ms) => ms === 100)).toBe(true)
    expect(keeping.reports).not.toContain('gaveUp')
  })

  it('gives up when what breaks again at once breaks too often', async () => {
    const keeping = new Keeping()
    for (let i = 0; i < 8; i++) {
      await keeping.after(5_000)
      keeping.opener.breaks()
    }
    await keeping.after()
    expect(keeping.reports.at(-1)).toBe('gaveUp')
    expect(keeping.opener.resources.every(({ closes }) => closes === 1)).toBe(true)
  })

  it('gives up at once when it is needed and cannot be opened at all', async () => {
    const keeping = new Keeping({ behaviour: 'fails' })
    await keeping.after()
    expect(keeping.reports).toEqual(['gaveUp'])
    expect(keeping.retriesMs).toEqual([])
  })

  it('tries again when it is optional', async () => {
    const keeping = new Keeping({ behaviour: 'fails', isOptional: true })
    await keeping.after(100)
    keeping.opener.behaviour = 'opens'
    await keeping.after(200)
    expect(keeping.reports).toEqual(['opened'])
  })

  it('takes a failure for one, however often it is told, and none of what was replaced', async () => {
    const keeping = new Keeping()
    await keeping.after()
    const [first] = keeping.opener.attempts
    first?.failed(new Error('one'))
    first?.failed(new Error('two'))
    await keeping.after(100)
    first?.failed(new Error('late'))
    await keeping.after()
    expect(keeping.reports).toEqual(['opened', 'opened'])
    expect(keeping.opener.resources.map(({ closes }) => closes)).toEqual([1, 0])
  })

  it('does not take for open what broke before it was there', async () => {
    const keeping = new Keeping({ behaviour: 'waits', isOptional: true })
    keeping.opener.breaks()
    keeping.opener.succeed()
    await keeping.after()
    expect(keeping.reports).toEqual([])
    expect(keeping.opener.resources[0]?.closes).toBe(1)
    expect(keeping.retriesMs).toEqual([100])
  })
})

describe('a keeper that is to shut', () => {
  const states: Record<string, (keeping: Keeping) => Promise<void>> = {
    'has not opened yet, and does': async ({ opener }) => opener.succeed(),
    'has not opened yet, and cannot': async ({ opener }) => opener.attempts[0]?.reject(new Error('no')),
    'has not opened yet, and has broken': async ({ opener }) => {
      opener.breaks()
      opener.succeed()
    },
  }
  it.each(Object.entries(states))('while it %s leaves nothing open', async (_, then) => {
    const keeping = new Keeping({ behaviour: 'waits' })
    keeping.shut()
    keeping.shut()
    await keeping.after()
    expect(keeping.reports).toEqual([])
    await then(keeping)
    await keeping.after()
    expect(keeping.reports).toEqual(['shut'])
    expect(keeping.opener.resources.every(({ closes }) => closes === 1)).toBe(true)
    expect(keeping.actor.getSnapshot().status).toBe('done')
  })

  it('while it is open is shut only when that is closed', async () => {
    const keeping = new Keeping({ isSlowToClose: true })
    await keeping.after()
    keeping.shut()
    await keeping.after()
    expect(keeping.reports).toEqual(['opened'])
    keeping.opener.resources[0]?.endClosing()
    await keeping.after()
    expect(keeping.reports).toEqual(['opened', 'shut'])
  })

  it('while it closes what broke waits for that, and does not close it twice', async () => {
    const keeping = new Keeping({ isSlowToClose: true })
    await keeping.after()
    keeping.opener.breaks()
    keeping.shut()
    await keeping.after()
    expect(keeping.reports).toEqual(['opened'])
    keeping.opener.resources[0]?.endClosing()
    await keeping.after()
    expect(keeping.reports).toEqual(['opened', 'shut'])
    expect(keeping.opener.resources[0]?.closes).toBe(1)
  })

  it('while it waits to try again does not try again', async () => {
    const keeping = new Keeping()
    await keeping.after()
    keeping.opener.breaks()
    await keeping.after(50)
    keeping.shut()
    await keeping.after(1_000)
    expect(keeping.reports).toEqual(['opened', 'shut'])
    expect(keeping.opener.attempts).toHaveLength(1)
  })

  it('after it gave up is shut', async () => {
    const keeping = new Keeping({ behaviour: 'fails' })
    await keeping.after()
    keeping.shut()
    expect(keeping.reports).toEqual(['gaveUp', 'shut'])
  })

  it('when it is stopped instead, while it opens, closes what comes', async () => {
    const keeping = new Keeping({ behaviour: 'waits' })
    keeping.actor.stop()
    keeping.opener.succeed()
    await keeping.after()
    expect(keeping.opener.resources[0]?.closes).toBe(1)
  })
})
