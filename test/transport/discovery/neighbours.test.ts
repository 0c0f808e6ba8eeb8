import { describe, expect, it } from 'vitest'
import { newestFirst, parseArp, readNeighbours } from '../../../src/transport/discovery/neighbours.ts'

const table = [
  'IP address       HW type     Flags       HW address            Mask     Device',
  '10.10.1.2        0x1         0x2         02:00:00:00:00:02     *        eth0',
  '10.10.1.9        0x1         0x0         00:00:00:00:00:00     *        eth0',
  '10.20.2.3        0x1         0x6         02:00:00:00:00:03     *        eth1',
  'nonsense',
  '',
].join('\n')

const one = (n: number, name = 'eth0') => ({ address: `10.10.1.${n}`, interface: name })

describe('the neighbours of this host', () => {
  it('are the entries that have a hardware address', () => {
    expect(parseArp(table)).toEqual([one(2), { address: '10.20.2.3', interface: 'eth1' }])
  })

  it('are none where the system does not say', async () => {
    expect(await readNeighbours(() => Promise.reject(new Error('ENOENT')))).toEqual([])
    expect(await readNeighbours(() => Promise.resolve(table))).toHaveLength(2)
  })

  it('are asked the newest first, on whichever interface they are, and not more than 32', () => {
    expect(newestFirst([one(1), one(2)], [one(1), one(2), one(2, 'eth1'), one(3)])).toEqual([
      one(2, 'eth1'),
      one(3),
      one(1),
      one(2),
    ])
    expect(
      newestFirst(
        [],
        Array.from({ length: 100 }, (_, n) => one(n)),
      ),
    ).toHaveLength(32)
  })
})
