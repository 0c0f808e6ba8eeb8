import { describe, expect, it } from 'vitest'
import { Notifier } from '../../src/ops/notify.ts'

/** A manager that takes one thing at a time, when it is let. */
function manager() {
  const told: (readonly string[])[] = []
  const faults: string[] = []
  let end = (_error?: Error): void => {}
  const tell = (assignments: readonly string[]): Promise<void> => {
    told.push(assignments)
    return new Promise((resolve, reject) => {
      end = (error) => (error === undefined ? resolve() : reject(error))
    })
  }
  const notifier = new Notifier(
    tell,
    ({ message }) => void faults.push(message),
    () => 5_000_999n,
  )
  const next = async (error?: Error): Promise<void> => {
    await new Promise(setImmediate)
    end(error)
    await new Promise(setImmediate)
  }
  return { notifier, told, faults, next }
}

describe('a service manager', () => {
  it('is told what is new, and nothing twice', async () => {
    const { notifier, told, next } = manager()
    notifier.says('port 1')
    await next()
    notifier.is('ready')
    notifier.says('port 1')
    await next()
    notifier.feed()
    await next()
    notifier.is('ready')
    await next()
    expect(told).toEqual([['STATUS=port 1'], ['READY=1', `MAINPID=${process.pid}`], ['WATCHDOG=1']])
  })

  it('is told of a reload when it begins and when it ends', async () => {
    const { notifier, told, next } = manager()
    notifier.is('ready')
    await next()
    await next()
    notifier.is('reloading')
    await Promise.resolve()
    notifier.is('ready')
    await next()
    await next()
    expect(told.slice(1)).toEqual([
      ['RELOADING=1', 'MONOTONIC_USEC=5000'],
      ['READY=1', `MAINPID=${process.pid}`],
    ])
  })

  it('that is slow is told the latest, so that nothing piles up', async () => {
    const { notifier, told, next } = manager()
    notifier.is('ready')
    await Promise.resolve()
    for (let i = 0; i < 1_000; i++) {
      notifier.says(`status ${i}`)
      notifier.is('reloading')
      notifier.is('ready')
      notifier.feed()
    }
    notifier.is('stopping')
    notifier.is('ready')
    await next()
    await next()
    await next()
    expect(told.slice(1)).toEqual([['STOPPING=1', 'STATUS=status 999', 'WATCHDOG=1']])
  })

  it('that cannot be told is not told again, and that is said once', async () => {
    const { notifier, told, faults, next } = manager()
    notifier.is('ready')
    await next(new Error('ENOENT'))
    notifier.says('anything')
    notifier.feed()
    expect(told).toHaveLength(1)
    expect(faults).toEqual(['ENOENT'])
    await notifier.told()
  })
})
