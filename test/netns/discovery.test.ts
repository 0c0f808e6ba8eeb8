import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { openHost, outputOf, plug, readyOf, whyNoHosts } from './hosts.ts'
import type { Host } from './hosts.ts'

const reason = whyNoHosts()
const skipped = reason === undefined ? '' : ` (skipped: ${reason})`
const hosts: Host[] = []

afterEach(() => {
  for (const host of hosts.splice(0)) host.close()
})

function host(): Host {
  const opened = openHost()
  hosts.push(opened)
  return opened
}

const fresh = () => mkdtemp(join(tmpdir(), 'earshot-netns-'))

async function daemon(on: Host, room: string) {
  const child = on.start('daemon.program.ts', await fresh(), room)
  await readyOf(child)
  return child
}

async function look(on: Host): Promise<unknown> {
  return JSON.parse(await outputOf(on.start('look.program.ts', await fresh(), '500')))
}

describe.skipIf(reason !== undefined)(`discovery between hosts${skipped}`, () => {
  it('finds the rooms of its own host with no network at all', async () => {
    const alone = host()
    await Promise.all([daemon(alone, 'Office'), daemon(alone, 'Kitchen')])
    expect(await look(alone)).toEqual({
      found: { Office: ['127.0.0.1'], Kitchen: ['127.0.0.1'] },
      asked: ['127.255.255.255'],
      problems: [],
    })
  })

  it('finds rooms on both of two networks with no default route, each by its own', async () => {
    const [client, left, right] = [host(), host(), host()]
    await plug(client, 'eth0 10.10.1.2/24', left, 'eth0 10.10.1.3/24')
    await plug(client, 'eth1 10.20.2.2/20', right, 'eth0 10.20.2.3/20')
    await Promise.all([daemon(left, 'Left'), daemon(right, 'Right')])
    expect(await look(client)).toEqual({
      found: { Left: ['10.10.1.3'], Right: ['10.20.2.3'] },
      asked: ['127.255.255.255', '10.10.1.255', '10.20.15.255'],
      problems: [],
    })
  })

  it('finds a room that two networks lead to once, by either', async () => {
    const [client, server] = [host(), host()]
    await plug(client, 'eth0 10.10.1.2/24', server, 'eth0 10.10.1.3/24')
    await plug(client, 'eth1 10.10.2.2/24', server, 'eth1 10.10.2.3/24')
    await daemon(server, 'Office')
    expect(await look(client)).toMatchObject({
      found: { Office: expect.arrayContaining(['10.10.1.3', '10.10.2.3']) },
    })
  })

  it('finds no room that was killed, nor one that stopped', async () => {
    const [client, server] = [host(), host()]
    await plug(client, 'eth0 10.10.1.2/24', server, 'eth0 10.10.1.3/24')
    const [killed, stopped] = await Promise.all([daemon(server, 'Killed'), daemon(server, 'Stopped')])
    expect(await look(client)).toMatchObject({ found: { Killed: ['10.10.1.3'], Stopped: ['10.10.1.3'] } })
    killed.kill('SIGKILL')
    stopped.kill('SIGTERM')
    await Promise.all([outputOf(killed), outputOf(stopped)])
    expect(await look(client)).toMatchObject({ found: {} })
  })
})
