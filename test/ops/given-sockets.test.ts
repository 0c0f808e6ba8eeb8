import { describe, expect, it } from 'vitest'
import { takeGivenSockets, takeSocket } from '../../src/ops/given-sockets.ts'

const none = { tcp: undefined, udp: undefined }
const isUdp = (fd: number): boolean => fd % 2 === 0

describe('sockets that a service manager gave', () => {
  it('are told apart by what they are, and the first of each kind counts', () => {
    const env = { LISTEN_PID: '7', LISTEN_FDS: '4', LISTEN_FDNAMES: 'a:b:c:d', PATH: '/bin' }
    expect(takeGivenSockets(env, 7, isUdp)).toEqual({ tcp: 3, udp: 4 })
    expect(env).toEqual({ PATH: '/bin' })
  })

  it('are none where they were given to somebody else, or nothing says how many', () => {
    expect(takeGivenSockets({}, 7, isUdp)).toEqual(none)
    expect(takeGivenSockets({ LISTEN_PID: '8', LISTEN_FDS: '1' }, 7, isUdp)).toEqual(none)
    for (const LISTEN_FDS of [undefined, '', '0', '-1', 'x', '99999'])
      expect(takeGivenSockets({ LISTEN_PID: '7', LISTEN_FDS }, 7, isUdp), LISTEN_FDS).toEqual(none)
  })

  it('are taken once', () => {
    const given = { tcp: 3, udp: undefined }
    expect([takeSocket(given, 'tcp'), takeSocket(given, 'tcp'), takeSocket(given, 'udp')]).toEqual([
      3,
      undefined,
      undefined,
    ])
  })
})
