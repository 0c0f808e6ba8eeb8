import { fileURLToPath } from 'node:url'
import { describe, expect } from 'vitest'
import type { Running } from '../e2e/cli-process.ts'
import type { Host } from './hosts.ts'
import { generous, looks } from './times.ts'
import { itAlone, reason, skipped } from './together.ts'

/** Many rooms on one LAN, and somebody who asks without end. */

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url))

/** Datagrams and bytes that were counted by a rule. */
function counted(host: Host, rule: string): { packets: number; bytes: number } {
  const [, packets, bytes] =
    new RegExp(`${rule} counter packets (\\d+) bytes (\\d+)`).exec(host.run('nft', 'list', 'ruleset')) ?? []
  return { packets: Number(packets), bytes: Number(bytes) }
}

/** What the members say behind their first word. */
const objectsOf = ({ out }: Running): { p99: number }[] =>
  out
    .split('\n')
    .slice(1)
    .filter(Boolean)
    .map((line) => JSON.parse(line))

describe.skipIf(reason !== undefined)(`fifty rooms on one LAN${skipped}`, () => {
  // T23
  itAlone('are all there within a second, and no one of them says more than it is asked', async (network) => {
    const lan = await network.lan('10.10.1')
    const laptop = await network.host(lan)
    const hosts = await Promise.all(Array.from({ length: 50 }, () => network.host()))
    const plugs = lan.plugAll(hosts)
    // Ten at a time: who starts fifty programs at once has everybody wait.
    for (let first = 0; first < hosts.length; first += 10) {
      const ten = hosts.slice(first, first + 10).map((host, i) => {
        const beacon = [process.execPath, path('beacon.mjs'), `Room ${first + i}`]
        return host.start(['sh', '-c', `${plugs[first + i]} && exec "$@"`, 'sh', ...beacon])
      })
      await Promise.all(ten.map((beacon) => beacon.says('open', 'out', 60_000)))
    }
    laptop.firewall('output', 'accept', 'udp dport 16667 counter')
    laptop.firewall('input', 'accept', 'udp sport 16667 counter')
    const { median } = await looks(laptop, { times: 3, rooms: 50, withinMs: 10_000, rungs: ['broadcast'] })
    expect(median).toBeLessThan(1_000 * generous)
    const asked = counted(laptop, 'dport 16667')
    const answered = counted(laptop, 'sport 16667')
    expect(answered.packets).toBeGreaterThan(4 * 50)
    expect(answered.bytes).toBeLessThanOrEqual(50 * asked.bytes)
  })
})

describe.skipIf(reason !== undefined)(`a flood of queries${skipped}`, () => {
  // T21 and T22
  itAlone(
    'is answered 50 times a second, with no more bytes than it has, and neither members nor others who ask notice',
    async (network) => {
      const lan = await network.lan('10.10.1')
      const [server, villain, laptop] = [
        await network.host(lan),
        await network.host(lan),
        await network.host(lan),
      ]
      const from = Array.from({ length: 10 }, (_, i) => `10.10.1.${100 + i}`)
      for (const address of from) villain.ip('addr', 'add', `${address}/24`, 'dev', 'eth0')
      server.firewall('input', 'accept', 'iifname "eth0" udp dport 16667 counter')
      server.firewall('output', 'accept', 'oifname "eth0" udp sport 16667 counter')
      await server.room('Office')
      const members = server.node(path('pinger.mjs'))
      await members.says('in\n')
      const p99 = async (ms: number): Promise<number> => {
        const before = objectsOf(members).length
        members.type(`${ms}\n`)
        await members.says(new RegExp(`^in\n(?:.+\n){${before + 1}}`))
        return Number(objectsOf(members)[before]?.p99)
      }
      const calm = await p99(1_200)
      const answers = counted(server, 'sport 16667').packets
      const startedAtMs = performance.now()
      const flood = villain.node(path('flood.mjs'), JSON.stringify({ to: '10.10.1.2', ms: 2_000, from }))
      await flood.says('flooding')
      const flooded = await p99(1_200)
      const { out } = await flood.ended
      const seconds = (performance.now() - startedAtMs) / 1_000
      expect(Number(/sent (\d+)/.exec(out)?.[1])).toBeGreaterThan(20_000)
      expect(counted(server, 'sport 16667').packets - answers).toBeLessThan(50 * (seconds + 1))
      expect(flooded).toBeLessThan(2 * calm * generous + 10)
      expect((await looks(laptop, { times: 1 })).median).toBeLessThan(1_000 * generous)
      const [bytesIn, bytesOut] = ['dport', 'sport'].map((port) => counted(server, `${port} 16667`).bytes)
      expect(bytesOut).toBeLessThanOrEqual(bytesIn ?? Number.NaN)
    },
  )
})
