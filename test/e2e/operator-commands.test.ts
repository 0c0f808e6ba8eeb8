import { afterAll, expect, it } from 'vitest'
import { Wire } from '../conformance/wire.ts'
import { earshot, endAll, startDaemonProcess } from './daemon-process.ts'

afterAll(endAll)

it('whoever runs a daemon sees who is there, speaks to them, sends them away and closes the room', async () => {
  const daemon = await startDaemonProcess()
  const run = (...args: string[]) => earshot(...args, `--state-dir=${daemon.stateDir}`).ended
  const enter = async (nick: string): Promise<Wire> => {
    const wire = await Wire.open(daemon.port)
    await wire.register(nick)
    wire.send('JOIN #a')
    await wire.sync()
    return wire
  }
  const [ann, bob] = [await enter('ann'), await enter('bob')]
  const [users, who, say, noSuch] = await Promise.all([
    run('users', '--json'),
    run('who'),
    run('say', '-c', 'a', 'lunch', 'is', 'ready'),
    run('kick', 'nobody'),
  ])
  expect(users.stdout.split('\n').map((line) => line && JSON.parse(line).nick)).toEqual(['ann', 'bob', ''])
  expect(who.stdout).toMatch(/^1\tann\t127\.0\.0\.1 \d+\ttcp\t/)
  expect(say.stderr).toBe('said to 2 in #a\n')
  expect([noSuch.code, noSuch.stderr]).toEqual([1, 'The daemon refused "kick": nobody is called nobody\n'])
  await ann.sync()
  expect(ann.lines).toContain(':earshot.local NOTICE #a :lunch is ready')

  expect((await run('kick', 'bob', 'too', 'loud')).stderr).toBe('bob is out of the room\n')
  await bob.end()
  await run('ban', 'bob')
  expect((await run('ban', '--json')).stdout).toMatch(/^\{"mask":"bob!\*@\*","since":"/)
  await run('lockdown', 'on')
  expect((await daemon.status())['lockdown']).toBe('on')
  expect((await run('drain', '--over', '1s')).code).toBe(0)
  expect((await daemon.ended).code).toBe(0)
  expect(ann.lines.filter((line) => line.includes('Server shutting down'))).not.toEqual([])
  ann.close()
  bob.close()
})
