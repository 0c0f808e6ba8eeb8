import { randomBytes } from 'node:crypto'
import { createSocket } from 'node:dgram'
import type { NetworkInterfaceInfo } from 'node:os'
import { type Finding, ok, warn } from './finding.ts'

/** How long an own datagram may be on its way, ms: it does not leave the computer. */
const patienceMs = 500

/** The address of everybody on each network that this computer is on: RFC 919 §7. */
export function broadcastAddresses(all: NodeJS.Dict<NetworkInterfaceInfo[]>): string[] {
  const found = Object.values(all).flatMap((addresses = []) =>
    addresses.flatMap(({ family, internal, address, netmask }) => {
      if (family !== 'IPv4' || internal || netmask === '255.255.255.255') return []
      const [host, mask] = [address, netmask].map((text) => text.split('.').map(Number))
      return [(host ?? []).map((byte, i) => byte | (255 - (mask?.[i] ?? 255))).join('.')]
    }),
  )
  return Array.from(new Set(found))
}

/** Whether what is sent to everybody on a network comes back to who listens here, as it would come to a neighbour. */
export async function broadcastFinding(addresses: readonly string[]): Promise<Finding> {
  if (addresses.length === 0) return ok('on no network there is anybody to send to')
  const heard = await heardOf(addresses)
  const deaf = addresses.filter((address) => !heard.has(address))
  if (deaf.length === 0) return ok(`heard on ${addresses.join(', ')}`)
  return warn(
    `what is sent to ${deaf.join(', ')} is not heard here: a firewall of this computer drops it`,
    'sudo nft list ruleset',
  )
}

function heardOf(addresses: readonly string[]): Promise<ReadonlySet<string>> {
  const heard = new Set<string>()
  const token = randomBytes(16).toString('hex')
  const socket = createSocket('udp4')
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer)
      socket.close(() => resolve(heard))
    }
    const timer = setTimeout(finish, patienceMs)
    socket.on('error', finish)
    socket.on('message', (message) => {
      const [said, address = ''] = message.toString('latin1').split(' ')
      if (said === token) heard.add(address)
      if (heard.size === addresses.length) finish()
    })
    socket.bind(0, () => {
      socket.setBroadcast(true)
      const { port } = socket.address()
      for (const address of addresses) socket.send(`${token} ${address}`, port, address, () => {})
    })
  })
}
