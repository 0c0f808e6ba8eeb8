import { describe, expect, it } from 'vitest'
import { decode } from '../../../src/protocol/datagram.ts'
import { openRelay } from '../../../src/transport/discovery/relay.ts'

const source = { address: '192.168.1.9', port: 40_000 }
const query = (n = 0) => ({ nonce: String(n).padStart(22, '0'), known: [] })

describe('the other daemons of this host', () => {
  it('are told who asked, once', () => {
    const relay = openRelay(50)
    const told = decode(relay(query(), source, 0) ?? new Uint8Array())
    expect(told).toEqual({ ok: true, datagram: { type: 'query', query: { ...query(), via: source } } })
    expect(relay(query(), source, 9_999)).toBe(undefined)
    expect(relay(query(), { ...source, address: 'fe80::9%eth0' }, 0)).toBeInstanceOf(Uint8Array)
    expect(relay(query(), source, 10_000)).toBeInstanceOf(Uint8Array)
  })

  it('hear what is asked by loopback themselves', () => {
    expect(openRelay(50)(query(), { address: '127.0.0.1', port: 40_000 }, 0)).toBe(undefined)
  })

  it('are not told more than so much in a second', () => {
    const relay = openRelay(50)
    const told = Array.from({ length: 100 }, (_, n) => relay(query(n), source, 0))
    expect(told.filter((bytes) => bytes !== undefined)).toHaveLength(50)
  })
})
