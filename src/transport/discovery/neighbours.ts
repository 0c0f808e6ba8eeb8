import { readFile } from 'node:fs/promises'
import { parseIpv4 } from '../../protocol/ipv4.ts'

/** A host on a network of ours, as the system knows it. */
export interface Neighbour {
  readonly address: string
  readonly interface: string
}

/** Asked at once. */
const mostNeighbours = 32

/** The hosts that this one has spoken to on its networks lately; none where the system does not say. */
export async function readNeighbours(
  read = async (): Promise<string> => await readFile('/proc/net/arp', 'utf8'),
): Promise<readonly Neighbour[]> {
  return await read().then(parseArp, () => [])
}

/** What `/proc/net/arp` says (proc_net(5)): the entries that have a hardware address, which is flag 0x2. */
export function parseArp(text: string): readonly Neighbour[] {
  const neighbours: Neighbour[] = []
  for (const line of text.split('\n').slice(1)) {
    const [address = '', , flags = '', , , name] = line.trim().split(/\s+/)
    if (name === undefined || parseIpv4(address) === undefined || (Number(flags) & 2) === 0) continue
    neighbours.push({ address, interface: name })
  }
  return neighbours
}

/** Whom to ask: first who was none `before`, for they may be there because they answered us. */
export function newestFirst(before: readonly Neighbour[], now: readonly Neighbour[]): readonly Neighbour[] {
  const keyOf = (one: Neighbour): string => `${one.interface} ${one.address}`
  const old = new Set(before.map(keyOf))
  const isNew = (one: Neighbour): boolean => !old.has(keyOf(one))
  return [...now.filter(isNew), ...now.filter((one) => !isNew(one))].slice(0, mostNeighbours)
}
