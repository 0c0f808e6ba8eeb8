import { describe, expect, it } from 'vitest'
import { type Place, firstThere } from '../../src/client/places.ts'

const here: Place = { host: '10.0.0.1', port: 1 }
const there: Place = { host: '10.0.0.2', port: 2 }

/** Dials that never end by themselves, unless the place answers or refuses. */
function network(answers: Readonly<Record<string, 'answers' | 'refuses'>>) {
  const dialled: string[] = []
  const dial = ({ host }: Place, signal: AbortSignal): Promise<void> => {
    dialled.push(host)
    if (answers[host] === 'answers') return Promise.resolve()
    if (answers[host] === 'refuses') return Promise.reject(new Error(`${host} refused`))
    return new Promise((_resolve, reject) => {
      signal.addEventListener('abort', () => reject(new Error(`${host} given up`)), { once: true })
    })
  }
  return { dialled, dial }
}

const { signal } = new AbortController()

describe('firstThere', () => {
  it('is content with the last place where somebody answers, and ends the look', async () => {
    const { dialled, dial } = network({ [here.host]: 'answers' })
    let isEnded = false
    const find = (looking: AbortSignal) =>
      new Promise<undefined>(() => looking.addEventListener('abort', () => (isEnded = true)))
    await firstThere({ last: here, find, dial, signal })
    expect([dialled, isEnded]).toEqual([[here.host], true])
  })

  it('gives up a place that is silent as soon as the room is found elsewhere', async () => {
    const { dialled, dial } = network({ [there.host]: 'answers' })
    await firstThere({ last: here, find: () => Promise.resolve(there), dial, signal })
    expect(dialled).toEqual([here.host, there.host])
  })

  it('rejects where nobody is found, or the look fails, or it leads to the same place', async () => {
    const { dial } = network({ [here.host]: 'refuses' })
    const looks = [
      undefined,
      () => Promise.resolve(undefined),
      () => Promise.resolve(here),
      () => Promise.reject(new Error('no network')),
    ]
    for (const find of looks) {
      await expect(firstThere({ last: here, find, dial, signal })).rejects.toThrow('10.0.0.1 refused')
    }
  })
})
