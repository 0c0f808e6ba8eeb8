import { fileURLToPath } from 'node:url'
import { describe, expect } from 'vitest'
import { generous } from './times.ts'
import { it, reason, skipped } from './together.ts'

const forger = fileURLToPath(new URL('forger.mjs', import.meta.url))

// T19, on the wire. A room that is killed is gone after its ttl: test/client/seek.test.ts, with a clock by hand.
describe.skipIf(reason !== undefined)(`a goodbye${skipped}`, () => {
  it('is believed at once from the room itself; forged, or said again for its next life, it is not', async (network) => {
    const lan = await network.lan('10.10.1')
    const [server, laptop, villain] = [
      await network.host(lan),
      await network.host(lan),
      await network.host(lan),
    ]
    villain.ip('route', 'add', 'default', 'via', '10.10.1.254')
    const enemy = villain.node(forger)
    await enemy.says('listening')
    const watch = laptop.earshot('discover', '--watch', '--json')
    const office = await server.room('Office')
    await Promise.all([watch.says('"room":"Office"'), enemy.says('heard Office')])
    const gone = (): unknown[] => watch.objects().filter(({ type }) => type === 'gone')

    enemy.type('forge\n')
    await enemy.says('done forge 1')
    // What comes later on the same wire has been heard: the forgeries before it have been too.
    const first = await server.room('First', '--port', '16668')
    await watch.says('"room":"First"')
    expect(gone()).toEqual([])

    office.child.kill('SIGTERM')
    const leftAtMs = performance.now()
    await watch.says(/"type":"gone","id":"[a-z2-7]+","room":"Office"/)
    expect(performance.now() - leftAtMs).toBeLessThan(300 * generous)
    await office.ended
    await server.room('Office')
    await watch.says(/"type":"gone"[^]*"type":"found","id":"[a-z2-7]+","room":"Office"/)

    enemy.type('replay\n')
    await enemy.says(/done replay [1-9]/)
    first.child.kill('SIGTERM')
    await watch.says(/"type":"gone","id":"[a-z2-7]+","room":"First"/)
    expect(gone()).toHaveLength(2)
  })
})
