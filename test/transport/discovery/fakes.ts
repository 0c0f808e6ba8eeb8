import type { NetworkInterfaceInfo } from 'node:os'
import { decode } from '../../../src/protocol/datagram.ts'
import type { Here } from '../../../src/protocol/datagram/here.ts'
import type { Clock } from '../../../src/protocol/clock.ts'
import { formatIpv4 } from '../../../src/protocol/ipv4.ts'
import type { Datagrams, OpenUdp, UdpOptions } from '../../../src/transport/discovery/udp.ts'

/** A clock that only the test moves. */
export function handClock(): Clock & { forward(ms: number): Promise<void> } {
  let now = 1_000
  let timers: { at: number; run: () => void }[] = []
  return {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run }
      timers.push(timer)
      return () => {
        timers = timers.filter((one) => one !== timer)
      }
    },
    async forward(ms) {
      const end = now + ms
      for (;;) {
        await settled()
        const next = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0]
        if (next === undefined) break
        now = next.at
        timers = timers.filter((one) => one !== next)
        next.run()
      }
      now = end
      await settled()
    },
  }
}

/** Everything that waits for nothing but promises has happened. */
export function settled(): Promise<void> {
  return new Promise((done) => {
    setImmediate(done)
  })
}

export interface Sent {
  readonly from: string
  readonly to: string
  readonly port: number
  readonly bytes: Uint8Array
}

/** Sockets without a network: what is sent is kept, what is heard is put in by the test. */
export function fakeUdp(refuse: (from: string, to: string) => string | undefined = () => undefined) {
  const sent: Sent[] = []
  const sockets: UdpOptions[] = []
  const joined: string[] = []
  let hanging = false
  const open: OpenUdp = (options) => {
    const code = refuse(options.address, '')
    if (code !== undefined) return Promise.reject(Object.assign(new Error(code), { code }))
    sockets.push(options)
    const socket: Datagrams = {
      port: options.port === 0 ? 40_000 + sockets.length : options.port,
      send(bytes, port, to) {
        if (hanging) return new Promise(() => undefined)
        const code = refuse(options.address, to)
        if (code === undefined) sent.push({ from: options.address, to, port, bytes })
        return Promise.resolve(code)
      },
      sendBy(on, bytes, port, to) {
        const code = refuse(options.address, to)
        if (code === undefined) sent.push({ from: on, to, port, bytes })
        return Promise.resolve(code)
      },
      join(group, on) {
        const code = refuse(options.address, on)
        if (code === undefined) joined.push(`${group} ${on}`)
        return code
      },
      close() {
        const at = sockets.indexOf(options)
        if (at !== -1) sockets.splice(at, 1)
      },
    }
    return Promise.resolve(socket)
  }
  const hang = () => {
    hanging = true
  }
  return {
    open,
    hang,
    sent,
    joined,
    sockets,
    socketOn: (address: string) => sockets.find((one) => one.address === address),
  }
}

/** One IPv4 address as os.networkInterfaces() gives it. */
export function info(
  address: string,
  prefix: number,
  more: Partial<{ mac: string; internal: boolean }> = {},
) {
  const netmask = formatIpv4(prefix === 0 ? 0 : (0xffffffff << (32 - prefix)) >>> 0)
  const entry: NetworkInterfaceInfo = {
    family: 'IPv4',
    address,
    netmask,
    mac: '02:00:00:00:00:01',
    internal: false,
    cidr: `${address}/${prefix}`,
    ...more,
  }
  return entry
}

/** The link-local address of an interface. */
export function info6(address: string, scopeid: number): NetworkInterfaceInfo {
  return {
    family: 'IPv6',
    address,
    netmask: 'ffff:ffff:ffff:ffff::',
    mac: '02:00:00:00:00:01',
    internal: false,
    cidr: `${address}/64`,
    scopeid,
  }
}

export const lo = info('127.0.0.1', 8, { mac: '00:00:00:00:00:00', internal: true })

/** The `here` in a datagram; throws when it is none. */
export function hereIn(bytes: Uint8Array | undefined): Here {
  const decoded = decode(bytes ?? new Uint8Array())
  if (decoded.ok && decoded.datagram.type === 'here') return decoded.datagram.here
  throw new Error('not a here')
}
