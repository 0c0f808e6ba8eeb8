import { resolve } from 'node:path'
import { type Network, parseNetwork } from '../protocol/network.ts'
import { plainText } from '../client/safe-text.ts'
import { Exit } from './exit.ts'

/** Who may come in: the options, and their values. */
export interface AccessOptions {
  /** Networks from which anybody may come in, besides those that are near. */
  readonly allowed?: readonly Network[]
  /** Has the password of the room; absent: there is none. */
  readonly passwordFile?: string
}

export interface AccessArguments {
  readonly allow?: readonly string[] | undefined
  readonly passwordFile?: string | undefined
}

/** The arguments as values; the file is read later. @throws {Exit} usage */
export function readAccessOptions({ allow = [], passwordFile }: AccessArguments): AccessOptions {
  return {
    ...(allow.length === 0 ? {} : { allowed: allow.map(networkOf) }),
    ...(passwordFile === undefined ? {} : { passwordFile: resolve(passwordFile) }),
  }
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
export function accessArguments({ allowed = [], passwordFile }: AccessOptions): string[] {
  return [
    ...allowed.map(({ address, prefix }) => `--allow=${address}/${prefix}`),
    ...(passwordFile === undefined ? [] : [`--password-file=${passwordFile}`]),
  ]
}
