import { describe, expect, it } from 'vitest'
import { places, type PlacesInput } from '../../src/ops/paths.ts'

const plain: PlacesInput = { env: {}, home: '/home/ann', uid: 1000, tmp: '/tmp' }
const service = {
  STATE_DIRECTORY: '/var/lib/earshot',
  LOGS_DIRECTORY: '/var/log/earshot',
  RUNTIME_DIRECTORY: '/run/earshot',
}
const state = '/home/ann/.local/state/earshot'

describe('places', () => {
  it.each<[string, Partial<PlacesInput>, [stateDir: string, logDir: string, control: string]]>([
    ['nothing set', {}, [state, `${state}/log`, `${state}/control.sock`]],
    [
      'XDG_STATE_HOME',
      { env: { XDG_STATE_HOME: '/data/state' } },
      ['/data/state/earshot', '/data/state/earshot/log', '/data/state/earshot/control.sock'],
    ],
    [
      'a relative XDG_STATE_HOME, which XDG says to ignore',
      { env: { XDG_STATE_HOME: 'state' } },
      [state, `${state}/log`, `${state}/control.sock`],
    ],
    ['an empty one', { env: { XDG_STATE_HOME: '' } }, [state, `${state}/log`, `${state}/control.sock`]],
    ['a chosen state directory', { stateDir: '/srv/a' }, ['/srv/a', '/srv/a/log', '/srv/a/control.sock']],
    ['a chosen log directory', { logDir: '/srv/log' }, [state, '/srv/log', `${state}/control.sock`]],
    ['a service', { env: service }, ['/var/lib/earshot', '/var/log/earshot', '/run/earshot/control.sock']],
    [
      'a service with several state directories',
      { env: { STATE_DIRECTORY: '/var/lib/a:/var/lib/b' } },
      ['/var/lib/a', '/var/lib/a/log', '/var/lib/a/control.sock'],
    ],
    [
      'a service whose operator chose a state directory',
      { env: service, stateDir: '/srv/a' },
      ['/srv/a', '/srv/a/log', '/srv/a/control.sock'],
    ],
  ])('with %s', (_, given, [stateDir, logDir, control]) => {
    expect(places({ ...plain, ...given })).toEqual({ stateDir, logDir, control })
  })
})

describe('the control socket of a state directory with a long path', () => {
  const stateDir = `/srv/${'d'.repeat(120)}`

  it('has a short name in the directory for temporary files', () => {
    expect(places({ ...plain, stateDir }).control).toMatch(/^\/tmp\/earshot-1000\/[\da-f]{16}\.sock$/)
  })

  it('has it in XDG_RUNTIME_DIR when there is one', () => {
    const { control } = places({ ...plain, stateDir, env: { XDG_RUNTIME_DIR: '/run/user/1000' } })
    expect(control).toMatch(/^\/run\/user\/1000\/earshot\/[\da-f]{16}\.sock$/)
  })

  it('has it in /tmp when even that is too long', () => {
    expect(places({ ...plain, stateDir, tmp: `/${'t'.repeat(120)}` }).control).toMatch(
      /^\/tmp\/earshot-1000\//,
    )
  })

  it('is the same for the same directory, and another for another', () => {
    const control = (stateDir: string) => places({ ...plain, stateDir }).control
    expect(control(stateDir)).toBe(control(stateDir))
    expect(control(stateDir)).not.toBe(control(`${stateDir}x`))
  })

  it('is needed from the byte on that a socket’s path cannot have', () => {
    const most = process.platform === 'linux' ? 107 : 103
    const fits = `/${'é'.repeat(20)}${'d'.repeat(most - 41 - '/control.sock'.length)}`
    expect(places({ ...plain, stateDir: fits }).control).toBe(`${fits}/control.sock`)
    expect(places({ ...plain, stateDir: `${fits}d` }).control).toMatch(/^\/tmp\//)
  })
})
