import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type OpenOperations, openOperations } from '../../../src/cli/daemon/operations.ts'
import type { DaemonOptions } from '../../../src/cli/config/daemon-options.ts'
import type { RoomConfig } from '../../../src/room/room.ts'
import { noTls } from '../../tls.ts'
import { unwritten } from '../../unwritten.ts'

async function office(): Promise<DaemonOptions & { motdFile: string; operatorPasswordFile: string }> {
  const stateDir = await mkdtemp(join(tmpdir(), 'earshot-operations-'))
  const motdFile = join(stateDir, 'motd')
  const operatorPasswordFile = join(stateDir, 'password')
  await writeFile(motdFile, 'hello\n')
  await writeFile(operatorPasswordFile, 'first\n', { mode: 0o600 })
  return {
    port: 0,
    name: 'Office',
    stateDir,
    logDir: stateDir,
    discovery: false,
    limits: true,
    ...unwritten,
    operator: 'ann',
    operatorPasswordFile,
    motdFile,
  }
}

/** Reads again, and has it hold. */
async function again({ read }: OpenOperations, options: DaemonOptions): Promise<RoomConfig> {
  const { config, keep } = await read(options)
  keep()
  return config
}

describe('the operations of a daemon', () => {
  it('vouch for the token and for the named operator', async () => {
    const { operators, token, config } = await openOperations(await office(), noTls)
    expect(config).toEqual({ motd: ['hello'], hiddenCaps: [] })
    expect(operators.vouch('any', token.token)).toBe(true)
    expect(operators.vouch('ann', 'first')).toBe(true)
    expect(operators.vouch('bob', 'first')).toBe(false)
    expect(operators.names()).toEqual(['*', 'ann'])
  })

  it('know the password of the room, and another one or none when it was read again', async () => {
    const options = await office()
    const passwordFile = join(options.stateDir, 'room-password')
    await writeFile(passwordFile, 'one\n', { mode: 0o600 })
    const opened = await openOperations({ ...options, passwordFile }, noTls)
    const { password } = opened
    expect([password.matches('one'), password.matches('two')]).toEqual([true, false])
    await writeFile(passwordFile, 'two\n')
    await again(opened, { ...options, passwordFile })
    expect([password.matches('one'), password.matches('two')]).toEqual([false, true])
    await writeFile(passwordFile, '\n')
    await expect(again(opened, { ...options, passwordFile })).rejects.toThrow('a password is one line')
    expect(password.matches('two')).toBe(true)
    await again(opened, options)
    expect(password.isSet).toBe(false)
  })

  it('read again what the files say, and what other files say', async () => {
    const options = await office()
    const opened = await openOperations(options, noTls)
    await writeFile(options.motdFile, 'new\n')
    await writeFile(options.operatorPasswordFile, 'second\n')
    expect(await again(opened, { ...options, operator: 'bob' })).toEqual({ motd: ['new'], hiddenCaps: [] })
    const { operators } = opened
    expect([operators.vouch('ann', 'second'), operators.vouch('bob', 'second')]).toEqual([false, true])
    expect(operators.names()).toEqual(['*', 'bob'])
  })

  it('change nothing when one of them is broken, or what was read is not kept', async () => {
    const options = await office()
    const opened = await openOperations(options, noTls)
    await opened.read({ ...options, operator: 'bob' })
    await writeFile(options.motdFile, 'new\n')
    await writeFile(options.operatorPasswordFile, '\n')
    await expect(opened.read(options)).rejects.toThrow('a password is one line')
    expect(opened.operators.vouch('ann', 'first')).toBe(true)
  })

  it('keep every line of the message of the day within 512 bytes, for the longest nick', async () => {
    const options = await office()
    await writeFile(options.motdFile, 'x'.repeat(1_000))
    const { config } = await openOperations({ ...options, serverName: `${'s'.repeat(59)}.org` }, noTls)
    const [line = ''] = config.motd
    expect(`:${'s'.repeat(59)}.org 372 ${'n'.repeat(32)} :- ${line}\r\n`).toHaveLength(512)
  })
})
