import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openOperations } from '../../../src/cli/daemon/operations.ts'
import type { DaemonOptions } from '../../../src/cli/config/daemon-options.ts'
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

describe('the operations of a daemon', () => {
  it('vouch for the token and for the named operator', async () => {
    const { operations, token, config } = await openOperations(await office(), noTls)
    expect(config).toEqual({ motd: ['hello'], hiddenCaps: [] })
    expect(operations.vouch('any', token.token)).toBe(true)
    expect(operations.vouch('ann', 'first')).toBe(true)
    expect(operations.vouch('bob', 'first')).toBe(false)
  })

  it('know the password of the room, and another one when it was read again', async () => {
    const options = await office()
    const passwordFile = join(options.stateDir, 'room-password')
    await writeFile(passwordFile, 'one\n', { mode: 0o600 })
    const { operations, password } = await openOperations({ ...options, passwordFile }, noTls)
    expect([password?.matches('one'), password?.matches('two')]).toEqual([true, false])
    await writeFile(passwordFile, 'two\n')
    await operations.reread()
    expect([password?.matches('one'), password?.matches('two')]).toEqual([false, true])
    await writeFile(passwordFile, '\n')
    await expect(operations.reread()).rejects.toThrow('a password is one line')
    expect(password?.matches('two')).toBe(true)
    expect((await openOperations(options, noTls)).password).toBeUndefined()
  })

  it('read again what the files say', async () => {
    const options = await office()
    const { operations } = await openOperations(options, noTls)
    await writeFile(options.motdFile, 'new\n')
    await writeFile(options.operatorPasswordFile, 'second\n')
    expect(await operations.reread()).toEqual({ motd: ['new'], hiddenCaps: [] })
    expect(operations.vouch('ann', 'first')).toBe(false)
    expect(operations.vouch('ann', 'second')).toBe(true)
  })

  it('change nothing when one of them is broken', async () => {
    const options = await office()
    const { operations } = await openOperations(options, noTls)
    await writeFile(options.motdFile, 'new\n')
    await writeFile(options.operatorPasswordFile, '\n')
    await expect(operations.reread()).rejects.toThrow('a password is one line')
    expect(operations.vouch('ann', 'first')).toBe(true)
  })

  it('keep every line of the message of the day within 512 bytes, for the longest nick', async () => {
    const options = await office()
    await writeFile(options.motdFile, 'x'.repeat(1_000))
    const { config } = await openOperations({ ...options, serverName: `${'s'.repeat(59)}.org` }, noTls)
    const [line = ''] = config.motd
    expect(`:${'s'.repeat(59)}.org 372 ${'n'.repeat(32)} :- ${line}\r\n`).toHaveLength(512)
  })
})
