import { isAbsolute } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { fromEnvironment } from '../../../src/cli/arguments/environment.ts'
import { ourPlaces } from '../../../src/cli/arguments/places.ts'

afterEach(() => vi.unstubAllEnvs())

describe('an empty environment variable', () => {
  it('counts as unset', () => {
    vi.stubEnv('EARSHOT_NICK', '')
    expect(fromEnvironment('EARSHOT_NICK')).toBeUndefined()
    vi.stubEnv('EARSHOT_NICK', 'ann')
    expect(fromEnvironment('EARSHOT_NICK')).toBe('ann')
  })

  it('is no home', () => {
    vi.stubEnv('XDG_STATE_HOME', '')
    vi.stubEnv('HOME', '')
    expect(isAbsolute(ourPlaces({}).stateDir)).toBe(true)
  })
})
