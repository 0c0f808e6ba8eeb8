import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { certificateFinding } from '../../../src/cli/doctor/certificate.ts'
import { controlFinding } from '../../../src/cli/doctor/control.ts'
import { portFinding } from '../../../src/cli/doctor/port.ts'
import { secretsFinding } from '../../../src/cli/doctor/secrets.ts'
import { report } from '../../../src/cli/doctor/show.ts'
import { logFinding } from '../../../src/cli/doctor/space.ts'

let dir: string
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'earshot-doctor-'))
})
afterEach(async () => await rm(dir, { recursive: true }))

describe('secrets', () => {
  it('that others can read are named with what closes them; a log and a certificate are none', async () => {
    await mkdir(join(dir, 'rooms'), { mode: 0o700 })
    for (const [name, mode] of [
      ['identity.pem', 0o644],
      ['tls.crt', 0o644],
      ['tls.key', 0o600],
    ] as const) {
      await writeFile(join(dir, 'rooms', name), '')
      await chmod(join(dir, 'rooms', name), mode)
    }
    const { level, next } = await secretsFinding(dir)
    expect({ level, next }).toEqual({
      level: 'fail',
      next: [`chmod 600 ${join(dir, 'rooms', 'identity.pem')}`],
    })
    await chmod(join(dir, 'rooms', 'identity.pem'), 0o600)
    expect((await secretsFinding(dir)).level).toBe('ok')
  })

  it('are none where there is no state yet', async () => {
    expect((await secretsFinding(join(dir, 'none'))).level).toBe('ok')
  })
})

describe('the control socket', () => {
  it('is its owner’s alone, and somebody answers on it', async () => {
    const path = join(dir, 'control.sock')
    expect((await controlFinding(path, false)).level).toBe('ok')
    await writeFile(path, '', { mode: 0o600 })
    expect((await controlFinding(path, true)).level).toBe('ok')
    expect((await controlFinding(path, false)).level).toBe('warn')
    await chmod(path, 0o666)
    expect((await controlFinding(path, true)).level).toBe('fail')
  })
})

describe('a port', () => {
  it('of another program is named with what tells whose it is', async () => {
    const server = createServer()
    const port = await new Promise<number>((resolve) => {
      server.listen(0, () => resolve(Number(Object(server.address()).port)))
    })
    expect(await portFinding(port, undefined)).toMatchObject({
      level: 'fail',
      says: expect.stringContaining('EADDRINUSE'),
    })
    expect((await portFinding(port, port)).level).toBe('ok')
    await new Promise((resolve) => server.close(resolve))
    expect((await portFinding(port, undefined)).level).toBe('ok')
  })
})

describe('the log', () => {
  it('is looked for where it will be, too', async () => {
    expect((await logFinding(join(dir, 'not', 'yet'))).level).toBe('ok')
  })
})

describe('a certificate', () => {
  it('that is none is said, and one that is not made yet is no fault', async () => {
    const room = { stateDir: dir, name: 'Office' }
    expect((await certificateFinding(room, Date.now())).level).toBe('ok')
    const tlsCert = join(dir, 'cert.pem')
    expect((await certificateFinding({ ...room, tlsCert }, Date.now())).level).toBe('fail')
  })
})

describe('a report', () => {
  it('has no name of a person or of the computer', () => {
    const named = { home: '/home/carla', user: 'carla', host: 'carlas-laptop' }
    const lines = ['log  /home/carla/.local/log', 'carla on carlas-laptop', 'eth0 10.0.0.2']
    const text = report('earshot 1.0.0', lines, named)
    expect(text).not.toMatch(/carla|laptop/)
    expect(text).toContain('~/.local/log')
    expect(text).toContain('10.0.0.2')
  })
})
