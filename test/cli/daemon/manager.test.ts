import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { whenOpen } from '../../../src/cli/daemon/manager.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('a daemon is ready', () => {
  it('when its port and discovery are open, once, in whichever order', () => {
    const ready = vi.fn<() => void>()
    const open = whenOpen(true, ready)
    open.port()
    expect(ready).not.toHaveBeenCalled()
    for (let i = 0; i < 2; i++) open.discovery()
    vi.runAllTimers()
    expect(ready).toHaveBeenCalledTimes(1)
  })

  it('with its port alone where it is not to be found, and soon where discovery does not open', () => {
    const [hidden, failing] = [vi.fn<() => void>(), vi.fn<() => void>()]
    whenOpen(false, hidden).port()
    expect(hidden).toHaveBeenCalledTimes(1)
    whenOpen(true, failing).port()
    expect(failing).not.toHaveBeenCalled()
    vi.runAllTimers()
    expect(failing).toHaveBeenCalledTimes(1)
  })
})
