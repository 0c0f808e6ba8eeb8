import { renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { askControl } from '../../src/ops/control-client.ts'
import { ControlError } from '../../src/ops/control-protocol.ts'
import { Chorus } from './chorus.ts'
import { type DaemonProcess, endAll, freshDir, startDaemonProcess } from './daemon-process.ts'

afterEach(endAll)

/** A daemon with a file of settings, and what puts another text there in one step. */
async function configured(): Promise<{ daemon: DaemonProcess; put: (text: string) => void }> {
  const dir = freshDir()
  const file = join(dir, 'config.toml')
  const put = (text: string): void => {
    writeFileSync(`${file}.new`, text)
    renameSync(`${file}.new`, file)
  }
  put('[daemon]\n')
  return { daemon: await startDaemonProcess(`--config=${file}`), put }
}

/** What the daemon answers to a reload; its refusal as a text. */
async function reload({ stateDir }: DaemonProcess): Promise<object | string> {
  try {
    return await askControl(join(stateDir, 'control.sock'), { command: 'reload' }, 10_000)
  } catch (error) {
    if (error instanceof ControlError) return error.message
    throw error
  }
}

describe('a daemon that is told to read its configuration again', () => {
  it('takes what is right and nothing of what is wrong, a thousand times, while people talk', async () => {
    const { daemon, put } = await configured()
    const chorus = await Chorus.start(daemon.port, 4)
    const right = ['[daemon]\nallow = ["203.0.113.0/24"]\n', '[daemon]\nlog-level = "warn"\n', '']
    const wrong = ['[daemon]\nallow = ["203.0.113.0/24"', '[daemon]\nlog-level = "wa', '[daemon]\nprot = 1\n']
    for (let round = 0; round < 1_000; round++) {
      const isRight = round % 2 === 0
      put((isRight ? right : wrong)[(round >> 1) % 3] ?? '')
      const answer = await reload(daemon)
      if (isRight) expect(answer).toMatchObject({ waiting: [], problems: [] })
      else expect(answer).toContain('nothing is changed: ')
    }
    await chorus.verify()
    chorus.stop()
    put('')
    await reload(daemon)
    put('[daemon]\nallow = ["203.0.113.0/24"]\nreplay = 3\n')
    expect(await reload(daemon)).toMatchObject({
      changed: [{ setting: 'allow', from: '(loopback, private and own networks)', to: '203.0.113.0/24' }],
      waiting: [{ setting: 'replay', from: '(20)', to: '3' }],
    })
  }, 60_000)

  it('by SIGHUP does so where it is tended, and says in the log what came of it', async () => {
    vi.stubEnv('EARSHOT_DETACHED', '1')
    const { daemon, put } = await configured()
    put('[daemon]\nlog-level = "debug"\n')
    daemon.child.kill('SIGHUP')
    await vi.waitUntil(() => daemon.log().some(({ evt }) => evt === 'config.changed'), 10_000)
    put('[daemon]\nlog-level = "loud"\n')
    daemon.child.kill('SIGHUP')
    await vi.waitUntil(() => daemon.log().some(({ evt }) => evt === 'config.refused'), 10_000)
    expect(await daemon.status()).toMatchObject({ room: 'E2E' })
    vi.unstubAllEnvs()
  })
})
