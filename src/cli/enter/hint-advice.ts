import { nameOf } from '../../client/dial.ts'
import { parseIpv4 } from '../../protocol/ipv4.ts'
import type { Advice } from './advice.ts'
import type { StepTaken } from './steps.ts'

/** What to do about rooms that mDNS tells of and that do not answer. */
export function hinted(steps: readonly StepTaken[], port: number): Advice[] {
  const answered = new Set(steps.flatMap(({ rooms }) => rooms.flatMap(({ addresses }) => addresses)))
  const silent = steps.flatMap(({ places }) => places).filter(({ address }) => !answered.has(address))
  // Of one room each network has several addresses; those of IPv4 are what people can read.
  const ipv4 = silent.filter(({ address }) => parseIpv4(address) !== undefined)
  return (ipv4.length === 0 ? silent : ipv4).map(({ address, tcpPort = port, isNear }) => {
    const name = nameOf({ host: address, port: tcpPort })
    return isNear
      ? {
          says: `mDNS tells of a room at ${name}, which does not answer: its firewall lets in mDNS alone. Open it there, or join by its address:`,
          next: [`ufw:        sudo ufw allow ${port}`, `join:       earshot --host ${name}`],
        }
      : {
          says: `A room is on this cable at ${name}, but in another network than this computer, and IPv6 leads to none of the two. Give one of them an address in the network of the other, or let both have IPv6.`,
          next: ['ip -br addr          which networks this computer is in'],
        }
  })
}

/** What it means that another program has the port of discovery on this computer. */
export function portTaken(port: number, holder = 'Another program'): Advice {
  return {
    says: `${holder} has UDP port ${port} of this computer for itself: a room that runs here is found by mDNS alone. End that program, and start the room again.`,
    next: [`sudo ss -ulpn 'sport = :${port}'`],
  }
}
