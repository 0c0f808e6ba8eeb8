import { type Network, parseNetwork } from '../protocol/network.ts'
import { plainText } from '../client/safe-text.ts'
import { Exit } from './exit.ts'

/** Who may come in: the options, and their values. */
export interface AccessOptions {
  /** Networks from which anybody may come in, besides those that are near. */
  readonly allowed?: readonly Network[]
}

export interface AccessArguments {
  readonly allow?: readonly string[] | undefined
}

/** The arguments as values. @throws {Exit} usage */
export function readAccessOptions({ allow = [] }: AccessArguments): AccessOptions {
  return allow.length === 0 ? {} : { allowed: allow.map(networkOf) }
}

function networkOf(text: string): Network {
  const network = parseNetwork(text)
  if ('family' in network) return network
  throw new Exit(
    'usage',
    `--allow ${plainText(text)}: ${network.why}.`,
    'earshot daemon --allow 203.0.113.0/24 --allow 2001:db8:7::/48',
  )
}

/** The same options as a command line. */
export function accessArguments({ allowed = [] }: AccessOptions): string[] {
  return allowed.map(({ address, prefix }) => `--allow=${address}/${prefix}`)
}
