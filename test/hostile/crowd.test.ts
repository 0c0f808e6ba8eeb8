import { execFileSync } from 'node:child_process'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { defaultLimits } from '../../src/protocol/limits.ts'
import type { Wire } from '../conformance/wire.ts'
import { startDaemonProcess, startDaemonWithFiles } from '../e2e/daemon-process.ts'
import { Siege, endSiege, descriptorsOf, onLinux, patience, whyNoSiege } from './siege.ts'

let siege: Siege
afterEach(endSiege)

const crowdOf = async (count: number, greet: (wire: Wire, i: number) => void = () => {}): Promise<Wire[]> =>
  await Promise.all(
    Array.from({ length: count }, async (_, i) => {
      const wire = await siege.open()
      greet(wire, i)
      return wire
    }),
  )

/** They ask to be members, all at once. */
function register(crowd: readonly Wire[], wave = 0): void {
  for (const [i, wire] of crowd.entries()) wire.send(`NICK crowd${wave}-${i}`, 'USER crowd 0 * :crowd')
}

const welcomed = (crowd: readonly Wire[]): Wire[] =>
  crowd.filter(({ lines }) => lines.some((line) => / 001 /.test(line)))

const outside = (crowd: readonly Wire[]): Wire[] => crowd.filter(({ closed, ended }) => closed || ended)

describe.skipIf(whyNoSiege !== undefined)(`a crowd${onLinux}`, () => {
  it('of 1,000 at once is let in; who then says nothing is closed, and counted in the log', async () => {
    siege = await Siege.lay(await startDaemonProcess())
    // Each says what it has to as soon as it is connected: who is silent for 5 s is closed, however slow this machine is.
    const crowd = await crowdOf(1_000, (wire, i) => {
      if (i < 700) wire.send(`NICK crowd-${i}`, 'USER crowd 0 * :crowd')
    })
    const [talkers, silent] = [crowd.slice(0, 700), crowd.slice(700)]
    await vi.waitFor(() => expect(welcomed(talkers)).toHaveLength(700), patience)
    await Promise.all(silent.map((wire) => wire.end()))
    expect(silent.flatMap(({ lines }) => lines)).toEqual([])
    for (const wire of talkers) wire.send('QUIT')
    await Promise.all(talkers.map((wire) => wire.end()))
    await siege.says({
      'conn.opened': 700,
      'conn.named': 700,
      'conn.active': 700,
      'conn.left: Quit': 700,
      'conn.refused: nothing said in time': 300,
    })
    // Ten in full, then their number.
    expect(siege.daemon.log().filter(({ evt }) => evt === 'conn.refused')).toHaveLength(11)
    await siege.lift({ connections: 1_000 })
  })

  it('that takes all descriptors is turned away, and let in when there are some again', async () => {
    // 128 of 200 are kept for everything but connections.
    siege = await Siege.lay(await startDaemonWithFiles(200))
    const places = 200 - defaultLimits.descriptorsKept - 5
    const crowd: Wire[] = []
    for (let wave = 0; wave < 10; wave++) {
      const some = await crowdOf(10)
      crowd.push(...some)
      register(some, wave)
      await vi.waitFor(() => expect(welcomed(some).length + outside(some).length).toBe(10), patience)
    }
    crowd.push(...(await crowdOf(200)))
    await vi.waitFor(() => expect(outside(crowd)).toHaveLength(300 - places), patience)
    const told = outside(crowd).flatMap(({ lines }) => lines)
    expect(new Set(told)).toEqual(new Set(['ERROR :Closing link: (Server full)']))
    expect(await siege.daemon.status()).toMatchObject({ members: places + 5 })
    await siege.says({
      'conn.opened': places,
      'conn.named': places,
      'conn.active': places,
      'listener.full': 300 - places,
    })
    for (const wire of welcomed(crowd)) wire.close()
    await vi.waitFor(async () => {
      const next = await siege.open()
      next.send('NICK next', 'USER next 0 * :next')
      expect(await next.next()).toContain(' 001 next ')
    }, patience)
    await siege.lift({ connections: 200 })
  })

  it('that finds not one descriptor free is hung up on by the system, and nobody else is', async () => {
    siege = await Siege.lay(await startDaemonProcess())
    // Lowered while it runs, or none of those that are kept could be taken.
    const allow = (files: number): void =>
      void execFileSync('prlimit', ['--pid', String(siege.daemon.pid), `--nofile=${files}:`])
    allow(descriptorsOf(siege.daemon))
    // Until the last one is taken.
    const some: Wire[] = []
    while (outside(some).length === 0) {
      const next = await siege.open()
      some.push(next)
      register([next], some.length)
      await vi.waitFor(() => expect(welcomed([next]).length + outside([next]).length).toBe(1), patience)
    }
    const crowd = await crowdOf(50)
    await vi.waitFor(() => expect(outside(crowd)).toHaveLength(50), patience)
    await siege.calm()
    allow(1_024)
    await siege.member('next')
    const came = welcomed(some).length + 1
    await siege.says({ 'conn.opened': came, 'conn.named': came, 'conn.active': came })
    await siege.lift({ connections: 50 })
  })
})
